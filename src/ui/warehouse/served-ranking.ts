import type { Definition } from '../../ltv/definition.ts'
import type { CustomerDetail, CustomerDirectory, Ranking, TextColumn } from '../../ltv/results.ts'
import type { RankedRow, WarehouseCustomer, WarehouseFacts } from '../../warehouse/warehouse.ts'

/** A part of a ranking in the form that the screens know: the customers a warehouse has told of, under the facts of all of them. */
export interface ServedRanking {
  /** `ranked` counts the rows that are here; `facts.customers` is how many there are. */
  readonly ranking: Ranking
  readonly directory: CustomerDirectory
}

/**
 * `rows` are best first, each customer once. Customers get their place among them as index, so rank index and customer are the same number.
 * Cost: one pass over the rows, and a sort of their ids.
 */
export function servedRanking(definition: Definition, facts: WarehouseFacts, rows: readonly RankedRow[]): ServedRanking {
  const numbers = (of: (row: RankedRow) => number): Float64Array<ArrayBuffer> => Float64Array.from(rows, of)
  const places = Uint32Array.from(rows, (_, index) => index)
  const directory = servedDirectory(rows.map(row => row.id))
  const ranking: Ranking = {
    definition,
    currency: facts.currency,
    ranked: rows.length,
    customer: places,
    ltv: numbers(row => row.ltv),
    sharedRank: Uint32Array.from(rows, row => row.sharedRank),
    rankOf: Int32Array.from(places),
    weeks: numbers(row => row.weeks),
    facts,
    columns: {
      spendUnits: numbers(row => row.spendUnits),
      orders: Uint32Array.from(rows, row => row.orders),
      visits: Uint32Array.from(rows, row => row.visits),
      first: numbers(row => row.first),
      last: numbers(row => row.last),
      cautions: Uint8Array.from(rows, row => row.cautions),
    },
  }
  return { ranking, directory }
}

/** Customers by their ids, in the order given. Cost: a sort of the ids. */
export function servedDirectory(ids: readonly string[]): CustomerDirectory {
  const places = Uint32Array.from(ids, (_, index) => index)
  return {
    customers: ids.length,
    ids: textColumn(ids),
    byId: places.toSorted((one, other) => ((ids[one] ?? '') < (ids[other] ?? '') ? -1 : 1)),
    place: new Uint32Array(ids.length),
    places: textColumn(['']),
  }
}

/** What the inspector shows of a customer, whose events here have no file and no line; their place in the list stands for the byte that tells them apart. */
export function servedDetail(customer: WarehouseCustomer, rankIndex: number): CustomerDetail {
  const { id, lastName, city, state, images, weekly, events, eventsTotal } = customer
  return {
    customer: rankIndex,
    id,
    lastName,
    city,
    state,
    rankIndex,
    images,
    weekly,
    events: events.map((event, byte) => ({ ...event, file: '', line: 0, byte })),
    eventsTotal,
  }
}

/** “City, ST”, as far as known. */
export function placeOf({ city, state }: Pick<WarehouseCustomer, 'city' | 'state'>): string {
  return [city, state].filter(text => text !== '').join(', ')
}

function textColumn(texts: readonly string[]): TextColumn {
  const encoder = new TextEncoder()
  const encoded = texts.map(text => encoder.encode(text))
  const starts = new Uint32Array(texts.length + 1)
  encoded.forEach((bytes, index) => {
    starts[index + 1] = (starts[index] ?? 0) + bytes.length
  })
  const bytes = new Uint8Array(starts.at(-1) ?? 0)
  encoded.forEach((part, index) => {
    bytes.set(part, starts[index])
  })
  return { bytes, starts }
}
