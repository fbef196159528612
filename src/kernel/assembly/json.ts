/*
 * RFC 8259 over bytes, for records that are as they should be: anything else, and anything rare, makes these functions give 0, and the record is
 * left to the reader in TypeScript, which knows all the rules and all the words. The bytes must have 32 zero bytes behind them, so nothing here asks for the
 * end of the input: no token goes on over a zero byte.
 */

/** What stands where a field should be. */
export const ABSENT: u32 = 0
/** Text without escapes; start and length are those of what stands between the quotes. */
export const TEXT: u32 = 1
/** A whole number of at most 15 digits, written as JavaScript would write it. */
export const WHOLE: u32 = 2
/** Another number without exponent, of at most 15 digits. */
export const DECIMAL: u32 = 3
export const NULL: u32 = 4
/** Texts with escapes, long numbers, objects, arrays, true and false. */
export const OTHER: u32 = 5

/* The fields that events have. */
export const TYPE: u32 = 0
export const VERB: u32 = 1
export const KEY: u32 = 2
export const EVENT_TIME: u32 = 3
export const CUSTOMER_ID: u32 = 4
export const TOTAL_AMOUNT: u32 = 5
export const LAST_NAME: u32 = 6
export const CITY: u32 = 7
export const STATE: u32 = 8
export const CAMERA_MAKE: u32 = 9
export const CAMERA_MODEL: u32 = 10
const UNKNOWN: u32 = 11

// For each field a pair of start and length, and 16 bytes that say what they are.
const ranges = memory.data(16 * 8, 16)
const forms = memory.data(16, 16)

export function noFields(): void {
  v128.store(forms, i8x16.splat(0))
}
export function setField(field: u32, start: u32, length: u32, form: u32): void {
  store<u8>(forms + field, form)
  store<u32>(ranges + (field << 3), start)
  store<u32>(ranges + (field << 3), length, 4)
}
export function formOf(field: u32): u32 {
  return load<u8>(forms + field)
}
export function startOf(field: u32): u32 {
  return load<u32>(ranges + (field << 3))
}
export function lengthOf(field: u32): u32 {
  return load<u32>(ranges + (field << 3), 4)
}

/** Line breaks passed, and the address behind the last one. A line ends in LF, CRLF or CR. */
export let lineBreaks: u32 = 0
export let behindBreak: u32 = 0
export function setLines(breaks: u32, behind: u32): void {
  lineBreaks = breaks
  behindBreak = behind
}

const MAX_DEPTH: i32 = 60

/**
 * What stood between two values of a record, as records of one file are written alike: of so many records as have types of different lengths, and of so many values,
 * the bytes from the end of one value to the beginning of the next. Where the same bytes stand again they need not be read again.
 */
const BETWEEN_TYPES: u32 = 16
const BETWEEN_VALUES: u32 = 16
/** The most bytes that are remembered. */
const BETWEEN_BYTES: u32 = 32
/** The bytes, as many of which count as the bytes behind them say, and then their number, 0 when there are none yet; and the field they name. */
const BETWEEN_SIZE: u32 = 96
const between = memory.data(16 * 16 * 96, 64)

/** Whether the bytes at `at` are those that are remembered, and a value follows. Reads 33 of them. */
function isAgain(remembered: u32, at: u32): bool {
  const first = v128.and(v128.xor(v128.load(at), v128.load(remembered)), v128.load(remembered, 32))
  const second = v128.and(v128.xor(v128.load(at, 16), v128.load(remembered, 16)), v128.load(remembered, 48))
  const length = load<u32>(remembered, 64)
  // There may be more white space this time, or none had come yet where the input was cut.
  return !v128.any_true(v128.or(first, second)) && length !== 0 && load<u8>(at + length) > 0x20
}

function remember(remembered: u32, from: u32, to: u32, field: u32): void {
  const length = to - from
  if (length > BETWEEN_BYTES) return
  v128.store(remembered, v128.load(from))
  v128.store(remembered, v128.load(from, 16), 16)
  memory.fill(remembered + 32, 0, BETWEEN_BYTES)
  memory.fill(remembered + 32, 0xff, length)
  store<u32>(remembered, length, 64)
  store<u32>(remembered, field, 68)
}

/**
 * Reads the object that begins at `start` and leaves its fields to be asked for; of equal names the last one holds.
 *
 * @returns the address behind it, or 0
 */
export function readObject(start: u32): u32 {
  noFields()
  let at = start + 1
  let remembered: u32 = u32(between)
  let values: u32 = 0
  while (true) {
    // `at` is behind the `{` or a value.
    let field: u32
    if (isAgain(remembered, at)) {
      at += load<u32>(remembered, 64)
      field = load<u32>(remembered, 68)
    } else {
      const from = at
      const breaks = lineBreaks
      if (values > 0) {
        at = behindSpace(at)
        const byte = load<u8>(at)
        if (byte === 0x7d) return at + 1
        if (byte !== 0x2c) return 0
        at++
      }
      at = behindSpace(at)
      if (load<u8>(at) !== 0x22) return 0
      const nameStart = at + 1
      const special = specialBytes(nameStart)
      field = UNKNOWN
      const isShort = special !== 0 && load<u8>(nameStart + ctz(special)) === 0x22
      if (isShort) {
        const length = ctz(special)
        field = fieldNamed(nameStart, length)
        at = nameStart + length
      } else {
        hasEscapes = false
        at = passString(nameStart)
        // A name with escapes may be that of any field.
        if (at === 0 || hasEscapes) return 0
      }
      at = behindSpace(at + 1)
      if (load<u8>(at) !== 0x3a) return 0
      at = behindSpace(at + 1)
      // Line breaks are counted, so they are passed one by one.
      if (isShort && lineBreaks === breaks) remember(remembered, from, at, field)
    }

    let valueStart = at
    let form: u32
    let valueEnd: u32
    const byte = load<u8>(at)
    if (byte === 0x22) {
      valueStart = ++at
      const special = specialBytes(at)
      if (special !== 0 && load<u8>(at + ctz(special)) === 0x22) {
        valueEnd = at + ctz(special)
        form = TEXT
      } else {
        hasEscapes = false
        // What has no special byte was looked at: times, for one, are longer.
        valueEnd = passString(special === 0 ? at + 16 : at)
        if (valueEnd === 0) return 0
        form = hasEscapes ? OTHER : TEXT
      }
      at = valueEnd + 1
    } else {
      if (byte === 0x7b || byte === 0x5b) {
        at = passNested(at)
        form = OTHER
      } else {
        at = passNumberOrWord(at)
        form = scalarForm
      }
      valueEnd = at
      if (at === 0) return 0
    }
    setField(field, valueStart, valueEnd - valueStart, form)
    if (load<u8>(at) === 0x7d) return at + 1
    // Records of one type are written alike, and most begin with it.
    if (values === 0) remembered += ((valueEnd - valueStart) & (BETWEEN_TYPES - 1)) * (BETWEEN_VALUES * BETWEEN_SIZE)
    if (values < BETWEEN_VALUES - 1) {
      values++
      remembered += BETWEEN_SIZE
    }
  }
}

/** Bits of the 16 bytes from `at` on that do not simply stand for themselves in a string: quotes, backslashes, control characters, and all but ASCII. */
function specialBytes(at: u32): u32 {
  const bytes = v128.load(at)
  return i8x16.bitmask(
    v128.or(
      // As signed numbers, bytes from 0x80 on are below 0x20 as well.
      i8x16.lt_s(bytes, i8x16.splat(0x20)),
      v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c))),
    ),
  )
}

let hasEscapes: bool = false

/** The address of the quote that ends the string whose first byte is at `at`, or 0 when the string is not valid. */
function passString(at: u32): u32 {
  while (true) {
    const special = specialBytes(at)
    if (special === 0) {
      at += 16
      continue
    }
    at += ctz(special)
    const byte: u32 = load<u8>(at)
    if (byte === 0x22) return at
    if (byte === 0x5c) {
      hasEscapes = true
      at = passEscape(at)
    } else if (byte >= 0x80) at = passUtf8(at)
    else return 0
    if (at === 0) return 0
  }
}

/** Behind the escape at `at`, or 0. */
function passEscape(at: u32): u32 {
  switch (load<u8>(at, 1)) {
    case 0x22:
    case 0x5c:
    case 0x2f:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return at + 2
    case 0x75:
      return isHexadecimal(load<u8>(at, 2)) &&
        isHexadecimal(load<u8>(at, 3)) &&
        isHexadecimal(load<u8>(at, 4)) &&
        isHexadecimal(load<u8>(at, 5))
        ? at + 6
        : 0
    default:
      return 0
  }
}

function isHexadecimal(byte: u32): bool {
  return byte - 0x30 <= 9 || (byte | 0x20) - 0x61 <= 5
}

/** Behind the run of characters that are not ASCII, or 0 when they are not well-formed UTF-8 (RFC 3629). */
export function passUtf8(at: u32): u32 {
  while (true) {
    const lead: u32 = load<u8>(at)
    if (lead < 0x80) return at
    const second: u32 = load<u8>(at, 1)
    if (lead < 0xe0) {
      if (lead < 0xc2 || (second & 0xc0) !== 0x80) return 0
      at += 2
    } else if (lead < 0xf0) {
      const lowest: u32 = lead === 0xe0 ? 0xa0 : 0x80
      const highest: u32 = lead === 0xed ? 0x9f : 0xbf
      if (second < lowest || second > highest || (load<u8>(at, 2) & 0xc0) !== 0x80) return 0
      at += 3
    } else {
      const lowest: u32 = lead === 0xf0 ? 0x90 : 0x80
      const highest: u32 = lead === 0xf4 ? 0x8f : 0xbf
      if (lead > 0xf4 || second < lowest || second > highest) return 0
      if ((load<u8>(at, 2) & 0xc0) !== 0x80 || (load<u8>(at, 3) & 0xc0) !== 0x80) return 0
      at += 4
    }
  }
}

let scalarForm: u32 = OTHER

function passNumberOrWord(at: u32): u32 {
  switch (load<u32>(at)) {
    case 0x6c6c756e:
      scalarForm = NULL
      return at + 4
    case 0x65757274:
      scalarForm = OTHER
      return at + 4
    case 0x736c6166:
      scalarForm = OTHER
      return load<u8>(at, 4) === 0x65 ? at + 5 : 0
    default:
      return passNumber(at)
  }
}

function passNumber(start: u32): u32 {
  let at = start
  const negative = load<u8>(at) === 0x2d
  if (negative) at++
  const first = u32(load<u8>(at)) - 48
  if (first > 9) return 0
  at++
  if (first !== 0) while (isDigit(load<u8>(at))) at++
  let digits = at - start
  // JavaScript writes −0 as 0.
  scalarForm = negative && first === 0 ? DECIMAL : WHOLE
  if (load<u8>(at) === 0x2e) {
    const firstDecimal = ++at
    while (isDigit(load<u8>(at))) at++
    if (at === firstDecimal) return 0
    digits += at - firstDecimal
    scalarForm = DECIMAL
  }
  if (digits > 15) scalarForm = OTHER
  if ((load<u8>(at) | 0x20) === 0x65) {
    scalarForm = OTHER
    at++
    if (load<u8>(at) === 0x2b || load<u8>(at) === 0x2d) at++
    const firstDigit = at
    while (isDigit(load<u8>(at))) at++
    if (at === firstDigit) return 0
  }
  return at
}

function isDigit(byte: u32): bool {
  return byte - 48 <= 9
}

/** Behind the object or array at `at`, or 0. Which of the open ones are objects is held in the bits of one number. */
function passNested(at: u32): u32 {
  let open: u64 = 0
  let depth: i32 = 0
  while (true) {
    // A value begins.
    const opener = load<u8>(at)
    if (opener === 0x7b || opener === 0x5b) {
      if (++depth > MAX_DEPTH) return 0
      open = (open << 1) | u64(opener === 0x7b)
      at = behindSpace(at + 1)
      if (load<u8>(at) !== (opener === 0x7b ? 0x7d : 0x5d)) {
        if (opener === 0x7b) {
          at = passName(at)
          if (at === 0) return 0
        }
        continue
      }
    } else {
      at = opener === 0x22 ? passString(at + 1) : passNumberOrWord(at)
      if (at === 0) return 0
      if (opener === 0x22) at++
      at = behindSpace(at)
    }
    // Behind a value, or at the closer of something empty.
    while (true) {
      const byte = load<u8>(at)
      if (byte === 0x2c) {
        at = behindSpace(at + 1)
        if (open & 1) {
          at = passName(at)
          if (at === 0) return 0
        }
        break
      }
      if (byte !== (open & 1 ? 0x7d : 0x5d)) return 0
      at++
      open >>= 1
      if (--depth === 0) return at
      at = behindSpace(at)
    }
  }
}

/** From the quote of a member's name to its value, or 0. */
function passName(at: u32): u32 {
  if (load<u8>(at) !== 0x22) return 0
  at = passString(at + 1)
  if (at === 0) return 0
  at = behindSpace(at + 1)
  return load<u8>(at) === 0x3a ? behindSpace(at + 1) : 0
}

/** As {@link passSpace}, without a call where there is no white space. */
function behindSpace(at: u32): u32 {
  return load<u8>(at) > 0x20 ? at : passSpace(at)
}

/** Behind white space, counting lines. */
export function passSpace(at: u32): u32 {
  while (true) {
    const byte = load<u8>(at)
    if (byte > 0x20) return at
    if (byte === 0x0a) {
      // The second half of CRLF is no line of its own.
      if (load<u8>(at - 1) !== 0x0d || behindBreak !== at) lineBreaks++
      behindBreak = at + 1
    } else if (byte === 0x0d) {
      lineBreaks++
      behindBreak = at + 1
    } else if (byte !== 0x20 && byte !== 0x09) return at
    at++
  }
}

function fieldNamed(start: u32, length: u32): u32 {
  switch (length) {
    case 3:
      return (load<u32>(start) & 0xffffff) === 0x79656b ? KEY : UNKNOWN
    case 4: {
      const word = load<u32>(start)
      return word === 0x65707974 ? TYPE : word === 0x62726576 ? VERB : UNKNOWN
    }
    case 8:
      return load<u64>(start) === 0x797469635f726461 ? CITY : UNKNOWN
    case 9: {
      const word = load<u64>(start)
      if (word === 0x6d616e5f7473616c) return load<u8>(start, 8) === 0x65 ? LAST_NAME : UNKNOWN
      return word === 0x746174735f726461 && load<u8>(start, 8) === 0x65 ? STATE : UNKNOWN
    }
    case 10:
      return load<u64>(start) === 0x69745f746e657665 && load<u16>(start, 8) === 0x656d ? EVENT_TIME : UNKNOWN
    case 11: {
      const word = load<u64>(start)
      if (word === 0x72656d6f74737563) return load<u32>(start, 7) === 0x64695f72 ? CUSTOMER_ID : UNKNOWN
      return word === 0x6d5f6172656d6163 && load<u32>(start, 7) === 0x656b616d ? CAMERA_MAKE : UNKNOWN
    }
    case 12: {
      const word = load<u64>(start)
      if (word === 0x6d615f6c61746f74) return load<u32>(start, 8) === 0x746e756f ? TOTAL_AMOUNT : UNKNOWN
      return word === 0x6d5f6172656d6163 && load<u32>(start, 8) === 0x6c65646f ? CAMERA_MODEL : UNKNOWN
    }
    default:
      return UNKNOWN
  }
}
