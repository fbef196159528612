import initSqlJs, { type SqlValue } from 'sql.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { failureOf } from '../../../src/share/long-files.ts'
import { writeDatabase } from '../../../src/share/sqlite/write.ts'
import { predictionOf } from '../prediction.ts'

const IDS = ['zoë', '007', "o'brien", '7', '😀', '=1+1']

let sql: Awaited<ReturnType<typeof initSqlJs>>
beforeAll(async () => {
  sql = await initSqlJs()
})

function rowsOf(bytes: Uint8Array, query: string): SqlValue[][] {
  return new sql.Database(bytes).exec(query)[0]?.values ?? []
}

describe('database.db', () => {
  it('has the table that the first system read: user(id TEXT PRIMARY KEY, clv REAL)', () => {
    const bytes = writeDatabase(sql, { kind: 'prediction', table: predictionOf(IDS) })
    expect(rowsOf(bytes, "SELECT name, type, pk FROM pragma_table_info('user')")).toEqual([
      ['id', 'TEXT', 1],
      ['clv', 'REAL', 0],
    ])
    // In the order of the ids' UTF-8, each with its own value.
    expect(rowsOf(bytes, 'SELECT id, clv FROM user ORDER BY clv')).toEqual(IDS.map((id, buyer) => [id, buyer + 0.5]))
    expect(rowsOf(bytes, 'SELECT count(*) FROM user')).toEqual([[IDS.length]])
    expect(rowsOf(bytes, 'PRAGMA integrity_check')).toEqual([['ok']])
    expect(rowsOf(bytes, 'PRAGMA foreign_key_check')).toEqual([])
  })

  it('has every column of exit.csv, and null where there is no bound', () => {
    const bytes = writeDatabase(sql, { kind: 'prediction', table: predictionOf(IDS) })
    expect(rowsOf(bytes, "SELECT * FROM prediction WHERE customer_id = '007'")).toEqual([
      ['007', 1.5, 0, 41, 0.25, 2, 0.3, 10, null, 1, 1.5, 30, 1 / 3, 100.01, 'pareto-nbd', 'bought once'],
    ])
    expect(rowsOf(bytes, "SELECT group_concat(name) FROM pragma_table_info('prediction')")).toEqual([
      [
        'customer_id,predicted_clv,clv_lo95,clv_hi95,p_alive,expected_orders,p_no_order,expected_spend,dert,frequency,recency,T,monetary,historic_revenue,model,status',
      ],
    ])
  })

  it('says what the figures rest on', () => {
    const bytes = writeDatabase(sql, { kind: 'prediction', table: predictionOf(IDS) })
    expect(Object.fromEntries(rowsOf(bytes, 'SELECT name, value FROM run'))).toEqual({
      model: 'pareto-nbd',
      spend_basis: 'with-first',
      horizon_months: 12,
      annual_discount: 0,
      margin: 0.5,
      as_of: '2025-03-28',
      currency: 'EUR',
      customers: 6,
      predicted_clv: 12.5,
      clv_lo95: 1,
      clv_hi95: 20,
      expected_orders: 6,
    })
  })

  it('tells how far it is, and keeps every value to its last digit', () => {
    const ids = Array.from({ length: 25_000 }, (_, index) => `customer ${(index * 7_919) % 25_000}`)
    const told: number[] = []
    const bytes = writeDatabase(sql, { kind: 'prediction', table: predictionOf(ids, buyer => Math.sqrt(buyer)) }, share => told.push(share))
    expect(told.length).toBe(5)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(told.at(-1)).toBeLessThanOrEqual(1)
    const values = new Map(rowsOf(bytes, 'SELECT id, clv FROM user').map(([id, clv]) => [id, clv]))
    expect(ids.every((id, buyer) => values.get(id) === Math.sqrt(buyer))).toBe(true)
  })
})

describe('a file that cannot be written', () => {
  it('says that it does not fit, and what does', () => {
    expect(failureOf(new RangeError('Array buffer allocation failed'))).toBe(
      'The file does not fit into the memory that the browser gives this page (Array buffer allocation failed). Save a CSV file, which takes far less, or narrow the data down.',
    )
    expect(failureOf(new Error('database or disk is full'))).toMatch(/does not fit into the memory/)
  })

  it('says what SQLite says, for example of two customers with one id', () => {
    const twice = () => writeDatabase(sql, { kind: 'prediction', table: predictionOf(['a', 'a']) })
    expect(twice).toThrow('UNIQUE constraint failed: user.id')
    expect(failureOf(new Error('UNIQUE constraint failed: user.id'))).toBe(
      'The file could not be written: UNIQUE constraint failed: user.id.',
    )
  })
})
