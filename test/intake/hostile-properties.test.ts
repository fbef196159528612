import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExactNumber } from '../../src/base/exact-number.ts'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { type Dataset, summary, topXSimpleLtvCustomers } from '../../src/ltv/index.ts'
import { readAll } from '../reference/report.ts'
import { arbitraryRecords } from '../support/arbitrary-events.ts'
import { cutBytes } from '../support/byte-range.ts'
import { observe, observeReference } from '../support/observation.ts'
import { readFiles } from '../support/read-bytes.ts'

const encoder = new TextEncoder()
const pieceSizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 8, max: 5_000 })), { minLength: 1, maxLength: 5 })

async function read(
  path: string,
  bytes: Uint8Array<ArrayBuffer>,
  pieces: readonly number[],
): Promise<{ dataset: Dataset; problems: readonly unknown[] }> {
  return readFiles([{ path, content: cutBytes(bytes, pieces) }])
}

/** Numbers that no double holds are written as they are. */
function jsonOf(record: unknown, indent: number): string {
  const marked = JSON.stringify(record, (_, value: unknown) => (value instanceof ExactNumber ? `exact ${value.text}` : value), indent)
  return marked.replaceAll(/"exact ([^"]*)"/g, '$1')
}

interface Layout {
  readonly name: string
  readonly indents: readonly number[]
  write(records: readonly string[], lineEnd: string): string
}

const LAYOUTS: readonly Layout[] = [
  { name: 'array', indents: [0, 2], write: (records, end) => `[${end}${records.join(`,${end}`)}${end}]${end}` },
  {
    name: 'array with a trailing comma',
    indents: [0, 1],
    write: (records, end) => `[${records.map(record => `${record},${end}`).join('')}]`,
  },
  { name: 'NDJSON', indents: [0], write: (records, end) => records.map(record => record + end).join('') },
  { name: 'NDJSON with commas', indents: [0], write: (records, end) => records.map(record => `${record},${end}`).join('') },
  { name: 'array on each line', indents: [0], write: (records, end) => records.map(record => `[${record}]${end}`).join('') },
  { name: 'arrays one after another', indents: [0, 3], write: (records, end) => records.map(record => `[${record}]`).join('') + end },
  { name: 'wrapper', indents: [0, 2], write: (records, end) => `{"count": 1,${end}"events": [${records.join(`,${end}`)}]}${end}` },
]

/** Records that can stand anywhere: NDJSON has no place for an array or a scalar that would be taken for something else. */
const objectRecords = arbitraryRecords.map(records => [
  // The first one shows what the file is.
  { type: 'SITE_VISIT', verb: 'NEW', key: 'p', event_time: '2017-01-01', customer_id: 'first' },
  ...records.filter(record => typeof record === 'object' && record !== null && !Array.isArray(record)),
])

describe('reading', { timeout: 60_000 }, () => {
  it('finds in any layout, cut anywhere, what the slow reference finds in the records', async () => {
    await fc.assert(
      fc.asyncProperty(
        objectRecords,
        fc.constantFrom(...LAYOUTS),
        fc.nat(),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.boolean(),
        pieceSizes,
        async (records, layout, indentChoice, lineEnd, withMark, zipped, pieces) => {
          const indent = layout.indents[indentChoice % layout.indents.length] ?? 0
          const text = layout.write(
            records.map(record => jsonOf(record, indent).replaceAll('\n', lineEnd)),
            lineEnd,
          )
          const plain = encoder.encode((withMark ? '\uFEFF' : '') + text)
          const bytes = zipped ? new Uint8Array(gzipSync(plain)) : plain
          const { dataset, problems } = await read('input.json', bytes, pieces)
          expect(problems).toEqual([])
          expect(observe(dataset, DEFAULT_DEFINITION)).toEqual(observeReference(readAll(records), DEFAULT_DEFINITION))
        },
      ),
      { numRuns: 300 },
    )
  })

  const SCRAPS = [
    '',
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    ',',
    ':',
    '}}',
    ']}',
    '{"a":',
    '\0',
    '\t',
    '😀',
    'null',
    '"type":"ORDER"',
    "'",
    '//',
    '}{',
  ]

  it('loses one line of NDJSON to damage within it, whatever it is', async () => {
    const LINES = 7
    // The first line is left whole: by it the file is recognised.
    const line = (customer: number): string =>
      JSON.stringify({
        type: 'SITE_VISIT',
        verb: 'NEW',
        key: 'p',
        event_time: '2017-01-01',
        customer_id: `c${customer}`,
        tags: [{ a: 'b' }],
      })
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: LINES - 1 }),
        fc.array(fc.tuple(fc.nat(200), fc.nat(20), fc.constantFrom(...SCRAPS)), { minLength: 1, maxLength: 3 }),
        pieceSizes,
        async (damaged, edits, pieces) => {
          let text = line(damaged)
          for (const [at, removed, scrap] of edits) text = text.slice(0, at) + scrap + text.slice(at + removed)
          const lines = Array.from({ length: LINES }, (_, index) => (index === damaged ? text : line(index)))
          const { dataset } = await read('input.ndjson', encoder.encode(`${lines.join('\n')}\n`), pieces)
          const found = topXSimpleLtvCustomers(LINES + 5, dataset).map(row => row.customer_id)
          const others = Array.from({ length: LINES }, (_, index) => `c${index}`).filter((_, index) => index !== damaged)
          expect(found).toEqual(expect.arrayContaining(others))
          const { rejected, rejects } = summary(dataset)
          // The damage may make several broken records of its line; none of them may begin or end elsewhere.
          for (const reject of rejects) expect(reject.line).toBe(damaged + 1)
          // Brackets, commas and NULs around a record are forgiven, or not; anything else is told.
          const core = text.replaceAll(/^[[\],\s\0]+|[[\],\s\0]+$/g, '')
          if (core !== '' && !isJson(core)) expect(rejected).toBeGreaterThan(0)
        },
      ),
      { numRuns: 800 },
    )
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
