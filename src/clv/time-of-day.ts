const MINUTE = 60_000

/** Hours from UTC of zones whose short names mean one thing. */
const ZONE_HOURS: Readonly<Record<string, number>> = {
  ...{ Z: 0, UTC: 0, GMT: 0, PST: -8, PDT: -7, MST: -7, MDT: -6, CDT: -5, EST: -5, EDT: -4, WEST: 1, CET: 1, CEST: 2, EET: 2, EEST: 3 },
  ...{ MSK: 3, JST: 9, KST: 9, AEST: 10, AEDT: 11 },
}

const CLOCK = /^[ T,]\s*(?:(?:at|um)\s+)?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?:([AP])\.?M\.?)?/i
/** “10:00 Uhr”, “10:00 hs.” */
const CLOCK_WORD = /^ ?(?:Uhr|hs?|hrs)\.?$/i
const ZONE = /^\s*(?:(?:GMT|UTC)?([+-])(\d{2}):?(\d{2})(?:\s*\([^)]*\))?|([A-Z]{1,4}))$/

/**
 * Milliseconds into the day of what stands at place `at` behind a date; NaN when it is no time of day. With a zone, which only is read when `mayHaveZone`, they are those
 * of the UTC day, and may lie outside of it by the hours of the zone.
 */
export function timeOfDay(text: string, at: number, mayHaveZone: boolean): number {
  const rest = text.slice(at)
  const parts = CLOCK.exec(rest)
  if (parts === null) return Number.NaN
  const half = parts[4]?.toUpperCase()
  const hour = Number(parts[1])
  const minute = Number(parts[2])
  const second = Number(parts[3] ?? '0')
  if (minute > 59 || second > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) return Number.NaN
  const hourOfDay = half === undefined ? hour : (hour % 12) + (half === 'P' ? 12 : 0)
  const time = ((hourOfDay * 60 + minute) * 60 + second) * 1_000
  const zoneText = rest.slice(parts[0].length)
  if (zoneText === '' || CLOCK_WORD.test(zoneText)) return time
  return mayHaveZone ? time - zoneMinutes(zoneText) * MINUTE : Number.NaN
}

function zoneMinutes(text: string): number {
  const parts = ZONE.exec(text)
  if (parts === null) return Number.NaN
  const [, sign, hours, minutes, name] = parts
  if (name !== undefined) return (ZONE_HOURS[name] ?? Number.NaN) * 60
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

/** A time without a date, as sheets keep it: on the day that they count as 0. */
const SHEET_DAY = /^1899-12-3[01](?:[T ]|$)/

/** Whether what looks like a date is the time of day of a sheet. */
export function isTimeOfSheet(text: string): boolean {
  return SHEET_DAY.test(text)
}

/** Milliseconds into the day of a time that stands in a cell of its own: 9:05, 09:05:30, 9:05 PM, 9h05, 9.05; NaN when it is none. */
export function timeBesideDate(text: string): number {
  const clock = text.replace(SHEET_DAY, '').replace(/^(\d{1,2})[h.](\d{2})$/i, '$1:$2')
  return clock === '' && text !== '' ? 0 : timeOfDay(` ${clock}`, 0, false)
}
