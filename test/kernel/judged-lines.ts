/*
 * What lines of NDJSON must give: by a decoder that is fatal, JSON.parse, and the slow reference. Nothing of the reader is used here.
 */
import { CURRENCY_CODES } from '../../src/base/currencies.ts'
import { judge, type ReferenceEvent, type ReferenceReject, readAmount } from '../reference/event.ts'
import { parseJsonPrefix } from '../reference/json.ts'

/** What one record of a line must give. */
export interface JudgedRecord {
  /** Offset in the line. */
  readonly byte: number
  readonly verdict: { readonly event: ReferenceEvent } | { readonly reject: ReferenceReject }
}

/** Objects and arrays inside each other, as many as a record may have. */
const MOST_BRACKETS = 256

const OLD_CURRENCIES = CURRENCY_CODES.filter(code => readAmount(`1 ${code}`) === null)
const IN_OLD_CURRENCY = new RegExp(`"[-+.,\\s\\d]*(?:${OLD_CURRENCIES.join('|')})[-+.,\\s\\d]*"`, 'i')

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The records of a line that begins with `{`, stands between lines that do, and has no line break in it. Null for the few lines whose meaning is not theirs
 * alone or that JSON.parse says nothing about: behind a record stands something that opens an array, or a NUL; brackets may be nested too deep; a number has
 * thousands of digits; an amount is in a currency that is no more, which the reference does not know.
 */
export function judgedRecords(line: Buffer): JudgedRecord[] | null {
  // In Latin-1 each byte is one letter, and to the grammar all that are not ASCII are alike: the places that JSON.parse names are bytes.
  const letters = line.toString('latin1')
  if ((letters.match(/[[{]/g)?.length ?? 0) > MOST_BRACKETS || /[eE]\+?0*\d{4}|\d{999}/.test(letters)) return null
  if (IN_OLD_CURRENCY.test(letters)) return null
  const records: JudgedRecord[] = []
  let from = 0
  for (;;) {
    const end = endOfValue(letters, from)
    let next = end
    while (end >= 0 && ' \t,'.includes(letters.charAt(next)) && next < letters.length) next++
    const follows = letters.charAt(next)
    if (end >= 0 && (follows === '[' || follows === '\0')) return null
    if (end < 0 || (follows !== '' && follows !== '{')) {
      const isText = textOf(line.subarray(from)) !== null
      records.push(rejected(from, isText ? 'not valid JSON' : 'not valid UTF-8'))
      return records
    }
    const text = textOf(line.subarray(from, end))
    records.push(text === null ? rejected(from, 'not valid UTF-8') : { byte: from, verdict: judge(parsedRecord(text)) })
    if (follows === '') return records
    from = next
  }
}

function rejected(byte: number, reason: string): JudgedRecord {
  return { byte, verdict: { reject: { reason, field: null } } }
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    // Being thrown at is how a fatal decoder answers.
    return null
  }
}

/** Where the value that begins at `from` ends, or −1 when it is none. */
function endOfValue(letters: string, from: number): number {
  const rest = letters.slice(from)
  const whole = parseFault(rest)
  if (whole === null) return from + rest.replace(/[ \t]+$/, '').length
  const place = /^Unexpected non-whitespace character after JSON at position (\d+)/.exec(whole)?.[1]
  if (place === undefined) return -1
  const value = rest.slice(0, Number(place))
  if (parseFault(value) !== null) throw new Error(`JSON.parse takes ${value} for a value and refuses it`)
  return from + value.replace(/[ \t]+$/, '').length
}

/** What JSON.parse says against a text; null when it takes it. */
function parseFault(text: string): string | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** By JSON.parse, unless there may be numbers that no double holds. */
function parsedRecord(text: string): unknown {
  return /[\d.]{16}|\d[eE]/.test(text) ? parseJsonPrefix(text, 0).value : JSON.parse(text)
}
