import { currencyNumber } from '../base/currencies.ts'
import { DEFAULT_CURRENCY } from '../base/money.ts'
import { packPlace } from '../base/places.ts'
import type { Fault, Place } from '../base/rejects.ts'
import { DAY, parseEventTime, WEEK } from '../base/time.ts'
import { readSpend, SPEND_LIMIT_WORDS } from './amount.ts'
import type { Rollup } from './dataset.ts'
import type { RollupField } from './layout.ts'
import { type RollupRow, UNTIMED } from './rows.ts'

/** Counts are kept in 32 bits. */
const MOST_COUNT = 0xfffffffe

/** Days of the week, from that of day 0, 1970-01-01. */
const WEEKDAYS = ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday']

/** The weekday of a day: 3 for a Sunday, 4 for a Monday. */
export function weekdayOf(day: number): number {
  return ((day % 7) + 7) % 7
}
export const SUNDAY = 3
export const MONDAY = 4

export function weekdayName(day: number): string {
  return WEEKDAYS[weekdayOf(day)] ?? ''
}

type Cells = { readonly [Field in RollupField]?: unknown }

// One object for all rows: what is in it is copied.
const row: RollupRow = { customer: 0, day: 0, currency: 0, events: 0, visits: 0, orders: 0, units: 0, first: 0, last: 0 }

/**
 * Takes the cells of one row, as texts, or leaves the row out and says why. The first field that is bad is the reason, in the order customer_id, week_start,
 * events, visits, orders, spend, currency, first_event, last_event.
 */
export function ingestRollupRow(cells: unknown, rollup: Rollup, place: Place, raw: () => string): Fault | null {
  const fault = take(cells, rollup, place)
  if (fault !== null) rollup.reject(fault, place, raw)
  return fault
}

function take(cells: unknown, rollup: Rollup, place: Place): Fault | null {
  // `as`: the reader of tables hands over objects of texts by the names of the layout's columns.
  const given = cells as Cells
  const cell = (field: RollupField): string => {
    const value = given[field]
    return typeof value === 'string' ? value.trim() : ''
  }
  const id = cell('customer_id')
  if (id === '') return missing('customer_id')

  const weekText = cell('week_start')
  if (weekText === '') return missing('week_start')
  const weekTime = timeOf(weekText)
  if (Number.isNaN(weekTime) || weekTime % DAY !== 0) return bad('week_start', weekText, 'a date (expected for example 2025-01-05)')
  const day = weekTime / DAY
  if (weekdayOf(day) !== SUNDAY && weekdayOf(day) !== MONDAY)
    return bad('week_start', weekText, `the start of a week: it is a ${weekdayName(day)} (expected a Sunday or a Monday)`)

  const events = countOf(cell('events'))
  if (typeof events !== 'number') return faultOfCount('events', cell('events'))
  const visits = countOf(cell('visits'))
  if (typeof visits !== 'number') return faultOfCount('visits', cell('visits'))
  const orders = countOf(cell('orders'))
  if (typeof orders !== 'number') return faultOfCount('orders', cell('orders'))

  const spendText = cell('spend')
  if (spendText === '') return missing('spend')
  const spend = readSpend(spendText)
  if (spend === null) return bad('spend', spendText, `an amount ${SPEND_LIMIT_WORDS} (expected for example 12.34)`)
  if (orders === 0 && spend.units !== 0)
    return bad('spend', spendText, 'the sum of no orders (expected 0 where orders is 0: refunds are orders)')

  const currencyText = cell('currency')
  const currency = currencyNumber(currencyText === '' ? DEFAULT_CURRENCY : currencyText.toUpperCase())
  if (currency < 0) return bad('currency', currencyText, 'a currency (expected an ISO 4217 code such as USD)')

  const times = timesOf(cell('first_event'), cell('last_event'), weekTime)
  if ('reason' in times) return times

  row.customer = rollup.customers.intern(id)
  row.day = day
  row.currency = currency
  row.events = events
  row.visits = visits
  row.orders = orders
  row.units = spend.units
  row.first = times.first
  row.last = times.last
  rollup.rows.add(row, packPlace(place.file, place.byte), place.line, 1)
  rollup.count(place.file, 1)
  if (spend.isRounded) rollup.note(place.file, 'rounded-spend', 1)
  if (currencyText === '') rollup.note(place.file, 'no-currency', 1)
  return null
}

/** Milliseconds in the week; both or none of them are there. */
function timesOf(firstText: string, lastText: string, weekTime: number): { readonly first: number; readonly last: number } | Fault {
  if (firstText === '' && lastText === '') return { first: UNTIMED, last: UNTIMED }
  if (firstText === '') return missing('first_event')
  if (lastText === '') return missing('last_event')
  const inWeek = 'a time in that week (expected for example 2025-01-06 12:34:56.789)'
  const first = timeOf(firstText) - weekTime
  if (!(first >= 0 && first < WEEK)) return bad('first_event', firstText, inWeek)
  const last = timeOf(lastText) - weekTime
  if (!(last >= 0 && last < WEEK)) return bad('last_event', lastText, inWeek)
  if (last < first) return bad('last_event', lastText, `at or after the first event (expected ${firstText} or later)`)
  return { first, last }
}

/** Some engines put the zone's name behind a time. */
function timeOf(text: string): number {
  return parseEventTime(text.replace(/ (?:UTC|GMT)$/, ''))
}

/** `3`, and `3.0` as engines print whole doubles; null for anything else. */
function countOf(text: string): number | null {
  if (!/^\d{1,15}(?:\.0+)?$/.test(text)) return null
  const count = Number(text)
  return count <= MOST_COUNT ? count : null
}

function faultOfCount(field: RollupField, text: string): Fault {
  return text === '' ? missing(field) : bad(field, text, 'a count (expected a whole number from 0 to 4,294,967,294)')
}

function missing(field: RollupField): Fault {
  return { reason: `missing ${field}`, field, message: `there is no ${field}` }
}

const SHOWN_CHARACTERS = 60

function bad(field: RollupField, text: string, what: string): Fault {
  const cut = text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text
  return { reason: `bad ${field}`, field, message: `“${cut.toWellFormed()}” is not ${what}` }
}
