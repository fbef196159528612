import { textOrder } from '../base/text-order.ts'
import { TextTable } from '../base/text-table.ts'
import type { Dataset } from './dataset.ts'
import { isCustomerRecord, isUpdate } from './event-kinds.ts'
import { customersById } from './figures.ts'
import { oncePerRevision } from './once-per-revision.ts'
import type { CustomerDirectory } from './results.ts'

/** What CUSTOMER events say of each customer, as numbers of texts in the data set's names; 0 (blank) where nothing is known. */
export interface Profiles {
  readonly lastName: Uint32Array<ArrayBuffer>
  readonly city: Uint32Array<ArrayBuffer>
  readonly state: Uint32Array<ArrayBuffer>
}

/**
 * Per field the non-blank value of the latest event; of the same time that of an UPDATE, then the larger text. Cost: one pass over the events, and about
 * 0.1 µs for each that is of a customer: its three fields stand side by side, because each customer is a miss in the cache.
 */
export const profilesOf = oncePerRevision((dataset): Profiles => {
  const texts = latestTexts(dataset)
  const fieldOf = (field: number): Uint32Array<ArrayBuffer> => {
    const column = new Uint32Array(dataset.customers.length)
    for (let customer = 0; customer < column.length; customer += 1) column[customer] = texts[customer * FIELDS + field] ?? 0
    return column
  }
  return { lastName: fieldOf(0), city: fieldOf(1), state: fieldOf(2) }
})

const FIELDS = 3

/** Rows of CUSTOMER events: of most data a small part, so looking for them once instead of for each field takes a third of the time. */
function recordRows({ kind, length }: Dataset['rows']): Uint32Array {
  let count = 0
  for (let row = 0; row < length; row += 1) if (isCustomerRecord(kind[row] ?? 0)) count += 1
  const found = new Uint32Array(count)
  count = 0
  for (let row = 0; row < length; row += 1) {
    if (!isCustomerRecord(kind[row] ?? 0)) continue
    found[count] = row
    count += 1
  }
  return found
}

/** Last name, city and state of customer 0, then of customer 1, and so on. */
function latestTexts(dataset: Dataset): Uint32Array<ArrayBuffer> {
  const { rows, names, records } = dataset
  const { kind, time, detail, customer: customers } = rows
  const fields = [records.lastName, records.city, records.state]
  const own = recordRows(rows)
  const isBlank = blankNames(dataset)
  const texts = new Uint32Array(dataset.customers.length * FIELDS)
  // Row that a text is from, plus one; 0 where there is none yet.
  const sources = new Uint32Array(texts.length)
  for (let at = 0; at < own.length; at += 1) {
    const row = own[at] ?? 0
    const record = detail[row] ?? 0
    const first = (customers[row] ?? 0) * FIELDS
    // Mostly all fields are from one row: it is compared once.
    let compared = 0
    let precedence = 0
    for (let field = 0; field < FIELDS; field += 1) {
      const text = fields[field]?.[record] ?? 0
      if (isBlank[text] === 1) continue
      const place = first + field
      const source = sources[place] ?? 0
      if (source > 0) {
        if (source !== compared) {
          const later = (time[row] ?? 0) - (time[source - 1] ?? 0)
          precedence = later || Number(isUpdate(kind[row] ?? 0)) - Number(isUpdate(kind[source - 1] ?? 0))
          compared = source
        }
        if ((precedence || names.compare(text, texts[place] ?? 0)) <= 0) continue
      }
      texts[place] = text
      sources[place] = row + 1
    }
  }
  return texts
}

/** 1 for names that are nothing but white space. */
function blankNames(dataset: Dataset): Uint8Array<ArrayBuffer> {
  const { names } = dataset
  const isBlank = new Uint8Array(names.length)
  for (let name = 0; name < names.length; name += 1) {
    // Longer texts than a few characters are hardly ever blank; decoding them all would be slow.
    const size = names.start(name + 1) - names.start(name)
    const begins = names.arena()[names.start(name)] ?? 0
    if (size === 0 || begins <= 32 || begins >= 0xc2) isBlank[name] = names.text(name).trim() === '' ? 1 : 0
  }
  return isBlank
}

/** Place of each customer as a number of a text in `places`, where text 0 is blank. */
const placesOf = oncePerRevision((dataset): { place: Uint32Array<ArrayBuffer>; places: TextTable } => {
  const { city, state } = profilesOf(dataset)
  const places = new TextTable()
  places.intern('')
  const place = new Uint32Array(dataset.customers.length)
  // Most customers share their city and state with others: a place is only put into words once.
  const known = new Map<number, number>()
  for (let customer = 0; customer < place.length; customer += 1) {
    const cityName = city[customer] ?? 0
    const stateName = state[customer] ?? 0
    if (cityName === 0 && stateName === 0) continue
    const pair = cityName * dataset.names.length + stateName
    let number = known.get(pair)
    if (number === undefined) {
      const parts = [dataset.names.text(cityName).trim(), dataset.names.text(stateName).trim()]
      number = places.intern(parts.filter(part => part !== '').join(', '))
      known.set(pair, number)
    }
    place[customer] = number
  }
  return { place, places }
})

/** Who the customers are, for finding and showing them. The arrays are the caller's own. Cost: a copy of all ids; the first time, their sorting. */
export function directory(dataset: Dataset): CustomerDirectory {
  const { place, places } = placesOf(dataset)
  return {
    customers: dataset.customers.length,
    ids: dataset.customers.column(),
    byId: customersById(dataset).slice(),
    place: place.slice(),
    places: places.column(),
  }
}

/** Rank of each customer's place among all places in ascending order; the blank place comes last. */
export const placeRanks = oncePerRevision((dataset): Uint32Array<ArrayBuffer> => {
  const { place, places } = placesOf(dataset)
  const rankOfPlace = new Uint32Array(places.length)
  textOrder(places).forEach((text, rank) => {
    rankOfPlace[text] = text === 0 ? places.length : rank
  })
  return place.map(text => rankOfPlace[text] ?? 0)
})
