import type { TextColumn } from '../ltv/results.ts'

// A byte order mark inside a text is a character of it like any other.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Text i of a column. */
export function textAt(column: TextColumn, index: number): string {
  const start = column.starts[index] ?? 0
  const end = column.starts[index + 1] ?? start
  return decoder.decode(column.bytes.subarray(start, end))
}

/** Whether a column has any text outside ASCII. One pass over its bytes: about 30 ms for a million ids of 36 characters. */
export function beyondAscii({ bytes }: TextColumn): boolean {
  // A loop: `some` calls a function per byte, which is five times as slow.
  for (let index = 0; index < bytes.length; index++) if ((bytes[index] ?? 0) >= 0x80) return true
  return false
}
