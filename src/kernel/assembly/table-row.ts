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
  let at = start
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
      cellEnd = passPlain(at, delimiter, onlyAscii)
      if (cellEnd === 0) return 0
      at = cellEnd
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

/** The address of what ends the cell without quotes that begins at `at`, or 0 when something stands in it that does not simply stand for itself. */
function passPlain(at: u32, delimiter: u32, onlyAscii: bool): u32 {
  const delimiters = i8x16.splat(u8(delimiter))
  while (true) {
    const bytes = v128.load(at)
    const special = i8x16.bitmask(v128.or(i8x16.eq(bytes, delimiters), notInCells(bytes)))
    if (special === 0) {
      at += 16
      continue
    }
    at += ctz(special)
    const byte: u32 = load<u8>(at)
    if (byte === delimiter || byte === 0x0a || byte === 0x0d) return at
    at = passRare(at, onlyAscii)
    if (at === 0) return 0
  }
}

let hasDoubledQuotes: bool = false

/** The address of the quote that ends the cell whose first byte is at `at`, or 0 when it does not end on its line. */
function passQuoted(at: u32, onlyAscii: bool): u32 {
  while (true) {
    const special = i8x16.bitmask(notInCells(v128.load(at)))
    if (special === 0) {
      at += 16
      continue
    }
    at += ctz(special)
    const byte: u32 = load<u8>(at)
    if (byte === 0x22) {
      if (load<u8>(at, 1) !== 0x22) return at
      hasDoubledQuotes = true
      at += 2
    } else {
      at = passRare(at, onlyAscii)
      if (at === 0) return 0
    }
  }
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
