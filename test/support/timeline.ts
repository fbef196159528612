import { createDataset, type Dataset, ingest } from '../../src/ltv/index.ts'

const WEEK_MS = 604_800_000
/** Noon of a Wednesday: the middle of the first column's week, which begins on Sunday, 1 January 2017. */
const FIRST_COLUMN = Date.UTC(2017, 0, 4, 12)

/**
 * Events drawn as text: customers as rows, weeks as columns (the first is that of Sunday, 1 January 2017), things at noon on Wednesday:
 *
 *     ann  | v 10 | .    | 5.50
 *     bob  | .    | vv   | 20
 *
 * v visit · i image · c customer record · a number is an order of that amount · . nothing
 */
export function eventsOf(timeline: string): Record<string, unknown>[] {
  const events: Record<string, unknown>[] = []
  for (const line of timeline.split('\n').filter(each => each.trim() !== '')) {
    const [customer = '', ...columns] = line.split('|').map(cell => cell.trim())
    columns.forEach((cell, column) => {
      for (const token of cell.match(/[vic]|-?[\d.]*\d(?: [A-Z]{3})?/g) ?? []) {
        const key = `${customer} ${events.length}`
        const event_time = new Date(FIRST_COLUMN + column * WEEK_MS).toISOString()
        const common = { key, event_time, customer_id: customer }
        if (token === 'v') events.push({ type: 'SITE_VISIT', verb: 'NEW', ...common })
        else if (token === 'i') events.push({ type: 'IMAGE', verb: 'UPLOAD', ...common })
        else if (token === 'c') events.push({ type: 'CUSTOMER', verb: 'NEW', key: customer, event_time })
        else events.push({ type: 'ORDER', verb: 'NEW', ...common, total_amount: token })
      }
    })
  }
  return events
}

/** A data set of events, none of which may be a reject. */
export function datasetOf(events: readonly unknown[]): Dataset {
  const dataset = createDataset()
  for (const event of events) {
    const fault = ingest(event, dataset)
    if (fault !== null) throw new Error(`${fault.reason}: ${fault.message}`)
  }
  return dataset
}
