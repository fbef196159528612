import { unzipSync } from 'fflate'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { csv } from '../../src/share/delimited.ts'
import { json } from '../../src/share/json.ts'
import {
  answersAsJson,
  answersAsZip,
  averageAmountsTable,
  deviceTypeSharesTable,
  firstFiveTable,
  type StoreTable,
  sqlScript,
  sqlZip,
  statusTable,
  storeTables,
  topProductsTable,
  topStoresTable,
  weeklyAmountsTable,
} from '../../src/share/stores-formats.ts'
import { type Table, withAboutColumns } from '../../src/share/table.ts'
import { DEFAULT_STORE_DEFINITION, storeModel, weeklyAmounts } from '../../src/stores/index.ts'
import { fewStores, fixtureStores, reportOf } from '../support/store-report.ts'

const textOf = (table: Table, pieces: (table: Table) => Iterable<string>): string => [...pieces(table)].join('')
const csvLines = (table: StoreTable) =>
  textOf(table, csv)
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n')
const jsonOf = (table: StoreTable) => JSON.parse(textOf(table, json))

const dataset = fixtureStores()
const { answers } = reportOf(dataset)

describe('an answer about stores as CSV', () => {
  it('has exact amounts, SKUs as text and means in full', () => {
    expect(csvLines(topStoresTable(answers)).slice(0, 3)).toEqual([
      'rank,store_id,name,country,typology,amount,transactions',
      '1,10,Café Zehn,Spain,Café,1257.0179,5',
      '2,1,Brot & Stulle,Germany,Bakery,105.60,16',
    ])
    expect(csvLines(topProductsTable(answers)).slice(0, 2)).toEqual([
      'rank,product_sku,name,names,transactions,amount',
      '1,v3770009015003,Rose,1,11,119.76',
    ])
    expect(csvLines(averageAmountsTable(answers))[4]).toBe(',Germany,6.295,25.18,4,1,true')
    expect(csvLines(deviceTypeSharesTable(answers))[1]).toBe('2,0.358974358974359,14,80.21')
    expect(csvLines(firstFiveTable(answers)).slice(0, 2)).toEqual(['store_id,merchant_id,seconds', '3,900,1826580'])
    expect(csvLines(statusTable(answers, 'byCountry')).slice(0, 2)).toEqual([
      'country,transactions,accepted,refused,cancelled,refused_share,cancelled_share,is_small',
      'Germany,38,28,5,5,0.13157894736842105,0.13157894736842105,false',
    ])
  })

  it('has a row a week, and says which the data covers in part', () => {
    const weekly = weeklyAmounts(dataset, DEFAULT_STORE_DEFINITION, '10')
    if (weekly === null) throw new Error('the store is in the fixture')
    const lines = csvLines(weeklyAmountsTable(weekly, DEFAULT_STORE_DEFINITION))
    expect(lines).toHaveLength(1 + 18)
    expect([lines[1], lines[18]]).toEqual(['10,2023-01-01,0.00,0,false', '10,2023-04-30,1232.0679,3,true'])
  })

  it('has no cell that a spreadsheet would run, and none that breaks its row', () => {
    const hostile = fewStores([
      { id: '=1+1', name: '=HYPERLINK("http://x")', country: '+a,"b"\n', typology: '@t', sold: [['-5.00', '-1']] },
    ])
    const report = reportOf(hostile, { smallGroup: 0 }).answers
    const cells = [topStoresTable(report), topProductsTable(report), averageAmountsTable(report), statusTable(report, 'byStore')].flatMap(
      table => Papa.parse(textOf(table, csv).replace(/^\ufeff/, ''), { skipEmptyLines: true }).data.slice(1),
    )
    expect(cells).toEqual([
      ['1', "'=1+1", '\'=HYPERLINK("http://x")', '\'+a,"b"', "'@t", '-5.00', '1'],
      ['1', "'-1", 'name of -1', '1', '1', '-5.00'],
      ["'@t", '\'+a,"b"', '-5', '-5.00', '1', '1', 'false'],
      ["'=1+1", '1', '1', '0', '0', '0', '0', 'false'],
    ])
  })

  it('leaves a share empty that is none', () => {
    const report = reportOf(fewStores([{ id: '1', sold: [['0.00']] }]), { shareOf: 'amount' }).answers
    expect(csvLines(deviceTypeSharesTable(report))[1]).toBe('1,,1,0.00')
    expect(jsonOf(deviceTypeSharesTable(report)).rows[0].share).toBeNull()
  })
})

describe('an answer about stores as JSON', () => {
  it('holds the whole definition, the facts and the rows', () => {
    expect(jsonOf(firstFiveTable(answers))).toMatchObject({
      answer: 'first five',
      definition: {
        statuses: 'accepted',
        top: 10,
        products_by: 'count',
        average_of: 'transactions',
        share_of: 'count',
        time: 'happened_at',
        first_five_statuses: 'all',
        first_five_from: 'first-transaction',
        first_five_mean_of: 'stores',
        week_start: 'sunday',
        small_group: 5,
      },
      currency: 'EUR',
      mean_seconds: 3620774.25,
      median_seconds: 3359220,
      stores_with_five: 4,
      stores_with_fewer: 1,
      stores_with_none: 1,
      rows: [
        { store_id: '3', merchant_id: '900', seconds: 1826580 },
        { store_id: '2', merchant_id: '901', seconds: 3106680 },
        { store_id: '1', merchant_id: '900', seconds: 3611760 },
        { store_id: '10', merchant_id: '902', seconds: 5938077 },
      ],
    })
    expect(Object.keys(jsonOf(topStoresTable(answers)).definition)).toHaveLength(Object.keys(DEFAULT_STORE_DEFINITION).length)
  })

  it('is of merchants where the mean is', () => {
    const document = jsonOf(firstFiveTable(reportOf(dataset, { firstFiveMeanOf: 'merchants' }).answers))
    expect(document.rows[0]).toEqual({ merchant_id: '900', stores: 2, seconds: 2719170 })
  })

  it('keeps texts as they are, and an empty answer is a document too', () => {
    const names = reportOf(fewStores([{ id: '=1', name: '</script>"\u2028x', sold: [['1.00']] }])).answers
    expect(jsonOf(topStoresTable(names)).rows[0]).toMatchObject({ store_id: '=1', name: '</script>"\u2028x', amount: 1 })
    expect(jsonOf(topStoresTable(reportOf(fewStores([])).answers)).rows).toEqual([])
  })

  it('keeps amounts beyond 2^53 to the last digit', () => {
    const [first] = answers.topStores
    if (first === undefined) throw new Error('the fixture has stores')
    const large = { ...answers, topStores: [{ ...first, amountUnits: 90_071_992_547_409_930_001n }] }
    expect(textOf(topStoresTable(large), json)).toContain('"amount":9007199254740993.0001,')
  })
})

describe('the model in SQL', () => {
  it('comes as a zip of its files in their folders, the same bytes for the same files', async () => {
    const files = storeModel()
    const zip = await sqlZip(files)
    const bytes = new Uint8Array(await zip.arrayBuffer())
    const entries = Object.entries(unzipSync(bytes)).map(([path, text]) => ({ path, text: new TextDecoder().decode(text) }))
    expect(entries).toEqual(files)
    expect(new Uint8Array(await (await sqlZip(files)).arrayBuffer())).toEqual(bytes)
  })

  it('or as one script, in the order in which it must run', () => {
    const script = sqlScript(storeModel())
    expect(script.match(/^-- [a-z_/]+\.sql$/gm)?.slice(0, 3)).toEqual([
      '-- schema.sql',
      '-- staging/stg_devices.sql',
      '-- staging/stg_stores.sql',
    ])
    expect(script.indexOf('CREATE TABLE')).toBeLessThan(script.indexOf('CREATE OR REPLACE VIEW'))
  })
})

describe('all answers together', () => {
  const weekly = weeklyAmounts(dataset, DEFAULT_STORE_DEFINITION, '10')
  const tables = storeTables(answers, weekly)
  const names = [
    ...['top_stores', 'weekly_amounts', 'top_products', 'average_amounts', 'device_type_shares', 'first_five'],
    ...['statuses_by_device_type', 'statuses_by_country', 'statuses_by_store'],
  ]

  it('are a CSV file each in a zip, as each is alone, and the same bytes each time', async () => {
    const zip = new Uint8Array(await (await answersAsZip(tables)).arrayBuffer())
    const files = unzipSync(zip)
    expect(Object.keys(files)).toEqual(names.map(name => `${name}.csv`))
    expect(new TextDecoder().decode(files['top_stores.csv'])).toContain('1,10,Café Zehn,Spain,Café,1257.0179,5')
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(files['first_five.csv'])).toBe(
      textOf(withAboutColumns(firstFiveTable(answers)), csv),
    )
    expect(new Uint8Array(await (await answersAsZip(tables)).arrayBuffer())).toEqual(zip)
  })

  it('are one document of JSON, each as it is alone', () => {
    const document = JSON.parse([...answersAsJson(tables)].join(''))
    expect(Object.keys(document)).toEqual(names)
    expect(Object.values(document)).toEqual(tables.map(jsonOf))
    expect(JSON.parse([...answersAsJson([])].join(''))).toEqual({})
  })

  it('have no weeks where no store is chosen', () => {
    expect(storeTables(answers, null).map(({ subject }) => subject)).toEqual(
      names.filter(name => name !== 'weekly_amounts').map(name => name.replaceAll('_', ' ')),
    )
  })
})
