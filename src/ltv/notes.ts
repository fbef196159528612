import type { Note } from '../base/notes.ts'
import { fileOfPlace } from '../base/places.ts'
import { countedNote, grouped, readingNotes } from '../base/reading-notes.ts'
import { KEPT_REJECTS } from '../base/rejects.ts'
import { DAY } from '../base/time.ts'
import { dayIndex, isoDate } from '../base/weeks.ts'
import { ALL_TIME, wholeSpan } from './activity.ts'
import type { Dataset } from './dataset.ts'
import { currenciesIn } from './spend.ts'
import { standingOrders } from './standing-orders.ts'

/**
 * What a careful reader wants to know of a data set before trusting its figures, one sentence for each kind of thing.
 * Cost: a few passes over orders and events.
 */
export function notesOf(dataset: Dataset): Note[] {
  return [
    reusedOrderIds(dataset),
    updatesWithoutOriginal(dataset),
    ...signsOfAmounts(dataset),
    otherCurrencies(dataset),
    outlyingDates(dataset),
    ...readingNotes([{ path: null, notes: dataset.notes }, ...dataset.texts]),
    rejectsCut(dataset),
  ].filter(note => note !== null)
}

/** No customer plus one: customers are fewer. */
const MANY = 0xffffffff

function reusedOrderIds(dataset: Dataset): Note | null {
  const { length, standing } = dataset.orders
  const { key: rowKey, customer: rowCustomer } = dataset.rows
  // Customer (plus one) of the first order with a key, and MANY once there was another's.
  const owners = new Uint32Array(dataset.keys.length)
  let count = 0
  for (let order = 0; order < length; order += 1) {
    const row = standing[order] ?? 0
    const key = rowKey[row] ?? 0
    const owner = (rowCustomer[row] ?? 0) + 1
    const first = owners[key] ?? 0
    if (first === 0) owners[key] = owner
    else if (first !== owner && first !== MANY) {
      owners[key] = MANY
      count += 1
    }
  }
  return countedNote(
    'reused-order-ids',
    count,
    'One order id is used by more than one customer. Each customer’s order is counted as their own.',
    'order ids are used by more than one customer. Each customer’s order is counted as their own.',
  )
}

function updatesWithoutOriginal({ orders }: Dataset): Note | null {
  const { length, hasOriginal } = orders
  let count = 0
  for (let order = 0; order < length; order += 1) if (hasOriginal[order] === 0) count += 1
  return countedNote(
    'updates-without-original',
    count,
    'One order is known only from an UPDATE. It is counted as an order.',
    'orders are known only from UPDATEs. They are counted as orders.',
  )
}

function signsOfAmounts(dataset: Dataset): (Note | null)[] {
  const { units } = standingOrders(dataset)
  let zeros = 0
  let refunds = 0
  for (let order = 0; order < units.length; order += 1) {
    const orderUnits = units[order] ?? 0
    if (orderUnits === 0) zeros += 1
    else if (orderUnits < 0) refunds += 1
  }
  return [
    countedNote(
      'refunds',
      refunds,
      'One order stands below zero. It is taken off its customer’s spend.',
      'orders stand below zero. They are taken off their customers’ spend.',
    ),
    countedNote('zero-amounts', zeros, 'One order stands at zero.', 'orders stand at zero.'),
  ]
}

/** Orders that are set aside where all of the data is shown in one currency. */
export function otherCurrencies(dataset: Dataset): Note | null {
  const [chosen, ...others] = currenciesIn(dataset, ALL_TIME)
  if (chosen === undefined) return null
  const count = others.reduce((sum, { orders }) => sum + orders, 0)
  const listed = others.map(({ currency, orders }) => `${currency} ${grouped(orders)}`).join(', ')
  const rest = `not in ${chosen.currency}, the currency of most orders (${listed}). Nothing is converted: amounts in other currencies are set aside.`
  return countedNote('other-currencies', count, `One order is ${rest}`, `orders are ${rest}`)
}

/** Farther from the middle than ten times what the middle nine tenths of all events span (a year at least). */
const OUTLYING_SPANS = 10
const LEAST_SPAN_DAYS = 365

function outlyingDates(dataset: Dataset): Note | null {
  const span = wholeSpan(dataset)
  const { rows } = dataset
  if (span === null || (span.last - span.first) / DAY <= OUTLYING_SPANS * LEAST_SPAN_DAYS) return null
  const firstDay = dayIndex(span.first)
  const perDay = new Uint32Array(dayIndex(span.last) - firstDay + 1)
  for (let row = 0; row < rows.length; row += 1) {
    const day = dayIndex(rows.time[row] ?? 0) - firstDay
    perDay[day] = (perDay[day] ?? 0) + 1
  }
  const [low, middle, high] = [0.05, 0.5, 0.95].map(share => dayOfShare(perDay, share * rows.length))
  const farthest = OUTLYING_SPANS * Math.max(LEAST_SPAN_DAYS, (high ?? 0) - (low ?? 0))
  let count = 0
  let example = -1
  for (let row = 0; row < rows.length; row += 1) {
    if (Math.abs(dayIndex(rows.time[row] ?? 0) - firstDay - (middle ?? 0)) <= farthest) continue
    count += 1
    if (example < 0 || isNamedBefore(dataset, row, example)) example = row
  }
  const named = `${isoDate(rows.time[example] ?? 0)}${placeText(dataset, example)}`
  return countedNote(
    'outlying-dates',
    count,
    `One event lies far from all others and stretches the time frame: ${named}.`,
    `events lie far from all others and stretch the time frame, for example ${named}.`,
  )
}

/** First day by which `share` events have happened. */
function dayOfShare(perDay: Uint32Array, share: number): number {
  let seen = 0
  for (let day = 0; day < perDay.length; day += 1) {
    seen += perDay[day] ?? 0
    if (seen >= share) return day
  }
  return perDay.length - 1
}

/** The example is the first by place, then by time, so that the order of reading does not show. */
function isNamedBefore({ rows }: Dataset, row: number, other: number): boolean {
  return ((rows.place[row] ?? 0) - (rows.place[other] ?? 0) || (rows.time[row] ?? 0) - (rows.time[other] ?? 0)) < 0
}

function placeText({ rows, texts }: Dataset, row: number): string {
  const text = texts[fileOfPlace(rows.place[row] ?? 0)]
  return text === undefined ? '' : ` in ${text.path} line ${rows.line[row] ?? 0}`
}

function rejectsCut({ rejects }: Dataset): Note | null {
  if (rejects.total <= KEPT_REJECTS) return null
  const message = `${grouped(rejects.total)} records were left out; the first ${grouped(KEPT_REJECTS)} are kept to be looked at.`
  return { code: 'rejects-cut', count: rejects.total, message }
}
