import { describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { rank } from '../../src/ltv/index.ts'
import { FileReading } from '../../src/worker/file-reading.ts'
import { orderFixtures } from '../support/order-fixtures.ts'

const fixtures = orderFixtures()

/** As the app reads it, up to the figures on the screen. */
async function figuresOf(fileName: string, ...contents: readonly Buffer<ArrayBuffer>[]) {
  const files = contents.map((bytes, at) => ({ path: `${at}-${fileName}`, content: new Blob([bytes]) }))
  const { data, problems } = await new FileReading(files, DEFAULT_DEFINITION, () => performance.now(), { progress() {}, soFar() {} }).run()
  if (data?.report !== 'customers' || data.orders === null) throw new Error(`${problems[0]?.message ?? 'these are no orders'}`)
  const { facts, currency } = rank(data.dataset, DEFAULT_DEFINITION)
  return {
    customers: facts.customers,
    orders: facts.orders,
    total: Number(facts.totalSpendUnits) / 10_000,
    currency,
    first: dayOf(facts.first),
    last: dayOf(facts.last),
    notes: Object.fromEntries(data.counts().notes.map(({ code, count }) => [code, count])),
  }
}

function backwardsTable(bytes: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const [header = '', ...rows] = bytes.toString('latin1').replaceAll('\r\n', '\n').trimEnd().split('\n')
  return Buffer.from(`${[header, ...rows.toReversed()].join('\n')}\n`, 'latin1')
}

/** Lines of an object each, or the list in a text. */
function backwardsJson(bytes: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const text = bytes.toString('utf8')
  if (text.startsWith('{"')) return Buffer.from(text.trimEnd().split('\n').toReversed().join('\n'))
  const records: readonly unknown[] = JSON.parse(/\[[\s\S]*\]/.exec(text)?.[0].replace(/,\s*\]$/, ']') ?? '')
  return Buffer.from(JSON.stringify(records.toReversed()))
}

const dayOf = (time: number | null): string => (time === null ? '' : new Date(time).toISOString().slice(0, 10))

describe('Orders as other programs write them', () => {
  it('are there to be read', () => {
    expect(fixtures.length).toBeGreaterThan(40)
  })

  it.each(fixtures)('come to what they say: $name', async ({ fileName, bytes, expected }) => {
    expect(await figuresOf(fileName, bytes)).toMatchObject(expected)
  })

  // Titles and what stands below a table have their place.
  const tables = fixtures.filter(({ name }) => !name.endsWith('above-the-header') && name !== 'ebay')

  it.each(tables)('come to the same from the last row to the first, and read twice: $name', async ({ fileName, bytes }) => {
    const backwards = /json$/.test(fileName) ? backwardsJson(bytes) : backwardsTable(bytes)
    const { notes, ...figures } = await figuresOf(fileName, bytes)
    expect(Object.keys(notes)).not.toContain('ends-early')
    expect(await figuresOf(fileName, backwards)).toMatchObject(figures)
    expect(await figuresOf(fileName, bytes, backwards)).toMatchObject(figures)
  })
})
