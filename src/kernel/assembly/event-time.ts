/** What {@link readTime} gives for bytes that are no time in plain form. */
export const NO_TIME: f64 = -1e300

/**
 * The grammar of base/time.ts over bytes, in milliseconds UTC. The text must have a byte behind it that is no digit and none of its marks (its closing quote),
 * but for the comma, which stands behind cells of tables.
 * White space around the text is not passed over here.
 */
export function readTime(start: u32, length: u32): f64 {
  if (length === 24) {
    const time = readUsualTime(start)
    if (time !== NO_TIME) return time
  }
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

/**
 * `YYYY-MM-DDThh:mm:ss.sssZ`, as programs write it, all digits at once; {@link NO_TIME} for anything else. Takes a third of the time that going through it byte by
 * byte does.
 */
function readUsualTime(start: u32): f64 {
  // Less what stands there for zero, digits are at most 9 and all marks are 0.
  const front = i8x16.sub(
    v128.load(start),
    i8x16(0x30, 0x30, 0x30, 0x30, 0x2d, 0x30, 0x30, 0x2d, 0x30, 0x30, 0x54, 0x30, 0x30, 0x3a, 0x30, 0x30),
  )
  const back = i8x16.sub(
    v128.load(start, 8),
    i8x16(0x30, 0x30, 0x54, 0x30, 0x30, 0x3a, 0x30, 0x30, 0x3a, 0x30, 0x30, 0x2e, 0x30, 0x30, 0x30, 0x5a),
  )
  const isUsual = v128.and(
    i8x16.le_u(front, i8x16(9, 9, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9)),
    i8x16.le_u(back, i8x16(9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9, 9, 0)),
  )
  if (!i8x16.all_true(isUsual)) return NO_TIME
  // Pairs of digits side by side: the year's two, month, day, hour, minute; second and the first two of the millisecond. Places from 16 on give 0.
  const digits = v128.or(
    i8x16.swizzle(front, i8x16(0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 16, 16, 16, 16)),
    i8x16.swizzle(back, i8x16(16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 9, 10, 12, 13)),
  )
  const numbers = i16x8.add(i16x8.mul(v128.and(digits, i16x8.splat(0xff)), i16x8.splat(10)), i16x8.shr_u(digits, 8))
  const year = i32(i16x8.extract_lane_u(numbers, 0)) * 100 + i16x8.extract_lane_u(numbers, 1)
  const month = i32(i16x8.extract_lane_u(numbers, 2))
  const day = i32(i16x8.extract_lane_u(numbers, 3))
  const hour = i32(i16x8.extract_lane_u(numbers, 4))
  const minute = i32(i16x8.extract_lane_u(numbers, 5))
  const second = i32(i16x8.extract_lane_u(numbers, 6))
  if (year < 1 || u32(month - 1) > 11 || day < 1 || hour > 23 || minute > 59 || second > 59) return NO_TIME
  // Which of the months has 31 days need not be asked of most days.
  if (day > 28 && day > daysInMonth(year, month)) return NO_TIME
  const millisecond = i32(i16x8.extract_lane_u(numbers, 7)) * 10 + i8x16.extract_lane_u(back, 14)
  const ofDay = (hour * 60 + minute) * 60_000 + second * 1_000 + millisecond
  return f64(i64(daysFromCivil(year, month, day)) * 86_400_000 + ofDay)
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
