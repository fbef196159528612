import { sortedPlaces } from '../base/order.ts'
import type { TextColumn } from '../ltv/results.ts'
import { HmacSha256 } from './hmac-sha-256.ts'
import { Turns, type Work } from './work.ts'

/*
 * Ids under other names: who has the key gets the same name for the same id in every export, who does not can neither turn a name back nor
 * try ids out. A name says nothing of its id but that two of the same are the same.
 */

/** Crockford's digits: none is mistaken for another when read aloud or typed. */
const KEY_DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 24 random digits of 5 bits each, and one that gives away a mistyped key. */
const RANDOM_DIGITS = 24
const GROUP = 5

/** “p” and the hexadecimal digits of 64 bits: among 500,000 ids two share them once in 150 million data sets. */
const NAME_LENGTH = 17
const LETTER = 'p'.charCodeAt(0)
const HEX = new TextEncoder().encode('0123456789abcdef')

/** Ids signed before it is looked at whether the page wants a turn: well under a millisecond. */
const IDS_PER_LOOK = 64

/** What signs; see {@link HmacSha256}. */
type Signer = Pick<HmacSha256, 'high' | 'low' | 'sign'>

/** A key as people see it: “7KQF2-…”, 25 digits in groups of five. `random` gives that many random bytes. */
export function newPseudonymKey(random: (bytes: number) => Uint8Array): string {
  // 256 is a multiple of 32, so every digit is as likely as any other.
  const digits = Array.from(random(RANDOM_DIGITS), byte => KEY_DIGITS[byte % KEY_DIGITS.length] ?? '0').join('')
  return grouped(digits + checkDigit(digits))
}

/**
 * The key that was typed or pasted, in the form in which it was shown; null when it is none. Case, spaces and hyphens do not matter, and
 * O, I and L are read as the digits they look like. A digit mistyped or two neighbours swapped are found out.
 */
export function readPseudonymKey(text: string): string | null {
  const digits = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  if (digits.length !== RANDOM_DIGITS + 1 || [...digits].some(digit => !KEY_DIGITS.includes(digit))) return null
  const random = digits.slice(0, RANDOM_DIGITS)
  return digits.slice(RANDOM_DIGITS) === checkDigit(random) ? grouped(digits) : null
}

/** The remainder by 31, a prime, of digits weighted by their places: one wrong digit changes it (but for 0 and Z), and so do swapped neighbours. */
function checkDigit(digits: string): string {
  let sum = 0
  for (const [place, digit] of [...digits].entries()) sum += (place + 1) * KEY_DIGITS.indexOf(digit)
  return KEY_DIGITS[sum % 31] ?? '0'
}

function grouped(digits: string): string {
  return digits.match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join('-') ?? ''
}

/** The names of a column of ids, and the places of its ids in their order. */
interface NamedColumn {
  readonly names: TextColumn
  readonly inOrder: Uint32Array<ArrayBuffer>
}

/**
 * For each id its pseudonym, “p” and 16 hexadecimal digits of HMAC-SHA-256 over the id (UTF-8) with the key; a blank stays blank. The letter keeps spreadsheets from
 * taking digits for a number. The same id has the same pseudonym under the same key, in whatever company.
 *
 * @param ids each of them once
 * @param wanted places of those that need a name, each once; the others are left blank. Null for all.
 * @param key as {@link readPseudonymKey} gives it
 * @throws Error when the key is none, and when two ids come to the same pseudonym (then another key is needed: silently, two people would be one)
 * Cost: 4 µs an id on two cores that others kept busy, in turns of 10 ms; the order after them is worked out in one go (500,000 in about 40 ms).
 */
export async function pseudonymColumn(
  ids: TextColumn,
  wanted: Uint32Array | null,
  key: string,
  work: Work,
  signer: Signer = signerOf(key),
): Promise<NamedColumn> {
  const count = ids.starts.length - 1
  const isWanted = wanted === null ? null : new Uint8Array(count)
  if (isWanted !== null) for (const place of wanted ?? []) isWanted[place] = 1
  const named = wanted?.length ?? count
  const bytes = new Uint8Array(named * NAME_LENGTH)
  const starts = new Uint32Array(count + 1)
  // A double holds the first 52 of the 64 bits.
  const order = new Float64Array(count).fill(-1)
  const turns = new Turns(work)
  let written = 0
  for (let place = 0; place < count; place += 1) {
    const [start, end] = [ids.starts[place] ?? 0, ids.starts[place + 1] ?? 0]
    if (end > start && (isWanted === null || isWanted[place] === 1)) {
      signer.sign(ids.bytes, start, end)
      order[place] = signer.high * 2 ** 20 + (signer.low >>> 12)
      writeName(bytes, written, signer)
      written += NAME_LENGTH
    }
    starts[place + 1] = written
    if (place % IDS_PER_LOOK === 0 && turns.isOver()) await turns.next(place / count)
  }
  const inOrder = sortedPlaces(order)
  for (let at = 1; at < count; at += 1) {
    const [one, other] = [inOrder[at - 1] ?? 0, inOrder[at] ?? 0]
    if (order[one] !== order[other] || order[one] === -1) continue
    if (sameBytes(bytes, starts[one] ?? 0, starts[other] ?? 0)) throw new Error(SAME_NAME)
  }
  return { names: { bytes: bytes.slice(0, written), starts }, inOrder }
}

const SAME_NAME = 'Two customers come to the same pseudonym under this key. Make a new key and try again.'

/** The pseudonyms of a few ids, in their order; ids may repeat. Rules and errors as for {@link pseudonymColumn}. */
export function pseudonymsOf(ids: readonly string[], key: string, signer: Signer = signerOf(key)): readonly string[] {
  const text = new TextEncoder()
  const idOf = new Map<string, string>()
  const name = new Uint8Array(NAME_LENGTH)
  return ids.map(id => {
    const bytes = text.encode(id)
    signer.sign(bytes, 0, bytes.length)
    writeName(name, 0, signer)
    const pseudonym = String.fromCharCode(...name)
    const other = idOf.get(pseudonym)
    if (other !== undefined && other !== id) throw new Error(SAME_NAME)
    idOf.set(pseudonym, id)
    return pseudonym
  })
}

function signerOf(key: string): Signer {
  const read = readPseudonymKey(key)
  if (read === null) throw new Error('The key for pseudonyms is not one (expected are 25 letters and digits, as they were shown).')
  return new HmacSha256(new TextEncoder().encode(read))
}

function writeName(bytes: Uint8Array, at: number, { high, low }: Signer): void {
  bytes[at] = LETTER
  for (let digit = 0; digit < 8; digit += 1) {
    bytes[at + 1 + digit] = HEX[(high >>> (28 - 4 * digit)) & 15] ?? 0
    bytes[at + 9 + digit] = HEX[(low >>> (28 - 4 * digit)) & 15] ?? 0
  }
}

function sameBytes(bytes: Uint8Array, one: number, other: number): boolean {
  for (let at = 0; at < NAME_LENGTH; at += 1) if (bytes[one + at] !== bytes[other + at]) return false
  return true
}
