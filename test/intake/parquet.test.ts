import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unpackByLibrary } from '../../src/intake/unpack-library.ts'

let folder: string
let instance: DuckDBInstance

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'worthwhile-parquet-'))
  instance = await DuckDBInstance.create(':memory:', { threads: '1' })
})
afterAll(async () => {
  instance.closeSync()
  await rm(folder, { recursive: true })
})

/** What a query's rows are as a table in CSV, by way of a Parquet file that DuckDB writes. */
async function tableOf(query: string, options = ''): Promise<{ readonly text: string; readonly told: readonly string[] }> {
  const file = join(folder, 'table.parquet')
  const connection = await instance.connect()
  await connection.run(`COPY (${query}) TO '${file}' (FORMAT parquet${options})`)
  const bytes = new Uint8Array(await readFile(file))
  const told: string[] = []
  let text = ''
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  for await (const unpacked of unpackByLibrary({ path: 'table.parquet', content: new Blob([bytes]) })) {
    if ('problem' in unpacked) throw new Error(unpacked.problem.message)
    const report = {
      progress: () => {},
      endsEarly: () => told.push('ends early'),
      damaged: (message: string) => told.push(message),
      floatingPoint: () => told.push('floating point'),
    }
    for await (const chunk of unpacked.text.open(report)) text += decoder.decode(chunk, { stream: true })
  }
  return { text, told }
}

describe('a Parquet file as a table in CSV', () => {
  it.each([
    ["'a,b'", '"a,b"'],
    [`'say "no"'`, '"say ""no"""'],
    ["'two' || chr(10) || 'lines'", '"two\nlines"'],
    ["'日本 😀'", '日本 😀'],
    ["''", ''],
    ['NULL', ''],
    ['12::TINYINT', '12'],
    ['-9223372036854775807::BIGINT', '-9223372036854775807'],
    ['18446744073709551615::UBIGINT', '18446744073709551615'],
    ['4294967295::UINTEGER', '4294967295'],
    ['0::INTEGER', '0'],
    ['12.5::DECIMAL(4, 1)', '12.5'],
    ['-0.0001::DECIMAL(18, 4)', '-0.0001'],
    ['12345678901234.5678::DECIMAL(18, 4)', '12345678901234.5678'],
    ['-123456789012345678901234567890.12345678::DECIMAL(38, 8)', '-123456789012345678901234567890.12345678'],
    ['0::DECIMAL(38, 4)', '0.0000'],
    ['7::DECIMAL(18, 0)', '7'],
    ["DATE '2025-01-05'", '2025-01-05'],
    ["DATE '1969-12-28'", '1969-12-28'],
    ["TIMESTAMP '2025-01-06 12:34:56.789'", '2025-01-06 12:34:56.789'],
    ["TIMESTAMP '2025-01-06 12:34:56.789999'", '2025-01-06 12:34:56.789'],
    ["TIMESTAMP '1969-12-31 23:59:59.999'", '1969-12-31 23:59:59.999'],
    ["TIMESTAMP_MS '2025-01-06 00:00:00'", '2025-01-06 00:00:00.000'],
    ["TIMESTAMP_NS '2025-01-06 12:34:56.789999999'", '2025-01-06 12:34:56.789'],
    ["TIMESTAMPTZ '2025-01-06 12:34:56.789+01:00'", '2025-01-06 11:34:56.789'],
    ['true', 'true'],
  ])('gives %s as %s', async (value, expected) => {
    const { text, told } = await tableOf(`SELECT 1 AS one, ${value} AS v, 2 AS two`)
    expect(text).toBe(`one,v,two\n1,${expected},2\n`)
    expect(told).toEqual([])
  })

  it('says where numbers are floating point, and gives them as they print', async () => {
    const { text, told } = await tableOf('SELECT * FROM (VALUES (0.1::DOUBLE), (1e300), (-0.0), (12.34), (1e21)) AS t(v)')
    expect(text).toBe('v\n0.1\n1e+300\n0\n12.34\n1e+21\n')
    expect(told).toEqual(['floating point'])
  })

  it('leaves out columns that hold more than one value a row', async () => {
    const { text } = await tableOf("SELECT 'a' AS id, [1, 2] AS list, {'x': 1} AS struct, 3 AS n")
    expect(text).toBe('id,n\na,3\n')
  })

  it.each(['snappy', 'zstd', 'gzip', 'uncompressed'])('reads many groups packed with %s, row by row in order', async codec => {
    const { text } = await tableOf(
      "SELECT r AS n, 'id' || r % 7 AS id, CASE WHEN r % 3 = 0 THEN NULL ELSE r END AS some FROM range(10000) AS t(r)",
      `, COMPRESSION ${codec}, ROW_GROUP_SIZE 2048`,
    )
    const rows = Array.from({ length: 10_000 }, (_, row) => `${row},id${row % 7},${row % 3 === 0 ? '' : row}`)
    expect(text.split('\n')).toEqual(['n,id,some', ...rows, ''])
  })

  it('says what it cannot unpack', async () => {
    const { text, told } = await tableOf('SELECT r AS n FROM range(10) AS t(r)', ', COMPRESSION brotli')
    expect(text).toBe('n\n')
    expect(told).toEqual([expect.stringMatching(/cannot be read behind row 0 .*BROTLI/)])
  })
})
