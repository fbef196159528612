import type { TextColumn } from '../../ltv/results.ts'

const decoder = new TextDecoder()

/** Text i of a column. Cost: decoding that one text; nothing is kept. Out of range gives the empty text. */
export function textAt(column: TextColumn, index: number): string {
  const start = column.starts[index] ?? 0
  const end = column.starts[index + 1] ?? start
  return decoder.decode(column.bytes.subarray(start, end))
}
