/* Dates for people, always UTC: the weeks behind every figure are UTC weeks, and a date must not depend on where the reader sits. */

import { DAY } from '../../base/time.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** “6 Jan 2025”. `time` in milliseconds UTC. */
export function day(time: number): string {
  const date = new Date(time)
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`
}

/** “6 Jan”. */
export function dayOfYear(time: number): string {
  const date = new Date(time)
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`
}

/** “Jan 2025”. */
export function month(time: number): string {
  const date = new Date(time)
  return `${MONTHS[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`
}

/** “6 Jan 2025, 12:46:33 UTC”. */
export function moment(time: number): string {
  return `${day(time)}, ${new Date(time).toISOString().slice(11, 19)} UTC`
}

/** “6 Jan – 28 Mar 2025”; says the first year only when it is another. */
export function dayRange(first: number, last: number): string {
  if (Math.floor(first / DAY) === Math.floor(last / DAY)) return day(first)
  const isSameYear = new Date(first).getUTCFullYear() === new Date(last).getUTCFullYear()
  return `${isSameYear ? dayOfYear(first) : day(first)} – ${day(last)}`
}

/** The text of a date input: “2025-01-06”. */
export function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

/** Milliseconds UTC of the start of the day named by a date input (“2025-01-06”), or null when it names none. */
export function fromIsoDay(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const time = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(time) || isoDay(time) !== text ? null : time
}
