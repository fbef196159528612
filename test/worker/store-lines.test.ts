import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ByteRange } from '../../src/intake/byte-source.ts'
import { readInput } from '../../src/intake/read-input.ts'
import { packStores, storeSummary, unsettledSummary } from '../../src/stores/index.ts'
import { STORE_REPORT } from '../../src/worker/store-report.ts'
import { hasShared } from '../support/shared-data.ts'
import { sharedStores, storeFixture } from '../support/store-files.ts'

/** Bytes that arrive in pieces of one size. */
function inPieces(bytes: Uint8Array<ArrayBuffer>, pieceBytes: number): ByteRange {
  const blob = new Blob([bytes])
  return {
    size: bytes.length,
    slice: (start, end) => blob.slice(start, end),
    arrayBuffer: () => blob.arrayBuffer(),
    stream: () => {
      let at = 0
      return {
        getReader: () => ({
          read: async () => {
            const value = bytes.slice(at, at + pieceBytes)
            at += pieceBytes
            return value.length === 0 ? { done: true } : { done: false, value }
          },
          cancel: async () => undefined,
          releaseLock: () => undefined,
        }),
      }
    },
  }
}

/** Reads a table into a data set, its plain rows from the bytes or every row cell by cell. */
async function read(bytes: Uint8Array<ArrayBuffer>, pieceBytes: number, fromBytes: boolean) {
  const target = STORE_REPORT.begin({ choices: { mappings: [], dateOrders: [] }, kernel: null })
  let [file, asRecords, problems] = [-1, 0, 0]
  await readInput({ path: 'sales.csv', content: inPieces(bytes, pieceBytes) }, STORE_REPORT.layouts({ mappings: [], dateOrders: [] }), {
    rows: fromBytes ? target.rows : undefined,
    text: (path, format, reason, table) => {
      file = target.text({ path, format, reason, bytes: 0 }, table)
    },
    record: (value, line, byte, raw) => {
      asRecords += 1
      target.take(value, { file, line, byte }, raw)
    },
    broken: (fault, line, byte, raw) => target.reject(fault, { file, line, byte }, raw),
    note: (code, count) => target.note(file, code, count),
    problem: () => {
      problems += 1
    },
    progress: () => undefined,
  })
  const data = target.finish()
  if ('problems' in data || data.report !== 'stores') throw new Error('this is no data of stores')
  const { devices, stores, transactions, texts, rejects, ...counts } = packStores(data.dataset)
  const { deviceIds, skus, labels, transactionIds } = data.dataset
  // Behind the last text there may be anything.
  const numbered = [deviceIds, skus, labels, transactionIds].map(table => Array.from({ length: table.length }, (_, at) => table.text(at)))
  const { read: rowsRead, rejected, rejectedByText } = counts
  const columns = { devices, stores, transactions, texts, rejects, rowsRead, rejected, rejectedByText, numbered }
  return { columns, summaries: [storeSummary(data.dataset), unsettledSummary(data.dataset)], asRecords, problems }
}

async function expectSame(bytes: Uint8Array<ArrayBuffer>, pieceBytes: number) {
  const slow = await read(bytes, pieceBytes, false)
  const fast = await read(bytes, pieceBytes, true)
  expect({ ...fast, asRecords: 0 }).toEqual({ ...slow, asRecords: 0 })
  return { slow, fast }
}

const HEADER = 'id,device_id,product_name,product_sku,product_name,amount,status,card_number,cvv,created_at,happened_at'
const mostly = (plain: readonly string[], odd: readonly string[]) =>
  fc.oneof({ weight: 40, arbitrary: fc.constantFrom(...plain) }, { weight: 1, arbitrary: fc.constantFrom(...odd) })
const ID = mostly(['1', '2', '17', '90017', 'a-b', '"1"'], ['1.0', ' 1', '1 ', '', 'é', '0x1', '1.00', '.0', 'x.0', '\u00a01', '\t1'])
const LABEL = mostly(
  ['Tea', '', 'a b', '"Tea, green"', 'Café', '😀', '""', '"é"'],
  [' x', 'x ', '"a ""b"""', '"a" ', 'a"b', '\u00a0x', '\ufeffx', 'x\u0000', '"x'],
)
const AMOUNT = mostly(
  ['1', '0', '749', '12.5', '-3.25', '0.0001', '999999999.9999', '-0', '0.0'],
  [
    '1000000000',
    '007',
    '1.',
    '.5',
    '+1',
    '1,5',
    '"1,000.00"',
    '€3',
    '3 EUR',
    '2 USD',
    '1e3',
    '',
    '-',
    '1.23456',
    '0.00005',
    ' 1',
    '1 ',
    '--1',
    '1-',
  ],
)
const STATUS = mostly(['accepted', 'refused', 'cancelled'], ['Accepted', 'canceled', ' accepted', 'acceptex', '', 'pending'])
const TIME = mostly(
  ['10/16/2022 3:52:35', '05/15/2022 18:10:46', '1/2/2023 0:00:00', '02-16-2023 4:49:03', '02/29/2024 23:59:59'],
  [
    ...[
      '01/02/2023',
      '2023-01-07T23:59:59.999Z',
      '02/29/2023 1:00:00',
      '13/01/2023 1:00:00',
      '01/00/2023 1:00:00',
      '00/01/2023 1:00:00',
      '',
    ],
    ...['01/02/2023 24:00:00', '01/02/2023 1:60:00', '01/02/2023 1:00:60', '01/02/2023 1:0:0', '01/02/2023 1:00', '01/02-2023 1:00:00'],
    ...[
      '01/02/2023T1:00:00',
      '01/02/2023 1:00:00.5',
      '01/02/2023 1:00:00Z',
      ' 01/02/2023 1:00:00',
      '01/02/0000 1:00:00',
      '01/02/2023 1:00:000',
    ],
    ...['001/02/2023 1:00:00', '01/02/2023 001:00:00', '01/02/2023  1:00:00', '01/02/20231 1:00:00', '/02/2023 1:00:00'],
  ],
)
const CARD = fc.constantFrom('3628 676867 82399', '', '"1,2"')
const ROW = fc.tuple(ID, ID, LABEL, ID, LABEL, AMOUNT, STATUS, CARD, CARD, TIME, TIME).map(cells => cells.join(','))
const LINE = fc.oneof(
  { weight: 20, arbitrary: ROW },
  { weight: 1, arbitrary: fc.constantFrom('', '1,2', ' ', 'x'.repeat(40), `${'1,'.repeat(11)}1`) },
)
const BREAK = fc.constantFrom('\n', '\n', '\r\n', '\r')

it('rows taken from the bytes give the same columns, rejects, places and notes as rows read cell by cell', {
  timeout: 120_000,
}, async () => {
  let [slowRows, fastRows] = [0, 0]
  await fc.assert(
    fc.asyncProperty(
      fc.array(LINE, { maxLength: 60, size: 'max' }),
      BREAK,
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('\r', '\r\n', '\n\n')), { maxLength: 2 }),
      fc.boolean(),
      fc.constantFrom(7, 64, 300, 65_536),
      async (lines, lineBreak, oddBreaks, isLatin, pieceBytes) => {
        const breaks: string[] = lines.map(() => lineBreak)
        for (const [at, odd] of oddBreaks) if (lines.length > 0) breaks[at % lines.length] = odd
        const text = `${HEADER}${lineBreak}${lines.map((line, at) => line + breaks[at]).join('')}`
        const { slow, fast } = await expectSame(new Uint8Array(Buffer.from(text, isLatin ? 'latin1' : 'utf8')), pieceBytes)
        // Most rows are longer than the other pieces.
        if (pieceBytes < 65_536) return
        slowRows += slow.asRecords
        fastRows += slow.asRecords - fast.asRecords
      },
    ),
    { numRuns: 100 },
  )
  // Where nothing is taken from the bytes nothing would be tested.
  expect(fastRows).toBeGreaterThan(slowRows / 8)
})

it('the files of the fixture are the same read either way', async () => {
  for (const name of ['places.csv', 'terminals.csv', 'sales-2023-a.csv', 'sales-2023-b.csv'])
    for (const pieceBytes of [100, 65_536]) await expectSame(new Uint8Array(Buffer.from(storeFixture(name))), pieceBytes)
})

it.skipIf(!hasShared('store_metrics'))('so is the shared data set, of which nearly every row is taken from the bytes', async () => {
  const { slow, fast } = await expectSame(new Uint8Array(Buffer.from(sharedStores()[2] ?? '')), 65_536)
  expect(slow.asRecords).toBe(1_500)
  expect(fast.asRecords).toBeLessThan(50)
})
