import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { createDataset, directory, eventTables, ingest, rank, summary } from '../../src/ltv/index.ts'
import { type CustomerTable, customersTable } from '../../src/share/customer-table.ts'
import { csv } from '../../src/share/delimited.ts'
import { eventRows } from '../../src/share/event-rows.ts'
import { json } from '../../src/share/json.ts'
import { fileOf } from '../../src/share/pieces.ts'
import { predictionsTable } from '../../src/share/prediction-formats.ts'
import { type PseudonymOrder, pseudonymousCustomers, pseudonymousPredictions, pseudonymousStores } from '../../src/share/pseudonymous.ts'
import { newPseudonymKey, pseudonymsOf } from '../../src/share/pseudonyms.ts'
import { staticApi } from '../../src/share/static-api.ts'
import { answersAsZip, storeTables, topStoresTable } from '../../src/share/stores-formats.ts'
import { unwatched } from '../../src/share/work.ts'
import { fixtureStores, reportOf } from '../support/store-report.ts'
import { predictionOf } from './prediction.ts'

const KEY = newPseudonymKey(count => new Uint8Array(count).fill(7))
const ORDER: PseudonymOrder = { key: KEY, withPlaces: false, work: unwatched() }
const nameOf = (id: string): string => pseudonymsOf([id], KEY)[0] ?? ''
const textOf = (pieces: Iterable<string>): string => [...pieces].join('')

/** Everything that must not be seen has “secret” in it. */
function shop(): CustomerTable {
  const dataset = createDataset()
  const day = '2025-01-06'
  const events = [
    { type: 'ORDER', verb: 'NEW', key: 'secret-order', event_time: day, customer_id: 'secret-anna', total_amount: '10 USD' },
    { type: 'ORDER', verb: 'NEW', key: 'secret-order', event_time: day, customer_id: 'secret-ben', total_amount: '20 USD' },
    {
      type: 'CUSTOMER',
      verb: 'NEW',
      key: 'secret-anna',
      event_time: day,
      last_name: 'secret-name',
      adr_city: 'secret-city',
      adr_state: 'AK',
    },
    { type: 'IMAGE', verb: 'UPLOAD', key: 'secret-image', event_time: day, customer_id: 'secret-anna', camera_make: 'secret-camera' },
    { type: 'SITE_VISIT', verb: 'NEW', key: 'secret-page', event_time: day, customer_id: 'secret-ben' },
  ]
  for (const event of events) ingest(event, dataset)
  const ranking = rank(dataset, DEFAULT_DEFINITION)
  const told = summary(dataset)
  return {
    scope: 'all customers',
    ranking,
    directory: directory(dataset),
    summary: {
      ...told,
      files: [{ name: 'secret.json', bytes: 1, format: 'JSON', reason: 'an array', read: 5, accepted: 5, rejected: 0 }],
      notes: [{ code: 'refunds', count: 1, message: 'In secret.json 1 order stands below 0.' }],
    },
    rows: { count: ranking.ranked, rankIndexAt: row => row },
    weekTable: () => Promise.reject(new Error('nobody asks for weeks')),
    eventTables: async () => eventTables(dataset),
  }
}

describe('customers by pseudonyms', () => {
  it('keep their figures, and nothing in any row or head says who they are', async () => {
    const table = customersTable(await pseudonymousCustomers(shop(), 'rows', ORDER), true)
    expect(textOf(json(table))).not.toContain('secret')
    expect(textOf(json(table))).toContain('In file 1 1 order stands below 0.')
    expect(
      textOf(csv(table))
        .split('\r\n')[1]
        ?.startsWith(`1,${nameOf('secret-ben')},,10400,`),
    ).toBe(true)
  })

  it('have the fingerprint of the data as it was read', async () => {
    const source = shop()
    const named = customersTable(await pseudonymousCustomers(source, 'rows', ORDER), true)
    expect(named.about?.['fingerprint']).toBe(customersTable(source, true).about?.['fingerprint'])
  })

  it('keep their places where that is wanted', async () => {
    const table = customersTable(await pseudonymousCustomers(shop(), 'rows', { ...ORDER, withPlaces: true }), false)
    expect(textOf(csv(table))).toContain('secret-city, AK')
    expect(textOf(csv(table)).match(/secret/g)).toHaveLength(1)
  })

  it('have all events under the same names, orders and pages too', async () => {
    const named = await pseudonymousCustomers(shop(), 'all', ORDER)
    const text = textOf(eventRows(await named.eventTables(), 'csv', () => {}))
    expect(text).not.toContain('secret')
    expect(text).toContain(`ORDER,NEW,${nameOf('secret-order')},2025-01-06T00:00:00.000Z,${nameOf('secret-ben')},20.00 USD`)
    // In the order of the new names, so that the place of a row says nothing of the old ones.
    const orders = text.split('\r\n').filter(row => row.startsWith('ORDER'))
    expect(orders.map(row => row.split(',')[4])).toEqual([nameOf('secret-anna'), nameOf('secret-ben')].toSorted())
  })

  it('have events with places and without names, where places are wanted', async () => {
    const named = await pseudonymousCustomers(shop(), 'all', { ...ORDER, withPlaces: true })
    const text = textOf(eventRows(await named.eventTables(), 'csv', () => {}))
    expect(text.match(/secret-\w+/g)).toEqual(['secret-city'])
  })
})

it('predictions by pseudonyms are found in the static API under them', async () => {
  const rows = { table: predictionOf(['secret-anna', 'secret-ben']), buyers: null }
  const named = await pseudonymousPredictions(rows, ORDER)
  expect(textOf(json(predictionsTable(named, true)))).not.toContain('secret')
  const files = unzipSync(new Uint8Array(await (await fileOf(staticApi(named.table), '')).arrayBuffer()))
  expect(Object.keys(files)).toContain(`predictions/${nameOf('secret-ben')}`)
  expect(Object.values(files).some(file => new TextDecoder().decode(file).includes('secret'))).toBe(false)
})

it('of the customers that are not exported there is no pseudonym', async () => {
  const rows = { table: predictionOf(['anna', 'ben']), buyers: Uint32Array.of(1) }
  const named = await pseudonymousPredictions(rows, ORDER)
  expect(predictionsTable(named, false).columns[0]?.value(0)).toBe(nameOf('ben'))
  expect(named.table.directory.ids.bytes).toHaveLength(17)
})

it('stores by pseudonyms have no names', async () => {
  const { answers } = reportOf(fixtureStores())
  const table = topStoresTable(answers)
  const { table: named, all } = pseudonymousStores({ table, all: storeTables(answers, null) }, 'rows', ORDER)
  expect(textOf(csv(named)).split('\r\n')[1]).toBe(`1,${nameOf('10')},,Spain,Café,1257.0179,5`)
  // What is not asked for is not there by its name either.
  expect(all).toEqual([])
})

it('stores go by the same pseudonym in every answer', async () => {
  const { answers } = reportOf(fixtureStores())
  const tables = storeTables(answers, null)
  const named = pseudonymousStores({ table: topStoresTable(answers), all: tables }, 'all', ORDER)
  const files = unzipSync(new Uint8Array(await (await answersAsZip(named.all)).arrayBuffer()))
  const texts = Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]))
  for (const path of ['top_stores.csv', 'first_five.csv', 'statuses_by_store.csv']) expect(texts[path]).toContain(nameOf('10'))
  expect(Object.values(texts).join('')).not.toContain('Café Zehn')
})
