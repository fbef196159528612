import { describe, expect, test } from 'vitest'
import { type ColumnMapping, headerKey, ordersLayout } from '../../src/clv/index.ts'
import { readInput } from '../../src/intake/read-input.ts'
import { recogniseStoreTable, STORE_LAYOUTS } from '../../src/stores/index.ts'
import { EVENTS_TABLE } from '../../src/worker/event-report.ts'
import { bytesOf, inChunks, type ReadingLog, read, readRange, values } from './reading-log.ts'

const readOrders = (text: string, chunkBytes = 65_536, mappings?: ReadonlyMap<string, ColumnMapping>): Promise<ReadingLog> =>
  readRange(inChunks(bytesOf(text), chunkBytes), 'orders.json', [EVENTS_TABLE, ordersLayout(mappings)])

const lines = (...all: readonly string[]): string => all.join('\n')
const ORDER = '{"customer_id":"c1","order_id":"o1","date":"2024-01-05","total":12.50}'
const ROW = { customer_id: 'c1', order_id: 'o1', created_at_date: '2024-01-05', revenue: '12.50' }

describe('Orders in JSON', () => {
  test.each([
    ['JSON array', `[${ORDER},${ORDER}]`],
    ['JSON array', `[\n  ${ORDER},\n  ${ORDER}\n]\n`],
    ['NDJSON', lines(ORDER, ORDER)],
    ['JSON arrays, one a line', lines(`[${ORDER}]`, `[${ORDER}]`)],
    ['JSON with semicolons', `${ORDER};\n${ORDER};\n`],
    ['JSON text sequence', `\x1e${ORDER}\n\x1e${ORDER}\n`],
    ['JSON object with a list', `{"count":2,"orders":[${ORDER},${ORDER}],"next":null}`],
  ])('as %s are rows of a table', async (format, text) => {
    const log = await readOrders(text)
    expect(log.texts).toEqual([
      { path: 'orders.json', format, reason: expect.stringContaining('; customer: “customer_id”, date: “date”, amount: “total”') },
    ])
    expect(values(log)).toEqual([ROW, ROW])
    expect(Object.getPrototypeOf(values(log)[0])).toBe(null)
    expect(log.records.map(({ byte }) => text.slice(byte, byte + ORDER.length))).toEqual([ORDER, ORDER])
    expect([log.broken, log.problems]).toEqual([[], []])
  })

  test('one alone is a row', async () => {
    expect(values(await readOrders(ORDER))).toEqual([ROW])
  })

  test('numbers are read as they are written, texts as they are, and null is a blank cell', async () => {
    const log = await readOrders(
      lines(
        '{"customer_id":12345678901234567890,"date":"2024-01-05","total":12.10,"status":null}',
        '{"customer_id":1e2,"date":"2024-01-05","total":0.30000000000000004,"status":true}',
        '{"customer_id":17850.0,"date":"2024-01-05","total":-5 ,"status":"a, \\"b\\"\\n;\\u00e9"}',
        '{"customer_id":" c ","date":"2024-01-05","total":"1,50"}',
      ),
    )
    expect(values(log)).toEqual([
      { customer_id: '12345678901234567890', created_at_date: '2024-01-05', revenue: '12.10', status: '' },
      { customer_id: '1e2', created_at_date: '2024-01-05', revenue: '0.30000000000000004', status: 'true' },
      { customer_id: '17850.0', created_at_date: '2024-01-05', revenue: '-5', status: 'a, "b"\n;é' },
      { customer_id: ' c ', created_at_date: '2024-01-05', revenue: '1,50', status: '' },
    ])
  })

  test('members of an object one level down are columns; a member of that name goes before them', async () => {
    const log = await readOrders(
      lines(
        '{"customer":{"id":1,"deep":{"email":"x"}},"created_at":"2024-01-05","order":{"total":"5.50","number":9},"order_number":7,"items":[1]}',
        '{"customer":null,"created_at":"2024-01-06","order":{"total":"6.50"},"order_number":8}',
      ),
    )
    expect(values(log)).toEqual([
      { customer_id: '1', created_at_date: '2024-01-05', revenue: '5.50', order_id: '7' },
      { customer_id: '', created_at_date: '2024-01-06', revenue: '6.50', order_id: '8' },
    ])
  })

  test('of equal members the last one counts, as in JSON.parse, and no member is taken for what objects inherit', async () => {
    const log = await readOrders(
      lines(
        '{"customer":{"id":1},"customer":{"name":"x"},"date":"2024-01-05","total":"1","total":"2.5","__proto__":{"id":3},"constructor":4}',
        '{"customer":{"id":1,"id":2},"date":"2024-01-05","total":"1"}',
      ),
    )
    expect(values(log).map(value => Object.entries(value as object))).toEqual([
      [
        ['customer_id', ''],
        ['created_at_date', '2024-01-05'],
        ['revenue', '2.5'],
      ],
      [
        ['customer_id', '2'],
        ['created_at_date', '2024-01-05'],
        ['revenue', '1'],
      ],
    ])
  })

  test('dates, ids and decimals are read as MongoDB writes them', async () => {
    const log = await readOrders(
      '[{"_id":{"$oid":"a1"},"customerId":{"$oid":"c1"},"createdAt":{"$date":{"$numberLong":"1704448800000"}},"total":{"$numberDecimal":"12.50"}}]',
    )
    expect(values(log)).toEqual([{ customer_id: 'c1', created_at_date: '1704448800000', revenue: '12.50' }])
  })

  test('an array or object where a value belongs is handed over as such, without what is in it', async () => {
    const log = await readOrders(lines(ORDER, '{"customer_id":["c2"],"order_id":"o2","date":"2024-01-05","total":{"a":1}}'))
    expect(values(log)[1]).toEqual({ ...ROW, customer_id: [], order_id: 'o2', revenue: {} })
  })

  test('that are broken are told with line, byte and text, and the others are read', async () => {
    const broken = '{"customer_id":"c1","date":"2024-01-05" "total":1}'
    const log = await readOrders(lines(ORDER, '', broken, ORDER, ''))
    expect(values(log)).toEqual([ROW, ROW])
    expect(log.records.map(({ line, byte, raw }) => [line, byte, raw])).toEqual([
      [1, 0, ORDER],
      [4, ORDER.length + broken.length + 3, ORDER],
    ])
    expect(log.broken).toMatchObject([{ reason: 'not valid JSON', line: 3, byte: ORDER.length + 2, raw: broken }])
  })

  test('are found by the records in the first 64 KiB: members that come later are ignored, but what was null may have a value', async () => {
    const many = Array<string>(2_000).fill(ORDER.replace('}', ',"is_void":null}'))
    const log = await readOrders(lines(...many, ORDER.replace('}', ',"status":"failed","is_void":true}')))
    expect(log.records).toHaveLength(2_001)
    expect(values(log).at(-1)).toEqual({ ...ROW, cancelled_at: 'true' })
  })

  test('whose members mean nothing are JSON as before, with a sample for whoever knows what they mean', async () => {
    const samples: unknown[] = []
    const sampleOf = async (text: string) => {
      await readInput({ path: 'x.json', content: inChunks(bytesOf(text), 65_536) }, [EVENTS_TABLE, ordersLayout()], {
        text: (_path, _format, _reason, table, unnamed) => samples.push(table ?? unnamed),
        ...{ record() {}, broken() {}, note() {}, problem() {}, progress() {} },
      })
      return samples.pop()
    }
    const unknown = '{"wer":" anna","wann":"2025-01-06","wo":{"ort":null}}'
    expect(await sampleOf(unknown)).toEqual({ columns: ['wer', 'wann', 'wo_ort'], rows: [['anna', '2025-01-06', '']] })
    expect(await sampleOf('{"wer":"anna","wann":"2025-01-06"}')).toBe(undefined)
    expect(await sampleOf(`[${unknown},${EVENT}]`)).toBe(undefined)
    expect(await sampleOf(unknown.replace('wer', 'object'))).toBe(undefined)
  })

  test('are read by the columns that somebody has chosen', async () => {
    const text = '[{"wer":"anna","wann":"2025-01-06","wieviel":50.5,"bar":true}]'
    expect((await readOrders(text)).texts[0]?.reason).not.toContain('customer')
    const mapping: ColumnMapping = {
      ...{ customer: 'wer', date: 'wann', amount: { kind: 'column', column: 'wieviel' } },
      ...{ order: null, item: null, items: null, currency: null, dateOrder: null },
    }
    const log = await readOrders(text, 65_536, new Map([[headerKey(['wer', 'wann', 'wieviel', 'bar']), mapping]]))
    expect(values(log)).toEqual([{ customer_id: 'anna', created_at_date: '2025-01-06', revenue: '50.5' }])
  })
})

const EVENT = '{"type":"ORDER","verb":"NEW","key":"o1","event_time":"2024-01-05","customer_id":"c1","total_amount":"12.50 USD"}'
/** What it has besides the members that make it an event. */
const REST = '"customer_id":"c1","date":"2024-01-05","total_amount":"12.50 USD"'

describe('JSON that is no table of orders is read as it was before', () => {
  test.each([
    ['events', EVENT],
    ['events whose type is missing', EVENT.replace('"type":"ORDER",', '')],
    ['events whose type is misspelt', EVENT.replace('ORDER', 'ODER')],
    ['events whose names are shouted', EVENT.replace('type', 'TYPE').replace('verb', 'Verb').replace('event_time', 'Event Time')],
    ['events with a date of another name', `{"type":" order ",${REST}}`],
    ['events with a verb and no type', `{"verb":"NEW",${REST}}`],
    ['events with a time and no type', `{"event_time":"2024-01-05",${REST}}`],
    ['orders with one event among them', lines(ORDER, ORDER, EVENT, ORDER)],
    ['orders and other values', `[${ORDER},5,${ORDER}]`],
    [
      'an event with tags that look like orders',
      `{"type":"SITE_VISIT","verb":"NEW","key":"k","event_time":"2024-01-05","customer_id":"c","tags":[${ORDER}]}`,
    ],
    ['an object that holds no orders', '{"customer_id":"c1","total":5.5}'],
    ['a log without names', '[{"2024-01-05":"c1"}]'],
    ['nothing', '[]'],
  ])('%s', async (_, text) => {
    for (const layout of [text, `[${lines(...text.split('\n')).replaceAll('\n', ',\n')}]`, `{"orders":[${text.replaceAll('\n', ',')}]}`]) {
      const log = await readOrders(layout)
      expect(log.calls).toEqual((await read(layout, 'orders.json')).calls)
    }
  })

  test('rows of tables that are something else in CSV', async () => {
    const text =
      '[{"id":1,"device_id":2,"product_name":"p","product_sku":"s","category_name":"c","amount":5.5,"status":"ok","created_at":"01/05/2024 1:00:00","happened_at":"01/05/2024 1:00:00","customer_id":"c1"}]'
    const transactions = STORE_LAYOUTS.flatMap(({ name, required, optional }) =>
      name !== 'transactions'
        ? []
        : [
            {
              name,
              required,
              optional,
              recognise: ([header = []]: readonly (readonly string[])[]) =>
                recogniseStoreTable(header) === null ? null : { hasHeader: true, columns: [], reason: '' },
            },
          ],
    )
    const log = await readRange(inChunks(bytesOf(text), 65_536), 'orders.json', [...transactions, EVENTS_TABLE, ordersLayout()])
    expect(log.calls).toEqual((await read(text, 'orders.json')).calls)
    expect(values(await readOrders(text))).toHaveLength(1)
  })
})
