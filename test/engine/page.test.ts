import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION, type Definition, definitionKey, WEEK_STARTS, WEEKS_RULES } from '../../src/ltv/definition.ts'
import { detail, rank, summary, weekly } from '../../src/ltv/index.ts'
import { customerAt, type WeeklySeries } from '../../src/ltv/results.ts'
import { headline } from '../../src/ui/result/headline.ts'
import { rankWords } from '../../src/ui/result/rank-words.ts'
import { day } from '../../src/ui/words/dates.ts'
import { definitionLine } from '../../src/ui/words/definition-line.ts'
import { exactMoney, money } from '../../src/ui/words/money.ts'
import { count, decimal } from '../../src/ui/words/numbers.ts'
import { findings } from '../browser/support/accessibility.ts'
import { shopOf } from '../sql/shops.ts'
import { datasetOf } from '../support/timeline.ts'
import { type Cluster, startCluster } from './support/cluster.ts'
import { createTextTable, createTypedTable, loadTexts, loadTyped } from './support/event-tables.ts'
import {
  define,
  factsInFull,
  rowsInFull,
  showResult,
  signIn,
  type WarehousePages,
  warehousePages,
  weeksTold,
} from './support/warehouse-page.ts'

/*
 * The built page in a real browser against a real cluster of two shards, over CORS: all that it shows is held against the core's own reading of the
 * same events.
 */

const EVENTS = shopOf({ seed: 21, events: 600, orders: true, longAgo: false })
const DATASET = datasetOf(EVENTS)
const WEEK_MS = 7 * 86_400_000

const DEFINITIONS: readonly Definition[] = [
  ...WEEKS_RULES.flatMap(weeksRule => WEEK_STARTS.map((weekStart): Definition => ({ ...DEFAULT_DEFINITION, weeksRule, weekStart }))),
  { ...DEFAULT_DEFINITION, weeksRule: 'active', windowStart: Date.UTC(2017, 0, 2), windowEnd: Date.UTC(2018, 0, 1) },
  { ...DEFAULT_DEFINITION, weeksRule: 'elapsed', lifespanYears: 33.3333, margin: 0.123456 },
  { ...DEFAULT_DEFINITION, weeksRule: 'dataset-years', weekStart: 'monday', currency: 'EUR', windowStart: Date.UTC(2017, 0, 1) },
]

/** The default definition under each of the weeks rules. */
const EVERY_RULE = new Set(WEEKS_RULES.map(weeksRule => definitionKey({ ...DEFAULT_DEFINITION, weeksRule })))

let cluster: Cluster
let pages: WarehousePages
/** One page a table, on which its tests follow each other: to open one is some twenty questions. */
const shown: Record<'texts' | 'typed', Page | null> = { texts: null, typed: null }

beforeAll(async () => {
  ;[cluster, pages] = await Promise.all([startCluster(), warehousePages()])
  await createTextTable(cluster, 'texts')
  await createTypedTable(cluster, 'typed')
  await loadTexts(cluster, 'texts', EVENTS)
  await loadTyped(cluster, 'typed', EVENTS)
}, 400_000)
afterAll(async () => {
  await pages?.close()
  await cluster?.stop()
})

/** The result of a table; under the definition that the test before left it with. */
async function pageOf(table: 'texts' | 'typed'): Promise<Page> {
  const there = shown[table]
  if (there !== null) return there
  const page = await pages.open()
  await showResult(page, cluster, table)
  shown[table] = page
  return page
}

/** The rows that the table must show, cell by cell. */
function rowsOfCore(definition: Definition): readonly Record<string, string>[] {
  const ranking = rank(DATASET, definition)
  return Array.from(ranking.customer, (customer, rankIndex) => {
    const { spendUnits, orders, visits, weeks, first, last } = customerAt(ranking, rankIndex)
    return {
      '#': rankWords(ranking, rankIndex),
      Customer: DATASET.customers.text(customer),
      LTV: money(ranking.ltv[rankIndex] ?? 0, ranking.currency),
      Spend: exactMoney(BigInt(spendUnits), ranking.currency),
      Orders: count(orders),
      Visits: count(visits),
      Weeks: decimal(weeks, 1),
      'First seen': day(first),
      'Last seen': day(last),
    }
  })
}

function weeksOfCore({ start, spendUnits, orders, visits, partial }: WeeklySeries, currency: string): readonly (readonly string[])[] {
  return Array.from(spendUnits, (units, week) => [
    `${day(start + week * WEEK_MS)}${partial[week] === 1 ? ' partial' : ''}`,
    exactMoney(BigInt(units), currency),
    count(orders[week] ?? 0),
    count(visits[week] ?? 0),
  ])
}

/** Shows all customers, and gives the rows without what the core’s rows do not speak of. */
async function allRows(page: Page): Promise<readonly Record<string, string>[]> {
  const all = page.getByRole('button', { name: 'All', exact: true })
  if ((await all.count()) > 0 && (await all.isEnabled())) await all.click()
  await page.locator('main [aria-busy="true"]').waitFor({ state: 'detached' })
  const rows = await rowsInFull(page)
  return rows.map(({ 'Weekly spend': _, 'Per visit': __, 'Visits/week': ___, ...row }) => row)
}

describe.each([
  { table: 'typed', definitions: DEFINITIONS },
  // Of texts fewer: how they are read is held in agreement.test.ts, and the rest is the same SQL.
  { table: 'texts', definitions: DEFINITIONS.filter(definition => EVERY_RULE.has(definitionKey(definition))) },
] as const)('the built page shows of the table $table what the core works out of the same events', ({ table, definitions }) => {
  it('the weeks of everyone and the sharing out of spend', async () => {
    const page = await pageOf(table)
    const ranking = rank(DATASET, DEFAULT_DEFINITION)
    expect(await weeksTold(page, 'main [role="tabpanel"]')).toEqual(
      weeksOfCore(weekly(DATASET, DEFAULT_DEFINITION, null), ranking.currency),
    )
    await page.getByRole('tab', { name: 'Concentration' }).click()
    const shares = page.getByRole('table', { name: /^Share of spend/ })
    const half = ranking.facts.customersForHalfOfSpend
    expect(half).not.toBeNull()
    await shares
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: count(half ?? 0), exact: true }) })
      .waitFor()
    await page.getByRole('tab', { name: 'Top customers' }).click()
  })

  it('rows read, used, repeated and left out', async () => {
    const page = await pageOf(table)
    const { read, accepted, rejected, duplicates, versions } = summary(DATASET)
    await page.getByRole('button', { name: 'Rows used' }).click()
    await page.getByText(`${count(read)} rows read = ${count(accepted)} used + ${count(rejected)} left out.`).waitFor()
    await page.getByText(`${count(duplicates)} repeat an event exactly and ${count(versions)} are further versions of an order.`).waitFor()
    await page.keyboard.press('Escape')
  })

  it('every customer and total, under every weeks rule, week start, window, currency, lifespan and margin', async () => {
    const page = await pageOf(table)
    let customers = 0
    for (const definition of definitions) {
      await define(page, definition)
      const place = definitionLine(definition)
      const ranking = rank(DATASET, definition)
      expect(await page.locator('h1').textContent(), place).toBe(headline(ranking))
      const expected = rowsOfCore(definition)
      await expect.poll(() => allRows(page), { message: place, timeout: 30_000 }).toEqual(expected)
      expect(await factsInFull(page), place).toMatchObject({
        Customers: count(ranking.facts.customers),
        'Total spend': exactMoney(ranking.facts.totalSpendUnits, ranking.currency),
        'Median LTV': money(ranking.facts.medianLtv, ranking.currency),
      })
      customers += expected.length
    }
    expect(customers).toBeGreaterThan(definitions.length * 10)
    await define(page, DEFAULT_DEFINITION)
  })
})

it('a table whose columns say nothing by their names is mapped by hand, with its first rows in sight, and gives the same figures', async () => {
  const columns = 'event_type AS a, verb AS b, event_key AS c, event_time AS d, customer_id AS e, amount_units AS f, currency AS g'
  await cluster.run(`CREATE VIEW unnamed AS SELECT ${columns} FROM typed`)
  const page = await pages.open()
  await signIn(page, cluster, 'unnamed')
  await page.getByRole('table', { name: 'First rows of the table' }).waitFor()
  await page.getByText('No column is chosen for key, event_time, customer_id, total_amount.').waitFor()
  expect(await page.getByRole('button', { name: 'Show the best customers' }).isDisabled()).toBe(true)
  for (const [label, column] of [
    ['Type of event', 'a'],
    ['Verb', 'b'],
    ['Key', 'c'],
    ['Time', 'd'],
    ['Customer', 'e'],
    ['Amount of an order', 'f'],
    ['Currency', 'g'],
  ] as const)
    await page.getByLabel(label, { exact: true }).selectOption(column)
  await page.getByRole('radio', { name: '1/10,000 of them: 123400' }).check({ force: true })
  const read = page.getByRole('table', { name: 'The first rows, read as events' })
  await read.waitFor()
  const keys = new Set(EVENTS.map(event => event.key))
  const shownKeys = await read.locator('tbody tr td:nth-child(3), tbody tr th:nth-child(3)').allTextContents()
  expect(shownKeys.length).toBeGreaterThan(0)
  for (const key of shownKeys) expect(keys).toContain(key)
  await page.getByRole('button', { name: 'Show the best customers' }).click()
  await page.locator('main').getByText(definitionLine(DEFAULT_DEFINITION)).waitFor()
  await expect.poll(() => allRows(page), { timeout: 30_000 }).toEqual(rowsOfCore(DEFAULT_DEFINITION))
})

it('every customer found by id opens to the arithmetic, the orders and every week, whatever the id looks like', async () => {
  const page = await pageOf('typed')
  const ranking = rank(DATASET, DEFAULT_DEFINITION)
  let weeks = 0
  for (const [rankIndex, customer] of ranking.customer.entries()) {
    const id = DATASET.customers.text(customer)
    await page.getByLabel('Find a customer id').fill(id)
    await page.getByRole('button', { name: 'Find', exact: true }).click()
    const pane = page.getByRole('complementary', { name: 'Chosen customer' })
    await pane.getByRole('heading', { name: id, exact: true }).waitFor()
    await pane.getByText('The SQL run for this customer').waitFor()
    const known = detail(DATASET, DEFAULT_DEFINITION, customer)
    expect(await pane.locator('strong[title]').getAttribute('title'), id).toBe(String(ranking.ltv[rankIndex]))
    expect(await weeksTold(page, 'aside[aria-label="Chosen customer"]'), id).toEqual(weeksOfCore(known.weekly, ranking.currency))
    weeks += known.weekly.spendUnits.length
    const whole = pane.getByRole('button', { name: /^See the \d/ })
    if ((await whole.count()) > 0) await whole.click()
    expect(
      await pane
        .getByRole('listitem')
        .filter({ has: page.locator('time') })
        .count(),
      id,
    ).toBe(known.events.length)
  }
  expect(weeks).toBeGreaterThan(1_000)
})

it('the SQL that was run is shown for each part, with what was typed apart from it', async () => {
  const page = await pageOf('typed')
  const id = 'a"; DROP TABLE orders; --'
  await page.getByLabel('Find a customer id').fill(id)
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  const pane = page.getByRole('complementary', { name: 'Chosen customer' })
  await pane.getByText('The SQL run for this customer').click()
  const texts = await pane.locator('pre').allTextContents()
  expect(texts.join('\n')).toMatch(/\{\w+:String\}/)
  expect(texts.join('\n')).not.toContain('DROP TABLE')
  expect(await pane.locator('dd').allTextContents()).toContain(id)
  for (const subject of [/the facts above/, /the top \d+/, /these weeks/])
    await page.getByText(new RegExp(`^The SQL run for ${subject.source}`)).waitFor()
})

it('axe finds nothing wrong with columns, result, inspector and definition, light and dark, wide and narrow', async () => {
  const page = await pages.open()
  await signIn(page, cluster, 'typed')
  await page.getByRole('table', { name: 'The first rows, read as events' }).waitFor()
  const judged: string[] = []
  const judge = async (what: string): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1_440, 320]) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height: 900 })
        judged.push(...(await findings(page)).map(finding => `${what}, ${colorScheme}, ${width} px: ${finding}`))
      }
    }
    await page.setViewportSize({ width: 1_440, height: 900 })
  }
  await judge('columns')
  await page.getByRole('button', { name: 'Show the best customers' }).click()
  await page.getByText('The SQL run for these weeks').waitFor()
  await page.getByText('The SQL run for the top 10').click()
  await judge('result')
  await page.getByRole('tab', { name: 'Concentration' }).click()
  await page.getByText('The SQL run for this curve').waitFor()
  await judge('concentration')
  await page.getByRole('button', { name: 'Change definition' }).click()
  await judge('definition')
  expect(judged).toEqual([])
})

it('the host that the figures come from is there in full, however narrow the window', async () => {
  const page = await pages.open()
  await signIn(page, cluster, 'typed')
  const host = page.getByText(new URL(cluster.url).host, { exact: true })
  for (const width of [1_440, 981, 980, 320]) {
    await page.setViewportSize({ width, height: 900 })
    await host.waitFor()
    const { right, isCut } = await host.evaluate(element => ({
      right: element.getBoundingClientRect().right,
      isCut: element.scrollWidth > element.clientWidth,
    }))
    expect({ isInside: right <= width, isCut }, `${width} px`).toEqual({ isInside: true, isCut: false })
  }
})
