import type { TextColumn } from '../../src/ltv/results.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Text of a column by its index. */
export function textAt({ bytes, starts }: TextColumn, index: number): string {
  return decoder.decode(bytes.subarray(starts[index], starts[index + 1]))
}

/** All texts of a column. */
export function textsOf(column: TextColumn): string[] {
  return Array.from({ length: column.starts.length - 1 }, (_, index) => textAt(column, index))
}
