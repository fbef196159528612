import { CARRIAGE_RETURN, LINE_FEED, OPEN_BRACE, SPACE, TAB } from '../ascii.ts'
import { type RecordScanner, State } from './record-scanner.ts'

/** What a state of the grammar stands behind and what may come next, in words for people. */
function wordsOf(state: State, innermost: number | undefined): { readonly after: string; readonly expected: string } {
  switch (state) {
    case State.value:
      return innermost === OPEN_BRACE
        ? { after: 'after a colon', expected: 'a value' }
        : { after: 'where a value begins', expected: 'a value' }
    case State.firstItem:
      return { after: 'after [', expected: 'a value or ]' }
    case State.firstKey:
      return { after: 'after {', expected: 'a key in double quotes or }' }
    case State.key:
      return { after: 'after a comma', expected: 'a key in double quotes' }
    case State.colon:
      return { after: 'after a key', expected: 'a colon' }
    case State.afterValue:
      return { after: 'after a value', expected: innermost === OPEN_BRACE ? 'a comma or }' : 'a comma or ]' }
    case State.string:
      return { after: 'inside a text', expected: 'a closing quote (line breaks and control characters are written \\n, \\u0000)' }
    case State.escape:
      return { after: 'after a backslash', expected: 'one of " \\ / b f n r t u' }
    case State.hexadecimal:
      return { after: 'after \\u', expected: 'four hexadecimal digits' }
    case State.minus:
      return { after: 'after a minus', expected: 'a digit' }
    case State.point:
      return { after: 'after a decimal point', expected: 'a digit' }
    case State.exponent:
    case State.exponentSign:
      return { after: 'in an exponent', expected: 'a digit' }
    case State.zero:
    case State.integer:
    case State.fraction:
    case State.exponentDigits:
      return { after: 'in a number', expected: 'its next digit, a comma or the end (no leading zeros)' }
    case State.literal:
      return { after: 'in a word', expected: 'true, false or null' }
    default:
      return state satisfies never
  }
}

/** “at byte 17 of the record: unexpected } after a colon, expected a value”. `at` indexes `bytes`, which may end inside the character. */
export function describeFault(scanner: RecordScanner, bytes: Uint8Array, at: number, byteInRecord: number): string {
  const words = wordsOf(scanner.state, scanner.stack[scanner.depth - 1])
  return `at byte ${byteInRecord} of the record: unexpected ${nameByte(bytes, at)} ${words.after}, expected ${words.expected}`
}

/** “the line ends inside the record after a comma, expected a key in double quotes”. */
export function describeCut(scanner: RecordScanner, what: 'file' | 'line'): string {
  const words = wordsOf(scanner.state, scanner.stack[scanner.depth - 1])
  return `the ${what} ends inside this record ${words.after}, expected ${words.expected}`
}

const NAMED_BYTES: ReadonlyMap<number, string> = new Map([
  [LINE_FEED, 'line break'],
  [CARRIAGE_RETURN, 'line break'],
  [TAB, 'tab'],
  [SPACE, 'space'],
])

/** A byte as people read it: itself when it can be printed, else its name or number. */
export function nameByte(bytes: Uint8Array, at: number): string {
  const byte = bytes[at] ?? 0
  const name = NAMED_BYTES.get(byte)
  if (name !== undefined) return name
  if (byte > SPACE && byte < 0x7f) return `“${String.fromCharCode(byte)}”`
  return `byte 0x${byte.toString(16).toUpperCase().padStart(2, '0')}`
}
