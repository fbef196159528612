import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDataset, type Dataset, eventTables, ingest, topXSimpleLtvCustomers } from '../../src/ltv/index.ts'
import { eventRows } from '../../src/share/event-rows.ts'
import { arbitraryDefinition, arbitraryRecords } from '../support/arbitrary-events.ts'
import { readBytes } from '../support/read-bytes.ts'
import { datasetOf, eventsOf } from '../support/timeline.ts'

const written = (dataset: Dataset, format: 'csv' | 'ndjson', told = (_: number): void => {}): string =>
  [...eventRows(eventTables(dataset), format, told)].join('')
const order = (customer: string, key: string, time: string, amount: string, verb = 'NEW') => ({
  type: 'ORDER',
  verb,
  key,
  event_time: time,
  customer_id: customer,
  total_amount: amount,
})

describe('the events of a report as rows', () => {
  it('are those that were accepted, exact repeats once, versions of an order apart', () => {
    const dataset = datasetOf([
      order('ann', 'o1', '2017-01-06T12:55:55.555Z', '12.34 USD'),
      order('ann', 'o1', '2017-01-06T12:55:55.555Z', '12.34 USD'),
      order('ann', 'o1', '2017-01-08', '15.5 EUR', 'UPDATE'),
      {
        type: 'CUSTOMER',
        verb: 'NEW',
        key: 'ann',
        event_time: '2017-01-06',
        last_name: 'Smith, "Jo"',
        adr_city: 'Middletown',
        adr_state: 'AK',
      },
      { type: 'SITE_VISIT', verb: 'NEW', key: 'p1', event_time: '2017-01-06', customer_id: 'ann' },
      { type: 'IMAGE', verb: 'UPLOAD', key: 'i1', event_time: '2017-01-06', customer_id: 'ann', camera_make: 'Canon', camera_model: 'EOS' },
    ])
    expect(written(dataset, 'csv').split('\r\n')).toEqual([
      '\ufefftype,verb,key,event_time,customer_id,total_amount,last_name,adr_city,adr_state,camera_make',
      'CUSTOMER,NEW,ann,2017-01-06T00:00:00.000Z,,,"Smith, ""Jo""",Middletown,AK,',
      'SITE_VISIT,NEW,p1,2017-01-06T00:00:00.000Z,ann,,,,,',
      'IMAGE,UPLOAD,i1,2017-01-06T00:00:00.000Z,ann,,,,,Canon EOS',
      'ORDER,NEW,o1,2017-01-06T12:55:55.555Z,ann,12.34 USD,,,,',
      'ORDER,UPDATE,o1,2017-01-08T00:00:00.000Z,ann,15.50 EUR,,,,',
      '',
    ])
  })

  it('are read again as CSV and give the same ranking', async () => {
    const dataset = datasetOf(eventsOf('ann | v 10 ci | 5\nbob | vv c | -3.5\ncat | 5 | v'))
    const { dataset: again, summary } = await readBytes('events.csv', written(dataset, 'csv'))
    expect(summary.rejected).toBe(0)
    expect(topXSimpleLtvCustomers(10, again)).toEqual(topXSimpleLtvCustomers(10, dataset))
    expect(written(again, 'csv')).toBe(written(dataset, 'csv'))
  })

  it('are read again as NDJSON and give the same ranking, whatever the events, ids and definition', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRecords, arbitraryDefinition, async (records, definition) => {
        const dataset = createDataset()
        for (const record of records) ingest(record, dataset)
        const text = written(dataset, 'ndjson')
        fc.pre(text !== '')
        const { dataset: again, summary } = await readBytes('events.ndjson', text)
        expect(summary.rejected).toBe(0)
        expect(topXSimpleLtvCustomers(1_000, again, definition)).toEqual(topXSimpleLtvCustomers(1_000, dataset, definition))
        expect(written(again, 'ndjson')).toBe(text)
      }),
      { numRuns: 100 },
    )
  })

  it('hold no formula as CSV', async () => {
    const dataset = datasetOf([order('=1+1', '@o', '2017-01-06', '-5 USD')])
    expect(written(dataset, 'csv').split('\r\n')[1]).toBe("ORDER,NEW,'@o,2017-01-06T00:00:00.000Z,'=1+1,USD -5.00,,,,")
  })

  it('say how far they are', () => {
    const shares: number[] = []
    written(datasetOf(eventsOf('ann | v 10 ci | 5')), 'csv', share => shares.push(share))
    expect(shares.at(-1)).toBe(1)
  })
})
