import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION, type Definition, WEEK_STARTS, WEEKS_RULES } from '../../src/ltv/definition.ts'
import { type Dataset, directory, rank, weekTable } from '../../src/ltv/index.ts'
import { formulaSafe } from '../../src/share/cells.ts'
import { csv } from '../../src/share/delimited.ts'
import { fingerprintOf } from '../../src/share/fingerprint.ts'
import { parquet } from '../../src/share/parquet.ts'
import { weeksTable } from '../../src/share/week-rows.ts'
import { EVENTS_FILE } from '../../src/sql/duckdb-file.ts'
import { ltvSql } from '../../src/sql/index.ts'
import { rollupCsv, rollupOf } from '../reference/rollup.ts'
import { shopOf } from '../sql/shops.ts'
import { weekAnswers } from '../support/customer-answers.ts'
import { customersOfFiles, customersOfText, readFiles, textFile } from '../support/rollup-reading.ts'
import { datasetOf } from '../support/timeline.ts'

const EVENTS = shopOf({ seed: 21, events: 300, orders: true, longAgo: false })
const FROM_EVENTS = datasetOf(EVENTS)
/** Without the ids that CSV makes harmless to spreadsheets, as there is something like a formula in them; Parquet keeps all. */
const HARMLESS_EVENTS = EVENTS.filter(event => formulaSafe(event.customer_id ?? event.key) === (event.customer_id ?? event.key))
const FROM_HARMLESS = datasetOf(HARMLESS_EVENTS)

function expectSameAnswers(dataset: Dataset, weekStart: Definition['weekStart'], fromEvents: Dataset = FROM_EVENTS): void {
  for (const weeksRule of WEEKS_RULES)
    for (const currency of [null, 'EUR']) {
      const definition: Definition = { ...DEFAULT_DEFINITION, weeksRule, weekStart, currency }
      expect(weekAnswers(dataset, definition)).toEqual(weekAnswers(fromEvents, definition))
    }
}

describe.each(WEEK_STARTS)('weeks from %s that are saved here and dropped again', weekStart => {
  const table = weeksTable(weekTable(FROM_EVENTS, { weekStart }))
  const harmless = [...csv(weeksTable(weekTable(FROM_HARMLESS, { weekStart })))].join('')

  it('give the figures of the events, as CSV', async () => {
    const { dataset } = await customersOfText(harmless)
    expectSameAnswers(dataset, weekStart, FROM_HARMLESS)
  })

  it('give the figures of the events, as Parquet', async () => {
    const data = await customersOfFiles(textFile('weeks.parquet', bytesOf(parquet(table))))
    expectSameAnswers(data.dataset, weekStart)
    expect(data.counts().files[0]?.format).toBe('CSV, comma, parquet')
    expect(data.counts().notes.map(note => note.code)).not.toContain('floating-point')
  })

  it('are those that the slow reference adds up', async () => {
    const own = await customersOfText(harmless)
    const reference = await customersOfText(
      rollupCsv(rollupOf(HARMLESS_EVENTS, { weekStart, windowStart: null, windowEnd: null, currency: null })),
    )
    const rowsOf = (dataset: Dataset) => [...csv(weeksTable(weekTable(dataset, { weekStart })))].join('')
    expect(rowsOf(own.dataset)).toBe(rowsOf(reference.dataset))
    expect(rowsOf(own.dataset).split('\r\n').length).toBeGreaterThan(80)
  })

  it('have the fingerprint of the events, so that a link made from either knows the other', async () => {
    const { dataset } = await customersOfFiles(textFile('weeks.parquet', bytesOf(parquet(table))))
    const definition = { ...DEFAULT_DEFINITION, weekStart }
    expect(fingerprintOf(rank(dataset, definition), directory(dataset))).toEqual(
      fingerprintOf(rank(FROM_EVENTS, definition), directory(FROM_EVENTS)),
    )
  })
})

describe('weeks that DuckDB adds up with the printed SQL', () => {
  it.each([
    ['CSV', 'FORMAT csv, HEADER'],
    ['Parquet', 'FORMAT parquet'],
    ['Parquet packed with zstd', 'FORMAT parquet, COMPRESSION zstd'],
    ['Parquet packed with gzip', 'FORMAT parquet, COMPRESSION gzip'],
  ])('give every customer, week and total of the events, as %s', async (_, format) => {
    const folder = await mkdtemp(join(tmpdir(), 'worthwhile-rollup-'))
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
    try {
      const connection = await instance.connect()
      const events = join(folder, 'events.ndjson')
      await writeFile(events, EVENTS.map(event => `${JSON.stringify(event)}\n`).join(''))
      const { model, staging } = ltvSql(DEFAULT_DEFINITION, 1, 'duckdb')
      await connection.run(model)
      await connection.run(staging.replace(EVENTS_FILE, events))
      for (const weekStart of WEEK_STARTS) {
        const { rollup } = ltvSql({ ...DEFAULT_DEFINITION, weekStart }, 1, 'duckdb')
        const file = join(folder, `weeks-${weekStart}`)
        await connection.run(`COPY (${rollup.trim().replace(/;$/, '')}) TO '${file}' (${format})`)
        const data = await customersOfFiles(textFile('weeks', new Uint8Array(await readFile(file))))
        expectSameAnswers(data.dataset, weekStart)
        // DuckDB prints the sums as doubles: read as they print they are exact.
        expect(
          data
            .counts()
            .notes.map(note => note.code)
            .includes('floating-point'),
        ).toBe(format.includes('parquet'))
      }
    } finally {
      instance.closeSync()
      await rm(folder, { recursive: true })
    }
  })
})

describe('a Parquet file', () => {
  it('keeps decimals exact, whatever type they are stored as', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'worthwhile-rollup-'))
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
    try {
      const connection = await instance.connect()
      const spends = ['0.1', '-12.3456', '900719925474.0991', '12345678.9']
      for (const type of ['DECIMAL(9, 4)', 'DECIMAL(18, 4)', 'DECIMAL(38, 6)', 'VARCHAR']) {
        const fitting = type === 'DECIMAL(9, 4)' ? spends.slice(0, 2) : spends
        const rows = fitting.map((spend, at) => `('c${at}', DATE '2017-01-01', 1, 0, 1, CAST('${spend}' AS ${type}), NULL, NULL)`)
        const file = join(folder, 'weeks.parquet')
        await connection.run(
          `COPY (SELECT * FROM (VALUES ${rows.join(', ')}) AS t(customer_id, week_start, events, visits, orders, spend, currency, nested)) TO '${file}' (FORMAT parquet)`,
        )
        const { dataset } = await customersOfFiles(textFile('weeks.parquet', new Uint8Array(await readFile(file))))
        const { columns } = rank(dataset, DEFAULT_DEFINITION)
        const units = [1_000, -123_456, 9_007_199_254_740_991, 123_456_789_000]
        expect([...columns.spendUnits]).toEqual(units.slice(0, fitting.length))
      }
    } finally {
      instance.closeSync()
      await rm(folder, { recursive: true })
    }
  })

  it('that is cut off is a problem with a way out', async () => {
    const bytes = bytesOf(parquet(weeksTable(weekTable(FROM_EVENTS, { weekStart: 'sunday' }))))
    const { data, problems } = await readFiles(textFile('weeks.parquet', bytes.slice(0, 500)))
    expect(data).toBeNull()
    expect(problems).toEqual([
      expect.objectContaining({ code: 'damaged', file: 'weeks.parquet', wayOut: 'Write it anew, or write the table as CSV.' }),
    ])
  })
})

function bytesOf(pieces: Iterable<Uint8Array<ArrayBuffer>>): Uint8Array<ArrayBuffer> {
  const all = [...pieces]
  const bytes = new Uint8Array(all.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of all) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
