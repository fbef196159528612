import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Definition } from '../../src/ltv/definition.ts'
import { createDataset, directory, ingest, rank, summary } from '../../src/ltv/index.ts'
import { html } from '../../src/share/clipboard.ts'
import { customersTable } from '../../src/share/customer-table.ts'
import { csv, excelCsv, excelSeparatorOf, tsv } from '../../src/share/delimited.ts'
import { json, ndjson } from '../../src/share/json.ts'
import { parquet } from '../../src/share/parquet.ts'
import { fileOf } from '../../src/share/pieces.ts'
import { predictionsTable } from '../../src/share/prediction-formats.ts'
import { topStoresTable } from '../../src/share/stores-formats.ts'
import { type Table, withAboutColumns } from '../../src/share/table.ts'
import { workbook } from '../../src/share/workbook.ts'
import { arbitraryDefinition, arbitraryRecords } from '../support/arbitrary-events.ts'
import { hasShared, readShared } from '../support/shared-data.ts'
import { fixtureStores, reportOf } from '../support/store-report.ts'
import { predictionOf } from './prediction.ts'
import { cellsOf, cellsOfDelimited, cellsOfObjects, readParquet, readXlsx } from './read-back.ts'
import { tableOf } from './table.ts'

const textOf = (pieces: Iterable<string>): string => [...pieces].join('')

/** Starts of formulas, ends of markup, what JavaScript and spreadsheets take for something else, and all that separates cells and rows. */
const HOSTILE = [
  '=1+1',
  '=cmd|"/c calc"!A1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '＝1+1',
  '<script>alert(1)</script>',
  '</td></table><img src=x onerror=alert(1)>',
  '&lt;b&gt;',
  '__proto__',
  'constructor',
  'toString',
  'true',
  'null',
  '1e5',
  '007',
  '0x10',
  '2025-01-06',
  '1/2',
  ' leading and trailing ',
  'a,b;c\td',
  '"quoted" and \'quoted\'',
  'two\nlines',
  'two\r\nlines',
  '_x0041_',
  '東京 😀 é e\u0301',
  '\ufeffmark',
  '\u2028\u2029',
  'x'.repeat(5_000),
]
/** XML has no way to hold these: in a workbook they stand as Excel writes them. */
const NOT_IN_XML = ['\u0000', 'a\u0008b', '\u001f', '\uffff', 'a\rb']

async function expectEveryFormat(table: Table): Promise<void> {
  expect(cellsOfDelimited(textOf(csv(table)), table, ',', '\r\n')).toEqual(cellsOf(table, true))
  expect(cellsOfDelimited(textOf(excelCsv(table, 'comma')), table, ',', '\r\n')).toEqual(cellsOf(table, true))
  expect(cellsOfDelimited(textOf(excelCsv(table, 'semicolon')), table, ';', '\r\n', ',')).toEqual(cellsOf(table, true))
  expect(cellsOfDelimited(textOf(tsv(table)), table, '\t', '\n')).toEqual(cellsOf(table, true))
  expect(cellsOfObjects(JSON.parse(textOf(json(table)))[table.listName], table)).toEqual(cellsOf(table, false))
  const lines = textOf(ndjson(table)).split('\n').slice(0, -1)
  expect(
    cellsOfObjects(
      lines.map(line => JSON.parse(line)),
      table,
    ),
  ).toEqual(cellsOf(table, false))
  expect(cellsOfObjects((await readParquet(parquet(table))).objects, table)).toEqual(cellsOf(table, false))
}

describe('every format, read back by another program', () => {
  it('gives the values of the core for generated events under generated definitions', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRecords, arbitraryDefinition, async (records, definition) => {
        const table = customersTable(sourceOf(records, definition), true)
        await expectEveryFormat(table)
        await expectEveryFormat(withAboutColumns(table))
      }),
      { numRuns: 60 },
    )
  })

  it('gives the same from a workbook', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRecords, arbitraryDefinition, async (records, definition) => {
        const table = customersTable(sourceOf(records, definition), true)
        // Excel's own way of writing what XML cannot hold is not known to the reader.
        fc.pre(
          table.columns.every(
            column =>
              column.kind !== 'text' ||
              Array.from({ length: table.rows }, (_, row) => column.value(row)).every(text => !/\uffff/.test(text)),
          ),
        )
        expect((await readXlsx(workbook(table), table)).cells).toEqual(cellsOf(table, false))
      }),
      { numRuns: 40 },
    )
  })

  it('keeps hostile texts apart from all that runs them', async () => {
    const table = customersTable(tableOf(HOSTILE.map(id => ({ id, place: id, ltv: 1.5 }))), true)
    await expectEveryFormat(table)
    await expectEveryFormat(customersTable(tableOf(NOT_IN_XML.map(id => ({ id }))), false))
    const inSheet = customersTable(tableOf(HOSTILE.filter(id => !/^\r|\r\n|_x0041_/.test(id)).map(id => ({ id }))), true)
    expect((await readXlsx(workbook(inSheet), inSheet)).cells).toEqual(cellsOf(inSheet, false))
  })

  it.skipIf(!hasShared('hostile', 'naughty-strings'))('keeps the naughty strings that others have collected', async () => {
    const strings: string[] = JSON.parse(readShared('hostile', 'naughty-strings', 'strings.json').toString())
    const table = customersTable(tableOf(strings.filter(text => text.isWellFormed()).map(id => ({ id, place: id }))), true)
    expect(table.rows).toBeGreaterThan(200)
    await expectEveryFormat(table)
    expectInert(table)
    for (const xml of await sheetsOf(table)) expect(xml).not.toMatch(/<f>|<f /)
  })

  it('gives every prediction, with null where there is no bound', async () => {
    const table = predictionsTable({ table: predictionOf(['anna', '=1+1', 'Zoë']), buyers: null }, true)
    expect(cellsOf(table, false)[1]?.[8]).toBeNull()
    await expectEveryFormat(table)
    expect((await readXlsx(workbook(table), table)).cells).toEqual(cellsOf(table, false))
  })

  it('gives the rows of a prediction that are chosen, in their order', async () => {
    const table = predictionsTable({ table: predictionOf(['anna', 'ben', 'cleo']), buyers: Uint32Array.of(2, 0) }, false)
    expect(cellsOf(table, false).map(([id]) => id)).toEqual(['cleo', 'anna'])
    await expectEveryFormat(table)
  })

  it('gives every answer about stores', async () => {
    const table = topStoresTable(reportOf(fixtureStores()).answers)
    await expectEveryFormat(table)
    expect((await readXlsx(workbook(table), table)).cells).toEqual(cellsOf(table, false))
  })
})

describe('texts in a copy and in CSV', () => {
  it('start no formula and are no markup', () => expectInert(customersTable(tableOf(HOSTILE.map(id => ({ id, place: id }))), true)))
})

describe('CSV for Excel', () => {
  it('goes by what the language writes decimals with', () => {
    expect(['en', 'de', 'fr', 'pt-BR', 'ja', 'en-ZA'].map(excelSeparatorOf)).toEqual([
      'comma',
      'semicolon',
      'semicolon',
      'semicolon',
      'comma',
      excelSeparatorOf('en-ZA'),
    ])
  })

  it('goes by what is known of a language that is no language tag', () => {
    expect(['en-US@posix', 'de-DE@euro', '', 'C', 'no language'].map(excelSeparatorOf)).toEqual([
      'comma',
      'semicolon',
      'comma',
      'comma',
      'comma',
    ])
  })

  it('has decimal commas with semicolons, always a byte order mark, and quotes what holds the separator', () => {
    const table = customersTable(tableOf([{ id: 'a;b', ltv: 1234.5, spendUnits: 123_400 }]), false)
    const [header, row] = textOf(excelCsv(table, 'semicolon')).split('\r\n')
    expect(header?.startsWith('\ufeffrank;customer_id;')).toBe(true)
    expect(row?.startsWith('1;"a;b";;1234,5;USD;12,34;0;')).toBe(true)
    expect(textOf(excelCsv(table, 'comma')).split('\r\n')[1]?.startsWith('1,a;b,,1234.5,USD,12.34,0,')).toBe(true)
  })
})

describe('what a file rests on', () => {
  const table = customersTable(tableOf([{ id: 'a' }, { id: 'b' }]), true)
  const fingerprint = table.about?.['fingerprint']

  it('is in the metadata of Parquet', async () => {
    const { facts } = await readParquet(parquet(table))
    expect(facts.get('fingerprint')).toBe(fingerprint)
    expect(JSON.parse(facts.get('definition') ?? '')).toEqual(table.about?.['definition'])
    expect((await readParquet(parquet(customersTable(tableOf([]), false)))).facts.has('definition')).toBe(false)
  })

  it('is on the second sheet of a workbook', async () => {
    const { facts } = await readXlsx(workbook(table), table)
    expect(facts.get('fingerprint')).toBe(fingerprint)
    expect(facts.get('definition.lifespan_years')).toBe(10)
    expect(facts.get('definition.currency')).toBe('USD')
  })

  it('is in two more columns of rows', () => {
    const { columns } = withAboutColumns(table)
    expect(columns.slice(-2).map(column => [column.name, column.value(1)])).toEqual([
      ['definition', JSON.stringify(table.about?.['definition'])],
      ['fingerprint', fingerprint],
    ])
  })
})

describe('a workbook', () => {
  it('writes what XML cannot hold as Excel does, and what looks like that, too', async () => {
    const table = customersTable(tableOf(['a\u0008b', '_x0008_', 'a\rb', '\ud800'].map(id => ({ id: 'x', place: id }))), false)
    const column = { name: 'text', kind: 'text', value: (row: number) => ['a\u0008b', '_x0008_', 'a\rb', '\ud800'][row] ?? '' } as const
    const [rows] = await sheetsOf({ ...table, columns: [column] })
    expect(rows?.match(/preserve">([^<]*)/g)?.map(text => text.slice(10))).toEqual([
      'text',
      'a_x0008_b',
      '_x005F_x0008_',
      'a_x000D_b',
      '_xD800_',
    ])
  })

  it('refuses a text that is longer than a cell, and more rows than a sheet has, with the way out', () => {
    const long = customersTable(tableOf([{ id: 'x'.repeat(40_000) }]), false)
    expect(() => [...workbook(long)]).toThrow(
      'Row 1: customer_id has 40000 characters, and an Excel cell holds 32767. Save CSV or Parquet instead.',
    )
    expect(() => [...workbook({ ...long, rows: 1_048_576 })]).toThrow('Save CSV or Parquet instead.')
  })

  it('says times before March 1900, which Excel counts wrongly, in words', async () => {
    const column = { name: 'time', kind: 'instant', value: (row: number) => Date.UTC(1900, row, 28, 12, 30, 0, 5) } as const
    const table: Table = { ...customersTable(tableOf([]), false), columns: [column], rows: 3 }
    const { cells } = await readXlsx(workbook(table), table)
    expect(cells.flat()).toEqual(['1900-01-28T12:30:00.005Z', '1900-02-28T12:30:00.005Z', Date.UTC(1900, 2, 28, 12, 30, 0, 5)])
  })
})

describe('Parquet', () => {
  it('is read in pieces of rows, and refuses an amount that its type cannot hold', async () => {
    const rows = 6_001
    const column = { name: 'amount', kind: 'amount', value: (row: number) => BigInt(row) * 123_456_789_012n } as const
    const table: Table = { ...customersTable(tableOf([]), false), columns: [column], rows }
    const { objects } = await readParquet(parquet(table))
    expect(objects).toHaveLength(rows)
    expect(objects[6_000]).toEqual({ amount: (6_000 * 123_456_789_012) / 10_000 })
    expect(() => [...parquet({ ...table, columns: [{ ...column, value: () => 10n ** 18n }], rows: 1 })]).toThrow(
      'Save CSV or JSON instead.',
    )
  })
})

function sourceOf(records: readonly unknown[], definition: Definition) {
  const dataset = createDataset()
  for (const record of records) ingest(record, dataset)
  const ranking = rank(dataset, definition)
  return {
    ...tableOf([]),
    ranking,
    directory: directory(dataset),
    summary: summary(dataset),
    rows: { count: ranking.ranked, rankIndexAt: (row: number) => row },
  }
}

/** What a spreadsheet runs, or skips to find what it runs. */
const RUNS = /^(?:[=+@\t\r＝＋＠－]|-(?!\d))/

function expectInert(table: Table): void {
  const texts = table.columns.flatMap(({ kind }, at) => (kind === 'text' ? [at] : []))
  for (const cells of [
    ...cellsOfDelimited(textOf(csv(table)), table, ',', '\r\n'),
    ...cellsOfDelimited(textOf(excelCsv(table, 'semicolon')), table, ';', '\r\n', ','),
    ...cellsOfDelimited(textOf(tsv(table)), table, '\t', '\n'),
  ]) {
    for (const at of texts) expect(cells[at]).not.toMatch(/^[=+\-@\t\r＝＋＠－]/)
  }
  const marks = textOf(html(table)).match(/<[^>]*>/g) ?? []
  const known = ['table', 'thead', 'tbody', 'tr', 'th', 'td'].flatMap(name => [`<${name}>`, `</${name}>`])
  expect([...new Set(marks)].toSorted()).toEqual([...known, '<meta charset="utf-8">'].toSorted())
  for (const [, cell] of textOf(html(table)).matchAll(/<td>([^<]*)/g)) expect(cell).not.toMatch(RUNS)
}

async function sheetsOf(table: Table): Promise<string[]> {
  const files = unzipSync(new Uint8Array(await (await fileOf(workbook(table), '')).arrayBuffer()))
  return ['xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml'].map(name => new TextDecoder().decode(files[name]))
}
