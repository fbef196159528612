/*
 * Rows of CSV and TSV over bytes, for rows that are as they should be; anything else, and anything rare, gives 0. As in json.ts the bytes must have 32 zero
 * bytes behind them, and no row goes on over a zero byte.
 */
import { noFields, OTHER, passUtf8, setField, TEXT } from './json'

/** Widest table whose rows are read here. */
export const MAX_COLUMNS: u32 = 256
/** The field that each column is; filled from outside. */
export const fieldOfColumn = memory.data(256)

/**
 * Reads the row that begins at `start` and leaves its fields to be asked for. An empty cell is an empty text.
 *
 * @param onlyAscii whether bytes from 0x80 on mean something else than UTF-8
 * @returns the address behind its line break (LF, CRLF or CR), or 0.
 */
export function readRow(start: u32, delimiter: u32, columns: u32, onlyAscii: bool): u32 {
  noFields()
  const delimiters = i8x16.splat(u8(delimiter))
  let at = start
  // The vector that was looked at last, and which of its bytes may end a cell or not stand in one: cells are short, and one look does for all in it.
  let vector = start
  let ends = endsIn(vector, delimiters)
  for (let column: u32 = 0; column < columns; column++) {
    let cellStart = at
    let cellEnd: u32
    let form = TEXT
    if (load<u8>(at) === 0x22) {
      cellStart++
      hasDoubledQuotes = false
      cellEnd = passQuoted(cellStart, onlyAscii)
      if (cellEnd === 0) return 0
      if (hasDoubledQuotes) form = OTHER
      at = cellEnd + 1
    } else {
      while (true) {
        if (at - vector >= 16) {
          vector = at
          ends = endsIn(vector, delimiters)
        }
        const here = at - vector
        const next = (ends >> here) << here
        if (next === 0) {
          at = vector + 16
          continue
        }
        at = vector + ctz(next)
        const byte: u32 = load<u8>(at)
        if (byte === delimiter || byte === 0x0a || byte === 0x0d) break
        at = passRare(at, onlyAscii)
        if (at === 0) return 0
      }
      cellEnd = at
    }
    setField(load<u8>(fieldOfColumn + column), cellStart, cellEnd - cellStart, form)
    const byte: u32 = load<u8>(at)
    at++
    if (byte === delimiter) continue
    if (column + 1 < columns) return 0
    if (byte === 0x0a) return at
    if (byte === 0x0d) return load<u8>(at) === 0x0a ? at + 1 : at
    return 0
  }
  return 0
}

/** Which of 16 bytes are delimiters, or may not stand in a cell without quotes: a bit for each. */
function endsIn(start: u32, delimiters: v128): u32 {
  const bytes = v128.load(start)
  return i8x16.bitmask(v128.or(i8x16.eq(bytes, delimiters), notInCells(bytes)))
}

let hasDoubledQuotes: bool = false

/**
 * The address of the quote that ends the cell whose first byte is at `at`, or 0 when it does not end on its line. Quotes of the content are doubled, so the quote that
 * ends it is the last of the first run of quotes whose number is odd; all runs of a vector are looked at together, as JSON in a cell has a quote every few bytes.
 */
function passQuoted(at: u32, onlyAscii: bool): u32 {
  while (true) {
    const bytes = v128.load(at)
    const special = i8x16.bitmask(notInCells(bytes))
    if (special === 0) {
      at += 16
      continue
    }
    let quotes = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0x22)))
    const others = special & ~quotes
    // Up to the first byte that is neither plain nor a quote; otherwise up to a run that may go on behind the vector.
    const looked = others !== 0 ? ctz(others) : 16 - clz(~(quotes << 16))
    quotes &= (1 << looked) - 1
    const end = behindOddRun(quotes)
    if (end !== 0) {
      if ((quotes & ((1 << (end - 1)) - 1)) !== 0) hasDoubledQuotes = true
      return at + end - 1
    }
    if (quotes !== 0) hasDoubledQuotes = true
    at += looked
    if (others !== 0) {
      at = passRare(at, onlyAscii)
      if (at === 0) return 0
    } else if (looked === 0) {
      // Nothing but quotes.
      hasDoubledQuotes = true
      at += 16
    }
  }
}

const EVEN_PLACES: i32 = 0x55555555

/** The place behind the first run of bits whose number is odd, or 0. No run reaches the highest bit. */
function behindOddRun(bits: i32): i32 {
  const starts = bits & ~(bits << 1)
  // Adding the first bit of a run carries to the place behind it, which is of another parity when the run is odd.
  const behindEven = (bits + (starts & EVEN_PLACES)) & ~bits & ~EVEN_PLACES
  const behindOdd = (bits + (starts & ~EVEN_PLACES)) & ~bits & EVEN_PLACES
  const behind = behindEven | behindOdd
  return behind === 0 ? 0 : ctz(behind)
}

/** Behind a tab, or behind characters that are not ASCII; 0 for anything else. */
function passRare(at: u32, onlyAscii: bool): u32 {
  const byte: u32 = load<u8>(at)
  if (byte === 0x09) return at + 1
  return byte < 0x80 || onlyAscii ? 0 : passUtf8(at)
}

/** Quotes, control characters, and all but ASCII: as signed numbers, bytes from 0x80 on are below 0x20 as well. */
function notInCells(bytes: v128): v128 {
  return v128.or(i8x16.lt_s(bytes, i8x16.splat(0x20)), i8x16.eq(bytes, i8x16.splat(0x22)))
}
