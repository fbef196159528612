import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type SampleRecipe, sampleText } from '../../src/ltv/sample.ts'
import { SAMPLE_END, SAMPLE_START } from '../../src/ltv/sample-clock.ts'

const RECIPE: SampleRecipe = { seed: 42, customers: 1_000, events: 20_000 }

const linesOf = (recipe: SampleRecipe): string[] => [...sampleText(recipe)].join('').split('\n').slice(0, -1)

/** Only the fields that the tests look at; the shop's own rows are known to be texts. */
interface Row {
  type: string
  verb: string
  key: string
  event_time: string
  customer_id?: string
  total_amount?: string
}

function rowsOf(recipe: SampleRecipe): Row[] {
  const rows: Row[] = []
  for (const line of linesOf(recipe)) {
    try {
      rows.push(JSON.parse(line) as Row)
    } catch {
      // A line cut off on purpose.
    }
  }
  return rows
}

/** 30 February rolls over in Date, so look for it by hand. */
const isGood = (row: Row): boolean =>
  !row.event_time.startsWith('2024-02-30') &&
  (row.type === 'CUSTOMER' || row.customer_id !== undefined) &&
  (row.total_amount === undefined || /^-?\d+\.\d\d USD$/.test(row.total_amount))

describe('the sample shop', () => {
  it('gives the same bytes for the same recipe, on every machine', () => {
    const digest = createHash('sha256')
      .update([...sampleText(RECIPE)].join(''))
      .digest('hex')
    expect(digest).toBe('1eb2bf146cd6f70b7c5f1d10f9e2780deb47a9b0c39fc9481d809c4336b2c948')
  })

  it('gives another shop for another seed', () => {
    expect(linesOf({ ...RECIPE, seed: 43 }).slice(0, 3)).not.toEqual(linesOf(RECIPE).slice(0, 3))
  })

  it.each([1, 2, 3, 19, 255, 256, 257, 10_000])('has exactly %i lines when asked for as many', events => {
    expect(linesOf({ seed: 1, customers: 40, events })).toHaveLength(events)
  })

  it('has exactly as many customers as asked for', () => {
    const ids = new Set(
      rowsOf(RECIPE)
        .filter(isGood)
        .map(row => (row.type === 'CUSTOMER' ? row.key : row.customer_id)),
    )
    expect(ids.size).toBe(1_000)
  })

  it('stays within its year', () => {
    const times = rowsOf(RECIPE)
      .filter(isGood)
      .map(row => Date.parse(row.event_time))
    expect(Math.min(...times)).toBeGreaterThanOrEqual(SAMPLE_START)
    expect(Math.max(...times)).toBeLessThan(SAMPLE_END)
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(360 * 86_400_000)
  })

  it.each([20, 100, 5_000, 20_000])('has at least 3 bad rows among %i, of all four kinds where there are 4', events => {
    const lines = linesOf({ ...RECIPE, events })
    const cut = lines.filter(line => !line.endsWith('}')).length
    const rows = rowsOf({ ...RECIPE, events })
    const nameless = rows.filter(row => row.type === 'ORDER' && row.customer_id === undefined).length
    const amountless = rows.filter(row => /x USD$/.test(row.total_amount ?? '')).length
    const dateless = rows.filter(row => row.event_time.startsWith('2024-02-30')).length
    const bad = cut + nameless + amountless + dateless
    expect(bad).toBe(Math.max(3, events / 1_000))
    if (bad > 3) expect(Math.min(cut, nameless, amountless, dateless)).toBeGreaterThan(0)
  })

  it('has skewed spend: less than a sixth of the buyers makes half of it', () => {
    const spend = new Map<string, number>()
    for (const row of rowsOf(RECIPE).filter(each => isGood(each) && each.type === 'ORDER' && each.verb === 'NEW')) {
      const id = row.customer_id ?? ''
      spend.set(id, (spend.get(id) ?? 0) + Number.parseFloat(row.total_amount ?? ''))
    }
    const amounts = [...spend.values()].sort((a, b) => b - a)
    const total = amounts.reduce((sum, amount) => sum + amount, 0)
    let reached = 0
    let customers = 0
    while (reached < total / 2) reached += amounts[customers++] ?? Number.POSITIVE_INFINITY
    expect(customers).toBeGreaterThan(10)
    expect(customers).toBeLessThan(amounts.length / 6)
  })

  it('sells more before Christmas than in any other month', () => {
    const orders = new Array<number>(12).fill(0)
    for (const row of rowsOf(RECIPE).filter(each => isGood(each) && each.type === 'ORDER')) {
      const month = new Date(row.event_time).getUTCMonth()
      orders[month] = (orders[month] ?? 0) + 1
    }
    expect(orders.indexOf(Math.max(...orders))).toBe(11)
  })

  it('has order updates, refunds, repeated lines and late lines', () => {
    const rows = rowsOf(RECIPE).filter(isGood)
    const orders = rows.filter(row => row.type === 'ORDER')
    const updates = orders.filter(row => row.verb === 'UPDATE').length
    expect(updates / orders.length).toBeGreaterThan(0.04)
    expect(updates / orders.length).toBeLessThan(0.12)
    expect(orders.filter(row => row.total_amount?.startsWith('-')).length).toBeGreaterThan(3)
    const lines = linesOf(RECIPE)
    expect(lines.length - new Set(lines).size).toBeGreaterThan(3)
    const late = rows.filter((row, index) => index > 0 && row.event_time < (rows[index - 1]?.event_time ?? '')).length
    expect(late / rows.length).toBeGreaterThan(0.02)
  })

  it('comes in pieces, so that millions of events need no memory', () => {
    const shop = sampleText({ seed: 1, customers: 1_000_000, events: 5_000_000 })
    const first = shop.next().value ?? ''
    expect(first.length).toBeGreaterThan(10_000)
    expect(first.length).toBeLessThan(200_000)
  })

  it.each([
    [{ seed: -1, customers: 1, events: 1 }, 'seed of the sample shop is -1; expected a whole number from 0 to 4294967295'],
    [{ seed: 0, customers: 0, events: 1 }, 'customers of the sample shop is 0; expected a whole number from 1 to 1000000'],
    [{ seed: 0, customers: 1, events: 1.5 }, 'events of the sample shop is 1.5; expected a whole number from 1 to 5000000'],
  ])('refuses %o', (recipe, message) => {
    expect(() => sampleText(recipe).next()).toThrow(new RangeError(message))
  })
})
