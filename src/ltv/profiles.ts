import { textOrder } from '../base/text-order.ts'
import { TextTable } from '../base/text-table.ts'
import { blockStarts, placesByBlock } from './customer-blocks.ts'
import type { Dataset } from './dataset.ts'
import { isCustomerRecord, isUpdate } from './event-kinds.ts'
import { customersById } from './ids.ts'
import { oncePerRevision } from './once-per-revision.ts'
import type { CustomerDirectory } from './results.ts'

/** What CUSTOMER events say of each customer, as numbers of texts in the data set's names; 0 (blank) where nothing is known. */
export interface Profiles {
  readonly lastName: Uint32Array<ArrayBuffer>
  readonly city: Uint32Array<ArrayBuffer>
  readonly state: Uint32Array<ArrayBuffer>
}

/**
 * Per field the non-blank value of the latest event; of the same time that of an UPDATE, then the larger text. Cost: two passes over the kinds of events, and a
 * few over those that are of customers, in an order in which what is known of a customer is mostly in the cache; while it runs, 24 bytes for each of those.
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

/** CUSTOMER events, block by block of customers as in moments.ts; inside of a block in the order of their rows. */
interface Tellings {
  readonly customer: Uint32Array<ArrayBuffer>
  readonly record: Uint32Array<ArrayBuffer>
  /** Of two the larger stands: time × 2, plus 1 for an UPDATE. */
  readonly precedence: Float64Array<ArrayBuffer>
}

function tellingsOf({ rows: { kind, length, time, detail, customer: rowCustomer }, customers }: Dataset): Tellings {
  // Of most data a small part, so looking for them once takes less than passing them over in each pass. Room that is not used costs no memory, see columns.ts.
  const rows = new Uint32Array(length)
  let count = 0
  for (let row = 0; row < length; row += 1) {
    // Written in any case, and kept by counting: a branch would be guessed wrong for most of them.
    rows[count] = row
    count += Number(isCustomerRecord(kind[row] ?? 0))
  }
  const own = rows.subarray(0, count)
  const owners = new Uint32Array(count)
  for (let at = 0; at < count; at += 1) owners[at] = rowCustomer[own[at] ?? 0] ?? 0
  const places = placesByBlock(owners, blockStarts(owners, customers.length))
  const customer = new Uint32Array(count)
  const record = new Uint32Array(count)
  const precedence = new Float64Array(count)
  for (let at = 0; at < count; at += 1) {
    const row = own[at] ?? 0
    const place = places[at] ?? 0
    customer[place] = owners[at] ?? 0
    record[place] = detail[row] ?? 0
    precedence[place] = (time[row] ?? 0) * 2 + Number(isUpdate(kind[row] ?? 0))
  }
  return { customer, record, precedence }
}

/** Last name, city and state of customer 0, then of customer 1, and so on. */
function latestTexts(dataset: Dataset): Uint32Array<ArrayBuffer> {
  const { names, records } = dataset
  const fields = [records.lastName, records.city, records.state]
  const { customer, record, precedence } = tellingsOf(dataset)
  const isBlank = blankNames(dataset)
  const texts = new Uint32Array(dataset.customers.length * FIELDS)
  // Of the telling that each text is from.
  const held = new Float64Array(texts.length).fill(Number.NEGATIVE_INFINITY)
  for (let at = 0; at < customer.length; at += 1) {
    const own = precedence[at] ?? 0
    const first = (customer[at] ?? 0) * FIELDS
    for (let field = 0; field < FIELDS; field += 1) {
      const text = fields[field]?.[record[at] ?? 0] ?? 0
      if (isBlank[text] === 1) continue
      const place = first + field
      const later = own - (held[place] ?? 0)
      if (later < 0 || (later === 0 && names.compare(text, texts[place] ?? 0) <= 0)) continue
      texts[place] = text
      held[place] = own
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

/** A power of two. */
const RECENT_PLACES = 4_096

/** Place of each customer as a number of a text in `places`, where text 0 is blank. */
const placesOf = oncePerRevision((dataset): { place: Uint32Array<ArrayBuffer>; places: TextTable } => {
  const { city, state } = profilesOf(dataset)
  const places = new TextTable()
  places.intern('')
  const place = new Uint32Array(dataset.customers.length)
  // Most customers share their city and state with others: a place is only put into words once, and mostly found without a look into the map.
  const known = new Map<number, number>()
  const pairs = new Float64Array(RECENT_PLACES).fill(-1)
  const numbers = new Uint32Array(RECENT_PLACES)
  for (let customer = 0; customer < place.length; customer += 1) {
    const cityName = city[customer] ?? 0
    const stateName = state[customer] ?? 0
    if (cityName === 0 && stateName === 0) continue
    const pair = cityName * dataset.names.length + stateName
    const slot = (cityName * 31 + stateName) & (RECENT_PLACES - 1)
    if (pairs[slot] !== pair) {
      let number = known.get(pair)
      if (number === undefined) {
        const parts = [dataset.names.text(cityName).trim(), dataset.names.text(stateName).trim()]
        number = places.intern(parts.filter(part => part !== '').join(', '))
        known.set(pair, number)
      }
      pairs[slot] = pair
      numbers[slot] = number
    }
    place[customer] = numbers[slot] ?? 0
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

/** Rank of each customer's place among all places in ascending order, from 1; 0 where it is not known. */
export const placeRanks = oncePerRevision((dataset): Uint32Array<ArrayBuffer> => {
  const { place, places } = placesOf(dataset)
  const rankOfPlace = new Uint32Array(places.length)
  // The blank place is the first of all in any order.
  textOrder(places).forEach((text, rank) => {
    rankOfPlace[text] = rank
  })
  return place.map(text => rankOfPlace[text] ?? 0)
})
