import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { CAUTION } from '../../src/ltv/results.ts'
import { formulaSafe } from '../../src/share/cells.ts'
import { html } from '../../src/share/clipboard.ts'
import { customersAsLtvList } from '../../src/share/customer-formats.ts'
import { type CustomerTable, customersTable } from '../../src/share/customer-table.ts'
import { csv, tsv } from '../../src/share/delimited.ts'
import { CUSTOMER_FORMATS, exportName } from '../../src/share/export.ts'
import { json } from '../../src/share/json.ts'
import { fileOf } from '../../src/share/pieces.ts'
import { rejectsCsv, rejectsNdjson } from '../../src/share/reject-formats.ts'
import { unwatched } from '../../src/share/work.ts'
import { LAST, type Row, SUMMARY, tableOf } from './table.ts'

const ROWS: readonly Row[] = [
  { id: '96f55c7d8f42', place: 'Middletown, AK', ltv: 6985.771428571429, spendUnits: 1612100, orders: 3, visits: 4, weeks: 12 },
  { id: '007', ltv: 10, spendUnits: 120000, orders: 1, visits: 0, weeks: 1, rank: 2, cautions: CAUTION.oneOrder | CAUTION.noVisits },
  { id: '7', place: '=HYPERLINK("x")', ltv: 10, spendUnits: 120000, orders: 1, visits: 3, weeks: 1.5, rank: 2 },
  { id: '-5', ltv: -0.0000001, spendUnits: -50000, orders: 2, visits: 1, weeks: 1 },
]

const CUSTOMER_TEXTS = {
  csv: (table: CustomerTable) => csv(customersTable(table, false)),
  json: (table: CustomerTable) => json(customersTable(table, true)),
  'ltv-list': customersAsLtvList,
}
const REJECT_TEXTS = { csv: rejectsCsv, ndjson: rejectsNdjson }

function customerText(id: keyof typeof CUSTOMER_TEXTS, table = tableOf(ROWS)): string {
  return [...CUSTOMER_TEXTS[id](table)].join('')
}
function rejectText(id: keyof typeof REJECT_TEXTS): string {
  return [...REJECT_TEXTS[id](SUMMARY)].join('')
}
function rowsOfCsv(text: string): Record<string, string>[] {
  const { data, errors } = Papa.parse(text, { skipEmptyLines: true })
  expect(errors).toEqual([])
  const [header = [], ...rows] = data
  return rows.map(cells => Object.fromEntries(header.map((name, column) => [name, cells[column] ?? ''])))
}

describe('customers as CSV', () => {
  it('has the agreed header and ends its lines with CRLF', () => {
    const lines = customerText('csv').split('\r\n')
    expect(lines[0]).toBe(
      'rank,customer_id,place,ltv,currency,spend,orders,visits,spend_per_visit,visits_per_week,weeks,first_seen,last_seen,cautions',
    )
    expect(lines[1]).toBe(
      '1,96f55c7d8f42,"Middletown, AK",6985.771428571429,USD,161.21,3,4,40.3025,0.3333333333333333,12,2025-01-02T03:04:05.678Z,2025-03-28T00:00:00.000Z,',
    )
    expect(lines).toHaveLength(ROWS.length + 2)
  })

  it('leaves ids and numbers as they are, and text that a spreadsheet would run becomes text', () => {
    const rows = rowsOfCsv(customerText('csv'))
    expect(rows.map(row => row['customer_id'])).toEqual(['96f55c7d8f42', '007', '7', "'-5"])
    expect(rows.map(row => row['place'])).toEqual(['Middletown, AK', '', '\'=HYPERLINK("x")', ''])
    expect(rows.map(row => row['spend'])).toEqual(['161.21', '12.00', '12.00', '-5.00'])
    expect(rows.map(row => row['ltv'])).toEqual(['6985.771428571429', '10', '10', '-0.0000001'])
  })

  it('shares ranks between equal LTVs, leaves unknown figures empty and carries cautions', () => {
    const rows = rowsOfCsv(customerText('csv'))
    expect(rows.map(row => row['rank'])).toEqual(['1', '2', '2', '4'])
    expect(rows.map(row => row['spend_per_visit'])).toEqual(['40.3025', '', '4', '-5'])
    expect(rows.map(row => row['visits_per_week'])).toEqual(['0.3333333333333333', '', '2', '1'])
    expect(rows.map(row => row['cautions'])).toEqual(['', 'one order; no visits', '', ''])
  })

  it('follows the order of the rows shown', () => {
    const rows = rowsOfCsv(customerText('csv', tableOf(ROWS, [2, 0])))
    expect(rows.map(row => row['customer_id'])).toEqual(['7', '96f55c7d8f42'])
  })

  it('starts with a byte order mark only when something lies outside ASCII', () => {
    expect(customerText('csv').startsWith('rank')).toBe(true)
    expect(customerText('csv', tableOf([{ id: 'a', place: 'São Paulo, SP' }])).startsWith('\ufeffrank')).toBe(true)
  })

  it('is read back by a CSV reader as what it was, whatever the texts', () => {
    const texts = fc.string({ unit: 'binary', minLength: 1 })
    const seen = (text: string | undefined): string => formulaSafe(text ?? '')
    fc.assert(
      fc.property(fc.array(fc.record({ id: texts, place: texts }), { minLength: 1 }), rows => {
        const { data } = Papa.parse(customerText('csv', tableOf(rows)), { delimiter: ',', newline: '\r\n' })
        expect(data.slice(1, -1).map(cells => cells[1])).toEqual(rows.map(row => seen(row.id)))
        expect(data.slice(1, -1).map(cells => cells[2])).toEqual(rows.map(row => seen(row.place)))
      }),
      { numRuns: 200 },
    )
  })
})

describe('customers as JSON', () => {
  it('holds the definition, the counts behind it and the rows, numbers as numbers', () => {
    const document = JSON.parse(customerText('json'))
    expect(document.definition).toEqual({
      weeks: 'dataset',
      week_start: 'sunday',
      window_start: null,
      window_end: null,
      lifespan_years: 10,
      margin: 1,
      currency: 'USD',
    })
    expect(document.data).toMatchObject({ read: 13, accepted: 10, rejected: { 'bad total_amount': 2, 'missing customer_id': 1 } })
    expect(document.rows).toBe(4)
    expect(document.customers[0]).toMatchObject({ rank: 1, customer_id: '96f55c7d8f42', ltv: 6985.771428571429, spend: 161.21, weeks: 12 })
    expect(document.customers[1]).toMatchObject({ customer_id: '007', spend: 12, spend_per_visit: null, visits_per_week: null })
  })

  it('keeps every text as it is', () => {
    const ids = ['=1+1', '-5', '__proto__', '"', '\\', '\u2028', '😀']
    const { customers } = JSON.parse(customerText('json', tableOf(ids.map(id => ({ id })))))
    expect(customers.map((row: { customer_id: string }) => row.customer_id)).toEqual(ids)
  })

  it('is a document also without rows', () => {
    expect(JSON.parse(customerText('json', tableOf([]))).customers).toEqual([])
    expect(JSON.parse(customerText('ltv-list', tableOf([])))).toEqual([])
  })

  it('is also written as the list that the first systems wrote', () => {
    expect(JSON.parse(customerText('ltv-list'))).toEqual([
      { '96f55c7d8f42': 6985.771428571429 },
      { '007': 10 },
      { '7': 10 },
      { '-5': -1e-7 },
    ])
  })
})

describe('rejects', () => {
  it('are read back from CSV with place, field, reason, message and text', () => {
    const rows = rowsOfCsv(rejectText('csv'))
    expect(rows[0]).toEqual({
      file: 'events.ndjson',
      line: '3',
      byte: '210',
      field: 'total_amount',
      reason: 'bad total_amount',
      message: '“12,x” is not an amount (expected for example 12.34)',
      raw: '{"type":"ORDER","total_amount":"12,x"}',
    })
    expect(rows[1]?.['raw']).toBe('\'-5,\t"a"\r\nb')
    expect(rows[2]).toMatchObject({ file: 'more, "new".csv', field: '', raw: "'=cmd()" })
  })

  it('are read back from NDJSON as they were', () => {
    const rows = rejectText('ndjson')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(rows).toEqual(SUMMARY.rejects.map(reject => ({ ...reject, file: SUMMARY.files[reject.file]?.name })))
  })
})

describe('the table on the clipboard', () => {
  const table = customersTable(
    tableOf([
      { id: '<b>&"x"', place: 'a\tb\nc' },
      { id: '+1', ltv: 3.5 },
    ]),
    false,
  )

  it('is tab-separated text that a spreadsheet pastes into the same cells', () => {
    const { data } = Papa.parse([...tsv(table)].join(''), { delimiter: '\t' })
    expect(data[1]?.slice(0, 4)).toEqual(['1', '<b>&"x"', 'a\tb\nc', '0'])
    expect(data[2]?.slice(0, 4)).toEqual(['2', "'+1", '', '3.5'])
  })

  it('is a table in HTML in which no text is markup', () => {
    const text = [...html(table)].join('')
    expect(text).toContain('<tr><td>1</td><td>&lt;b&gt;&amp;&quot;x&quot;</td>')
    expect(text.match(/<tr>/g)).toHaveLength(3)
  })
})

describe('a file to save', () => {
  it('is named after what it holds and the last day of the data', () => {
    expect(exportName('Top 10', LAST, 'csv')).toBe('worthwhile-top-10-2025-03-28.csv')
    expect(exportName('all customers', null, 'ltv.json')).toBe('worthwhile-all-customers.ltv.json')
  })

  it('holds what its format makes, as UTF-8', async () => {
    const table = tableOf([{ id: 'é', place: '東京' }, ...ROWS])
    const file = async (id: string): Promise<Blob> => {
      const format = CUSTOMER_FORMATS.find(candidate => candidate.id === id)
      if (format === undefined) throw new Error(`no format ${id}`)
      return format.write(table, { withAbout: id === 'json', separator: 'comma' }, unwatched())
    }
    const csv = await file('csv')
    expect(csv.type).toBe('text/csv')
    // Blob.text() drops a byte order mark.
    expect(await csv.text()).toBe(customerText('csv', table).replace(/^\ufeff/, ''))
    for (const id of ['json', 'ltv-list'] as const) {
      const document = await file(id)
      expect(document.type).toBe('application/json')
      expect(await document.text()).toBe(customerText(id, table))
    }
  })

  it('can be put together of bytes as well as of text', async () => {
    const file = await fileOf(['é', Uint8Array.of(0, 255), '東'], 'application/octet-stream')
    expect(Buffer.from(await file.arrayBuffer()).toString('hex')).toBe('c3a900ffe69db1')
  })

  it('says why when the data behind a database are gone', async () => {
    const format = CUSTOMER_FORMATS.find(({ id }) => id === 'sqlite')
    await expect(format?.write(tableOf(ROWS), { withAbout: true, separator: 'comma' }, unwatched())).rejects.toThrow(
      'No thread holds these data.',
    )
  })

  it('gives the page a turn at least every few milliseconds of work', async () => {
    let now = 0
    let pauses = 0
    const longestTurn = { start: 0, length: 0 }
    const turns = {
      now: () => now,
      pause: async () => {
        longestTurn.length = Math.max(longestTurn.length, now - longestTurn.start)
        longestTurn.start = now
        pauses += 1
      },
    }
    function* slowPieces() {
      for (let piece = 0; piece < 100; piece++) {
        now += 3
        yield 'x'.repeat(50_000)
      }
    }
    const file = await fileOf(slowPieces(), 'text/plain', { clock: turns })
    expect(file.size).toBe(5_000_000)
    expect(pauses).toBe(25)
    expect(longestTurn.length).toBe(12)
  })
})
