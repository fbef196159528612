import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { gunzipSync } from 'fflate'
import { decompress } from 'fzstd'
import { parquetMetadata, parquetReadObjects, type SchemaElement } from 'hyparquet'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asStored, cellWriter } from '../../src/intake/parquet/cells.ts'
import { CsvBytes } from '../../src/intake/parquet/csv-bytes.ts'
import { unpackByLibrary } from '../../src/intake/unpack-library.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** The table in CSV as it is made here, and what was told of it. */
async function own(bytes: Bytes): Promise<{ readonly text: string; readonly told: readonly string[] }> {
  const told: string[] = []
  let text = ''
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  for await (const unpacked of unpackByLibrary({ path: 'table.parquet', content: new Blob([bytes]) })) {
    if ('problem' in unpacked) return { text: '', told: [unpacked.problem.message] }
    const report = { progress: () => {}, endsEarly: () => told.push('ends early'), damaged: (message: string) => told.push(message) }
    for await (const chunk of unpacked.text.open(report)) text += decoder.decode(chunk, { stream: true })
  }
  return { text, told }
}

/** The same from the rows that the library makes by itself, one value after the other. */
async function byLibrary({ buffer }: Bytes): Promise<string> {
  const metadata = parquetMetadata(buffer)
  const elements = metadata.schema.slice(1)
  const rows = await parquetReadObjects({
    file: buffer,
    metadata: { ...metadata, schema: metadata.schema.map(asStored) },
    utf8: false,
    compressors: { GZIP: packed => gunzipSync(packed), ZSTD: (packed, length) => decompress(packed, new Uint8Array(length)) },
    parsers: { timestampFromNanoseconds: nanoseconds => nanoseconds },
  })
  const out = new CsvBytes()
  const line = (cells: readonly (() => void)[]): void => {
    cells.forEach((write, place) => {
      if (place > 0) out.comma()
      write()
    })
    out.endLine()
  }
  line(
    elements.map(
      ({ name }) =>
        () =>
          out.text(name),
    ),
  )
  const writers = elements.map(cellWriter)
  for (const row of rows)
    line(
      elements.map(
        ({ name }, place) =>
          () =>
            writers[place]?.(out, row[name]),
      ),
    )
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(out.take())
}

const element = (name: string, type: SchemaElement['type'], repetition_type: 'REQUIRED' | 'OPTIONAL', more: Partial<SchemaElement> = {}) =>
  ({ name, repetition_type, ...(type && { type }), ...more }) satisfies SchemaElement

/** Columns of all kinds that weeks, events and orders are made of, with values that come again or do not. */
const COLUMNS: readonly { readonly column: (blank: 'REQUIRED' | 'OPTIONAL') => SchemaElement; readonly value: fc.Arbitrary<unknown> }[] = [
  {
    column: blank => element('id', 'BYTE_ARRAY', blank, { converted_type: 'UTF8' }),
    value: fc.oneof(
      fc.constantFrom('ann', 'bob', '', 'a,b', 'say "no"', 'two\nlines', '日本 😀'),
      fc.string({ maxLength: 40, unit: 'binary' }),
    ),
  },
  { column: blank => element('day', 'INT32', blank, { converted_type: 'DATE' }), value: fc.integer({ min: -3_000, max: 30_000 }) },
  {
    column: blank => element('count', 'INT64', blank),
    value: fc.oneof(fc.bigInt({ min: 0n, max: 9n }), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  },
  {
    column: blank => element('spend', 'INT64', blank, { converted_type: 'DECIMAL', scale: 4, precision: 18 }),
    value: fc.oneof(fc.constantFrom(0n, -1n, 123_400n), fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n })),
  },
  {
    column: blank => element('time', 'INT64', blank, { converted_type: 'TIMESTAMP_MILLIS' }),
    value: fc.bigInt({ min: -62_135_596_800_000n, max: 253_402_300_799_999n }),
  },
  { column: blank => element('figure', 'DOUBLE', blank), value: fc.oneof(fc.constantFrom(0, -0, 0.1, 1e300), fc.double({ noNaN: true })) },
  { column: blank => element('flag', 'BOOLEAN', blank), value: fc.boolean() },
  { column: blank => element('small', 'INT32', blank, { converted_type: 'UINT_32' }), value: fc.nat() },
]

const FILES = fc
  .record({
    columns: fc.uniqueArray(fc.nat(COLUMNS.length - 1), { minLength: 1 }),
    rows: fc.nat(60),
    rowGroupSize: fc.constantFrom(1, 7, 1_000),
    pageSize: fc.constantFrom(1, 40, 1_000_000),
    codec: fc.constantFrom('SNAPPY' as const, 'UNCOMPRESSED' as const),
  })
  .chain(({ columns, rows, ...options }) =>
    fc.record({
      options: fc.constant(options),
      columns: fc.tuple(
        ...columns.map(at => {
          const { column, value } = COLUMNS[at] ?? { column: () => element('none', 'INT32', 'REQUIRED'), value: fc.constant(1) }
          const cells = (blank: boolean): fc.Arbitrary<readonly unknown[]> =>
            // A few values that come again and again make a dictionary.
            fc.tuple(fc.array(value, { minLength: 1, maxLength: 5 }), fc.boolean()).chain(([known, again]) =>
              fc.array(again ? fc.constantFrom(...known, ...(blank ? [null] : [])) : blank ? fc.option(value) : value, {
                minLength: rows,
                maxLength: rows,
              }),
            )
          return fc
            .boolean()
            .chain(blank => fc.record({ schema: fc.constant(column(blank ? 'OPTIONAL' : 'REQUIRED')), data: cells(blank) }))
        }),
      ),
    }),
  )

function fileOf({ options, columns }: typeof FILES extends fc.Arbitrary<infer File> ? File : never): Bytes {
  const schema: SchemaElement[] = [{ name: 'root', num_children: columns.length }, ...columns.map(column => column.schema)]
  // Days go in as numbers of 32 bits: the writer takes dates for other things.
  const plain = schema.map(own => (own.converted_type === 'DATE' ? asStored(own) : own))
  return new Uint8Array(
    parquetWriteBuffer({
      schema: plain,
      columnData: columns.map(({ schema: { name }, data }) => ({ name, data: [...data] })),
      ...options,
    }),
  )
}

describe('pages of a Parquet file', () => {
  it('hold the rows that the library makes of them, whatever their kinds, blanks, sizes and dictionaries', async () => {
    let cells = 0
    await fc.assert(
      fc.asyncProperty(FILES, async file => {
        const bytes = fileOf(file)
        const { text, told } = await own(bytes)
        expect(told).toEqual([])
        expect(text).toBe(await byLibrary(bytes))
        cells += file.columns.length * (file.columns[0]?.data.length ?? 0)
      }),
      { numRuns: 80 },
    )
    expect(cells).toBeGreaterThan(1_000)
  })

  it('give what is whole of a file with broken bytes, or say that it cannot be read', async () => {
    const SPENT = { id: ['ann', 'bob', 'ann', 'cid', 'bob', 'ann'], count: [1n, 2n, 1n, 1n, 3n, 2n] }
    const file = new Uint8Array(
      parquetWriteBuffer({ columnData: Object.entries(SPENT).map(([name, data]) => ({ name, data: [...data] })), rowGroupSize: 2 }),
    )
    const whole = (await own(file)).text.split('\n').length
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.nat(255), async (at, byte) => {
        const broken = file.slice()
        broken[at] = byte
        const { text, told } = await own(broken)
        // What was read is whole lines.
        expect(text === '' ? told.length === 1 : text.endsWith('\n')).toBe(true)
        if (told.length === 0 && byte !== file[at]) expect(text.split('\n').length).toBeLessThanOrEqual(whole + 12)
      }),
      { numRuns: 400 },
    )
  })

  it('can be opened once more beside the first time', async () => {
    const bytes = new Uint8Array(
      parquetWriteBuffer({
        columnData: [{ name: 'id', data: Array.from({ length: 100_000 }, (_, row) => `customer ${row % 977}`) }],
        rowGroupSize: 9_000,
      }),
    )
    const silent = { progress: () => {}, endsEarly: () => {}, damaged: () => {} }
    for await (const unpacked of unpackByLibrary({ path: 'table.parquet', content: new Blob([bytes]) })) {
      if ('problem' in unpacked) throw new Error(unpacked.problem.message)
      const [one, other] = [unpacked.text.open(silent), unpacked.text.open(silent)]
      const texts = ['', '']
      for (;;) {
        const both = await Promise.all([one.next(), other.next()])
        both.forEach(({ value }, at) => {
          texts[at] += value === undefined ? '' : new TextDecoder().decode(value)
        })
        if (both.every(({ done }) => done)) break
      }
      expect(texts[0]).toBe(texts[1])
      expect(texts[0]?.split('\n').length).toBe(100_002)
    }
  })

  it('leave the beginning of the table alone that was given, while more is read', async () => {
    const bytes = new Uint8Array(
      parquetWriteBuffer({ columnData: [{ name: 'n', data: Array.from({ length: 200_000 }, (_, row) => 1_000_000 + row) }] }),
    )
    for await (const unpacked of unpackByLibrary({ path: 'table.parquet', content: new Blob([bytes]) })) {
      if ('problem' in unpacked) throw new Error(unpacked.problem.message)
      const chunks: Uint8Array[] = []
      for await (const chunk of unpacked.text.open({ progress: () => {}, endsEarly: () => {}, damaged: () => {} })) chunks.push(chunk)
      expect(chunks.length).toBeGreaterThan(3)
      const head = new TextDecoder().decode(chunks[0]) + new TextDecoder().decode(chunks[1]?.subarray(0, 65_536))
      expect(head.startsWith('n\n1000000\n1000001\n1000002\n')).toBe(true)
    }
  })
})

describe('pages that DuckDB writes', () => {
  let folder: string
  let instance: DuckDBInstance
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'worthwhile-pages-'))
    instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  })
  afterAll(async () => {
    instance.closeSync()
    await rm(folder, { recursive: true })
  })

  it.each([
    'COMPRESSION snappy',
    'COMPRESSION zstd, ROW_GROUP_SIZE 2048',
    'COMPRESSION gzip, PARQUET_VERSION v2',
    'COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1',
    'PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 1, ROW_GROUP_SIZE 4096',
  ])('hold the rows that the library makes of them: %s', async options => {
    const file = join(folder, 'table.parquet')
    const connection = await instance.connect()
    await connection.run(
      `COPY (
        SELECT 'customer ' || hash(r) % 3000 AS id, CASE WHEN r % 5 <> 0 THEN 'ä' || r END AS name, DATE '2021-01-03' + 7 * (r % 100)::INTEGER AS day,
          r % 9 AS count, (hash(r) % 1000000)::DECIMAL(18, 4) / 100 AS spend, (r::DECIMAL(38, 6)) * -12345678901234 AS huge,
          CASE WHEN r < 3000 THEN NULL ELSE TIMESTAMP '2021-01-03 00:00:00' + INTERVAL (r * 977) SECOND END AS time,
          r % 2 = 0 AS flag, r / 7.0 AS figure, (r % 100)::UTINYINT AS small, NULL::INTEGER AS nothing, (r * 1000)::HUGEINT AS far
        FROM range(12345) AS t(r) WHERE r % 256 < 200
      ) TO '${file}' (FORMAT parquet, ${options})`,
    )
    const bytes = new Uint8Array(await readFile(file))
    const { text, told } = await own(bytes)
    expect(told).toEqual([])
    expect(text).toBe(await byLibrary(bytes))
    expect(text.split('\n').length).toBeGreaterThan(9_000)
  })
})
