/** What {@link readTime} gives for bytes that are no time in plain form. */
export const NO_TIME: f64 = -1e300

/**
 * The grammar of base/time.ts over bytes, in milliseconds UTC. The text must have a byte behind it that is no digit and none of its marks (its closing quote),
 * but for the comma, which stands behind cells of tables.
 * White space around the text is not passed over here.
 */
export function readTime(start: u32, length: u32): f64 {
  const end = start + length
  if (length < 8) return NO_TIME
  const year = digits4(start)
  if (year < 1 || load<u8>(start, 4) !== 0x2d) return NO_TIME
  let at = start + 5
  let width = numberWidth(at)
  const month = number(at, width)
  at += width
  if (month < 1 || month > 12 || load<u8>(at) !== 0x2d) return NO_TIME
  at++
  width = numberWidth(at)
  const day = number(at, width)
  at += width
  if (day < 1 || day > daysInMonth(year, month)) return NO_TIME
  const days = daysFromCivil(year, month, day)
  if (at === end) return f64(i64(days) * 86_400_000)

  const separator = load<u8>(at)
  if (separator !== 0x54 && separator !== 0x3a && separator !== 0x20) return NO_TIME
  at++
  width = numberWidth(at)
  const hour = number(at, width)
  at += width
  if (hour < 0 || hour > 23 || load<u8>(at) !== 0x3a) return NO_TIME
  const minute = number(at + 1, 2)
  if (minute < 0 || minute > 59) return NO_TIME
  at += 3

  let second: i32 = 0
  const mark = load<u8>(at)
  if (mark === 0x3a || (mark === 0x2e && number(at + 1, 2) >= 0 && !isDigit(load<u8>(at, 3)))) {
    second = number(at + 1, 2)
    if (second < 0 || second > 59) return NO_TIME
    at += 3
  }

  let millisecond: i32 = 0
  const fractionMark = load<u8>(at)
  if (at < end && (fractionMark === 0x2e || fractionMark === 0x2c)) {
    at++
    const first = at
    let scale: i32 = 100
    while (isDigit(load<u8>(at))) {
      millisecond += scale * (i32(load<u8>(at)) - 48)
      scale /= 10
      at++
    }
    if (at === first) return NO_TIME
  }

  let offsetMinutes: i32 = 0
  if (at !== end) {
    const sign = load<u8>(at)
    if (sign === 0x5a) {
      if (at + 1 !== end) return NO_TIME
    } else {
      if (sign !== 0x2b && sign !== 0x2d) return NO_TIME
      const minutesAt = load<u8>(at, 3) === 0x3a ? at + 4 : at + 3
      const hours = number(at + 1, 2)
      const minutes = number(minutesAt, 2)
      if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || minutesAt + 2 !== end) return NO_TIME
      offsetMinutes = hours * 60 + minutes
      if (sign === 0x2d) offsetMinutes = -offsetMinutes
    }
  }
  const minutesOfDay = hour * 60 + minute - offsetMinutes
  return f64(i64(days) * 86_400_000 + i64(minutesOfDay * 60_000 + second * 1_000 + millisecond))
}

function isDigit(byte: u32): bool {
  return byte - 48 <= 9
}

/** How many digits stand at a place that allows one or two. */
function numberWidth(at: u32): u32 {
  return isDigit(load<u8>(at, 1)) ? 2 : 1
}

/** Value of one or two digits, or −1. */
function number(at: u32, width: u32): i32 {
  const first = u32(load<u8>(at)) - 48
  if (first > 9) return -1
  if (width === 1) return first
  const second = u32(load<u8>(at, 1)) - 48
  return second > 9 ? -1 : first * 10 + second
}

function digits4(at: u32): i32 {
  const high = number(at, 2)
  const low = number(at + 2, 2)
  return high < 0 || low < 0 ? -1 : high * 100 + low
}

function daysInMonth(year: i32, month: i32): i32 {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

/** Days from 1970-01-01, by Howard Hinnant's days_from_civil; years from 1 on. */
function daysFromCivil(year: i32, month: i32, day: i32): i32 {
  const marchYear = month <= 2 ? year - 1 : year
  const era = marchYear / 400
  const yearOfEra = marchYear - era * 400
  const dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}
