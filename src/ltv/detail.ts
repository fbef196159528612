import { currencyCode, currencyNumber } from '../base/currencies.ts'
import { firstPlaces } from '../base/order.ts'
import { byteOfPlace, fileOfPlace } from '../base/places.ts'
import { isInside } from './activity.ts'
import type { Dataset } from './dataset.ts'
import type { Definition } from './definition.ts'
import { IMAGE, isCustomerRecord, isOrder, typeAndVerb } from './event-kinds.ts'
import { type Figures, figuresOf } from './figures.ts'
import { beats } from './orders.ts'
import { profilesOf } from './profiles.ts'
import { type CustomerDetail, type CustomerEvent, DETAIL_EVENTS, type EventStanding } from './results.ts'
import { weeklyOfCustomer } from './weekly.ts'

/**
 * Everything behind one customer's figure: name and place, weeks, and events down to file and line, newest first.
 *
 * @throws RangeError when there is no such customer, or the definition is not sound.
 * Cost: a search of the events for those of the customer, about a millisecond a million.
 */
export function detail(dataset: Dataset, definition: Definition, customer: number): CustomerDetail {
  if (!Number.isInteger(customer) || customer < 0 || customer >= dataset.customers.length) {
    throw new RangeError(`There is no customer ${customer} (the data set has ${dataset.customers.length})`)
  }
  const figures = figuresOf(dataset, definition)
  const profiles = profilesOf(dataset)
  const nameOf = (names: Uint32Array) => dataset.names.text(names[customer] ?? 0)
  const rankIndex = figures.order.rankOf[customer] ?? -1

  const { rows } = dataset
  const own = rowsOf(dataset, customer)
  const images = own.filter(row => rows.kind[row] === IMAGE && isInside(figures.window, rows.time[row] ?? 0)).length
  const orders = versionsAmong(dataset, own)
  const newest = firstPlaces(own.length, DETAIL_EVENTS, (a, b) => isNewer(dataset, own[a] ?? 0, own[b] ?? 0))
  return {
    customer,
    id: dataset.customers.text(customer),
    lastName: nameOf(profiles.lastName),
    city: nameOf(profiles.city),
    state: nameOf(profiles.state),
    rankIndex: rankIndex < 0 ? null : rankIndex,
    images,
    weekly: weeklyOfCustomer(dataset, definition, customer),
    events: Array.from(newest, place => eventOf(dataset, figures, orders, own[place] ?? 0)),
    eventsTotal: dataset.weeks === null ? own.length : null,
  }
}

/** The browser's own search looks at a million rows in a millisecond; a loop here took ten times as long. */
function rowsOf({ rows }: Dataset, customer: number): readonly number[] {
  const customers = rows.customer.subarray(0, rows.length)
  const own: number[] = []
  for (let row = customers.indexOf(customer); row >= 0; row = customers.indexOf(customer, row + 1)) own.push(row)
  return own
}

/** A strict order of the distinct events of one customer that does not depend on the order in which they were read. */
function isNewer(dataset: Dataset, a: number, b: number): boolean {
  const { rows, keys } = dataset
  const order =
    (rows.time[b] ?? 0) - (rows.time[a] ?? 0) ||
    (rows.kind[b] ?? 0) - (rows.kind[a] ?? 0) ||
    keys.compare(rows.key[a] ?? 0, rows.key[b] ?? 0) ||
    (isOrder(rows.kind[a] ?? 0) ? rows.units(b) - rows.units(a) || rows.currency(b) - rows.currency(a) : 0) ||
    compareTexts(detailText(dataset, a), detailText(dataset, b)) ||
    (rows.place[a] ?? 0) - (rows.place[b] ?? 0) ||
    a - b
  return order < 0
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function eventOf(dataset: Dataset, figures: Figures, orders: VersionsByKey, row: number): CustomerEvent {
  const { rows } = dataset
  const kind = rows.kind[row] ?? 0
  const place = rows.place[row] ?? 0
  return {
    time: rows.time[row] ?? 0,
    ...typeAndVerb(kind),
    key: isCustomerRecord(kind) ? dataset.customers.text(rows.customer[row] ?? 0) : dataset.keys.text(rows.key[row] ?? 0),
    amountUnits: isOrder(kind) ? rows.units(row) : null,
    currency: isOrder(kind) ? currencyCode(rows.currency(row)) : null,
    detail: detailText(dataset, row),
    standing: standingOf(dataset, figures, orders, row),
    file: dataset.texts[fileOfPlace(place)]?.path ?? '(event)',
    line: rows.line[row] ?? 0,
    byte: byteOfPlace(place),
    times: rows.times[row] ?? 0,
  }
}

function detailText(dataset: Dataset, row: number): string {
  const { rows, names, records } = dataset
  const kind = rows.kind[row] ?? 0
  const number = rows.detail[row] ?? 0
  if (kind === IMAGE) return names.text(number)
  if (!isCustomerRecord(kind)) return ''
  const fields = [records.lastName[number], records.city[number], records.state[number]].map(name => names.text(name ?? 0).trim())
  return fields.filter(field => field !== '').join(', ')
}

/** Rows of the version that stands and of the earliest version of each order of one customer, by its key. */
type VersionsByKey = ReadonlyMap<number, { readonly standing: number; readonly earliest: number }>

/** From the customer's own rows: the index of all orders, by which they could be found as well, is only made when it is first needed, for 50 ns an order. */
function versionsAmong({ rows }: Dataset, own: readonly number[]): VersionsByKey {
  const versions = new Map<number, { standing: number; earliest: number }>()
  for (const row of own) {
    if (!isOrder(rows.kind[row] ?? 0)) continue
    const key = rows.key[row] ?? 0
    const order = versions.get(key)
    if (order === undefined) versions.set(key, { standing: row, earliest: row })
    else {
      if (beats(rows, row, order.standing)) order.standing = row
      if ((rows.time[row] ?? 0) < (rows.time[order.earliest] ?? 0)) order.earliest = row
    }
  }
  return versions
}

/** Orders stand or fall with their order: its window is that of its earliest event, its amount and currency those of the version that stands. */
function standingOf({ rows }: Dataset, { window, spend }: Figures, orders: VersionsByKey, row: number): EventStanding {
  const isOwnTimeInside = isInside(window, rows.time[row] ?? 0)
  if (!isOrder(rows.kind[row] ?? 0)) return isOwnTimeInside ? 'counts' : 'outside-window'
  const order = orders.get(rows.key[row] ?? 0)
  if (order === undefined || order.standing !== row) return 'superseded'
  if (!isInside(window, rows.time[order.earliest] ?? 0)) return 'outside-window'
  return rows.currency(row) === currencyNumber(spend.currency) ? 'counts' : 'other-currency'
}
