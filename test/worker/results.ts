import { DEFAULT_DEFINITION, type Definition } from '../../src/ltv/definition.ts'
import type { Ranking } from '../../src/ltv/results.ts'
import type { DatasetResult, OpenedResult, Progress } from '../../src/worker/protocol.ts'

export const PROGRESS: Progress = { files: [], bytesRead: 5, bytesTotal: 10, events: 1, rejected: 0, elapsedMs: 7 }

export function rankingUnder(definition: Definition, customers = 3): Ranking {
  const counts = () => new Uint32Array(customers)
  const numbers = () => new Float64Array(customers)
  return {
    definition,
    currency: 'USD',
    ranked: customers,
    // Best first is the last customer, to tell rank and customer apart.
    customer: Uint32Array.from({ length: customers }, (_, rank) => customers - 1 - rank),
    ltv: numbers(),
    weeks: numbers(),
    rankOf: Int32Array.from({ length: customers }, (_, customer) => customers - 1 - customer),
    columns: {
      spendUnits: numbers(),
      orders: counts(),
      visits: counts(),
      first: numbers(),
      last: numbers(),
      cautions: new Uint8Array(customers),
    },
    sharedRank: counts(),
    facts: {
      customers,
      customersWithOrders: 0,
      customersOutsideWindow: 0,
      totalSpendUnits: 0n,
      leastSpendUnits: 0,
      mostSpendUnits: 0,
      medianLtv: 0,
      customersForHalfOfSpend: null,
      first: null,
      last: null,
      calendarWeeks: 0,
      orders: 0,
      ordersSetAside: 0,
      currencies: [],
    },
  }
}

/** A data set of nothing but a number of customers and files. */
export function resultOf(customers = 3, files = 1, definition = DEFAULT_DEFINITION): DatasetResult {
  return {
    report: 'customers',
    summary: {
      files: Array.from({ length: files }, (_, index) => ({
        name: `file ${index}`,
        bytes: 1,
        format: 'NDJSON',
        reason: '',
        read: 1,
        accepted: 1,
        rejected: 0,
      })),
      read: files,
      accepted: files,
      rejected: 0,
      rejectedByReason: [],
      rejects: [],
      records: 'events',
      weeks: null,
      duplicates: 0,
      versions: 0,
      customers,
      orders: 0,
      byTypeAndVerb: [],
      first: null,
      last: null,
      notes: [],
    },
    directory: {
      customers,
      ids: { bytes: new Uint8Array(0), starts: new Uint32Array(customers + 1) },
      byId: Uint32Array.from({ length: customers }, (_, index) => index),
      place: new Uint32Array(customers),
      places: { bytes: new Uint8Array(0), starts: new Uint32Array(2) },
    },
    ranking: rankingUnder(definition, customers),
    problems: [],
  }
}

/** What was opened, which must be of customers. */
export function customersOf(result: OpenedResult): DatasetResult {
  if (result.report !== 'customers') throw new Error(`the data is of ${result.report}`)
  return result
}
