import { SeededRandom } from '../../src/base/seeded-random.ts'

/* The kernel's hash of texts of eight bytes (src/kernel/assembly/hash.ts) where it begins with 0, which it never does in the app; with numbers of 64 bits as halves of 32. */

const FIRST_FACTOR = [0x9e3779b9, 0x7f4a7c15] as const
const SECOND_FACTOR = [0xbf58476d, 0x1ce4e5b9] as const
/** The length, 8, times the second factor. */
const BEGIN = [0xfac23b68, 0xe7272dc8] as const

/** Of this many low bits of the hash, in which tables look for a place, all but eight are zero. */
const PLACE_BITS = 20
const CROWD_BITS = 8
const ALIKE = (1 << PLACE_BITS) - (1 << CROWD_BITS)
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** So many ids for which a table of such a kernel begins to look around one place. Cost: 4,096 hashes an id, together a fifth of a millisecond. */
export function crowdedIds(count: number): string[] {
  const random = new SeededRandom(8)
  const ids = new Set<string>()
  const codes = new Uint8Array(8)
  while (ids.size < count) {
    for (let at = 0; at < 8; at++) codes[at] = LETTERS.charCodeAt(random.below(LETTERS.length))
    // Only the last two letters change, so that little is drawn.
    for (const sixth of LETTERS) {
      codes[6] = sixth.charCodeAt(0)
      for (const seventh of LETTERS) {
        codes[7] = seventh.charCodeAt(0)
        if ((hashOf(codes) & ALIKE) === 0) ids.add(String.fromCharCode(...codes))
      }
    }
  }
  return [...ids].slice(0, count)
}

function hashOf(codes: Uint8Array): number {
  const [low, high] = [wordAt(codes, 0) ^ BEGIN[1], wordAt(codes, 4) ^ BEGIN[0]]
  const productHigh = highOfProduct(high, low, FIRST_FACTOR)
  const productLow = Math.imul(low, FIRST_FACTOR[1])
  const [stateHigh, stateLow] = [productHigh, productLow ^ productHigh]
  const mixedLow = stateLow ^ ((stateHigh << 3) | (stateLow >>> 29))
  return highOfProduct(stateHigh ^ (stateHigh >>> 29), mixedLow, SECOND_FACTOR)
}

function wordAt(codes: Uint8Array, at: number): number {
  return (codes[at] ?? 0) | ((codes[at + 1] ?? 0) << 8) | ((codes[at + 2] ?? 0) << 16) | ((codes[at + 3] ?? 0) << 24)
}

/** Bits 32 to 63 of a product. */
function highOfProduct(high: number, low: number, [factorHigh, factorLow]: readonly [number, number]): number {
  return (Math.imul(high, factorLow) + Math.imul(low, factorHigh) + carried(low, factorLow)) | 0
}

/** The high half of the product of two numbers of 32 bits. */
function carried(a: number, b: number): number {
  const [aHigh, aLow, bHigh, bLow] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff]
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16)
  const other = aLow * bHigh + (middle & 0xffff)
  return (aHigh * bHigh + Math.floor(middle / 65_536) + Math.floor(other / 65_536)) | 0
}
