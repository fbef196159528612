import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { startOfWeek, weekIndex } from '../../src/base/weeks.ts'
import { DEFAULT_DEFINITION, type Definition, WEEK_STARTS, WEEKS_RULES } from '../../src/ltv/definition.ts'
import { cohorts, createDataset, type Dataset, ingest, rank, weekLimits } from '../../src/ltv/index.ts'
import { unanswerable } from '../../src/ltv/week-limits.ts'
import { rollupCsv, rollupOf } from '../reference/rollup.ts'
import { type ShopEvent, shopOf } from '../sql/shops.ts'
import { arbitraryDefinition, arbitraryRecords } from '../support/arbitrary-events.ts'
import { weekAnswers } from '../support/customer-answers.ts'
import { customersOfText } from '../support/rollup-reading.ts'
import { datasetOf } from '../support/timeline.ts'

const MAKING = { windowStart: null, windowEnd: null, currency: null } as const

const SHOPS: readonly (readonly [string, readonly ShopEvent[]])[] = [
  ['of years of events', shopOf({ seed: 11, events: 200, orders: true, longAgo: false })],
  ['from before 1970 to after it', shopOf({ seed: 13, events: 40, orders: true, longAgo: true })],
  ['without orders', shopOf({ seed: 14, events: 60, orders: false, longAgo: false })],
]

const WINDOWS = {
  sunday: [
    [null, null],
    [Date.UTC(2017, 0, 1), Date.UTC(2017, 0, 8)],
    [Date.UTC(2017, 0, 8), null],
    [null, Date.UTC(2017, 11, 31)],
  ],
  monday: [
    [null, null],
    [Date.UTC(2017, 0, 2), Date.UTC(2017, 0, 9)],
    [Date.UTC(2017, 0, 9), null],
    [null, Date.UTC(2018, 0, 1)],
  ],
} as const

describe('weeks that were added up from events give what the events give', () => {
  it.each(SHOPS)(
    'in a shop %s: every customer, week and total by every rule, start of the week, whole window, currency, margin and lifespan',
    async (_, events) => {
      const fromEvents = datasetOf(events)
      let compared = 0
      for (const weekStart of WEEK_STARTS) {
        const { dataset } = await customersOfText(rollupCsv(rollupOf(events, { ...MAKING, weekStart })))
        for (const weeksRule of WEEKS_RULES)
          for (const [windowStart, windowEnd] of WINDOWS[weekStart])
            for (const currency of [null, 'EUR', 'JPY']) {
              const definition: Definition = { weeksRule, weekStart, windowStart, windowEnd, currency, margin: 0.6, lifespanYears: 33.3333 }
              expect(weekAnswers(dataset, definition)).toEqual(weekAnswers(fromEvents, definition))
              compared += 1
            }
      }
      expect(compared).toBe(2 * 5 * 4 * 3)
    },
  )

  it('whatever the events are, and refuse what weeks cannot tell', async () => {
    let answered = 0
    let refused = 0
    await fc.assert(
      fc.asyncProperty(arbitraryRecords, arbitraryDefinition, async (records, definition) => {
        const fromEvents: Dataset = createDataset()
        for (const record of records) ingest(record, fromEvents)
        fc.pre(fromEvents.customers.length > 0)
        const { dataset } = await customersOfText(rollupCsv(rollupOf(records, { ...MAKING, weekStart: definition.weekStart })))
        const limits = weekLimits(dataset)
        const whyNot = limits === null ? 'no weeks' : unanswerable(limits, definition)
        if (whyNot === null) {
          answered += 1
          expect(weekAnswers(dataset, definition)).toEqual(weekAnswers(fromEvents, definition))
        } else {
          refused += 1
          expect(() => rank(dataset, definition)).toThrow(new RangeError(whyNot))
        }
      }),
      { numRuns: 150 },
    )
    expect(Math.min(answered, refused)).toBeGreaterThan(5)
  })

  it('but for cohorts, where all that happened in a week is of the month in which it starts', async () => {
    const events = shopOf({ seed: 15, events: 300, orders: true, longAgo: false })
    // The same events at the first moment of their weeks: what the cohorts of weeks are by definition.
    for (const weekStart of WEEK_STARTS) {
      const atWeekStart = (time: string): string => new Date(startOfWeek(weekIndex(Date.parse(time), weekStart), weekStart)).toISOString()
      const { dataset } = await customersOfText(rollupCsv(rollupOf(events, { ...MAKING, weekStart })))
      const definition: Definition = { ...DEFAULT_DEFINITION, weekStart }
      const { partial: _ofWeeks, ...fromWeeks } = cohorts(dataset, definition)
      const orders = rollupOf(events, { ...MAKING, weekStart }).flatMap((row, at) =>
        Array.from({ length: Math.max(row.orders, row.events) }, (_unused, number) => ({
          type: number < row.orders ? 'ORDER' : 'IMAGE',
          verb: number < row.orders ? 'NEW' : 'UPLOAD',
          key: `${at} ${number}`,
          customer_id: row.customer_id,
          event_time: atWeekStart(`${row.week_start}T00:00:00Z`),
          total_amount: `${number === 0 ? row.spend : 0} ${row.currency}`,
        })),
      )
      const { partial: _ofEvents, ...fromEvents } = cohorts(datasetOf(orders), definition)
      expect(fromWeeks).toEqual(fromEvents)
    }
  })
})

describe('weeks that do not say when in them things happened', () => {
  const events = shopOf({ seed: 12, events: 300, orders: true, longAgo: false })

  it('give the same LTVs by the rules that need no more than weeks', async () => {
    const fromEvents = datasetOf(events)
    for (const weekStart of WEEK_STARTS) {
      const { dataset } = await customersOfText(rollupCsv(rollupOf(events, { ...MAKING, weekStart }), { times: false }))
      for (const weeksRule of ['dataset', 'customer', 'active'] as const)
        for (const [windowStart, windowEnd] of WINDOWS[weekStart]) {
          const definition: Definition = { ...DEFAULT_DEFINITION, weeksRule, weekStart, windowStart, windowEnd }
          const untimed = (from: Dataset) => {
            const { rows, top, facts, everyone } = weekAnswers(from, definition)
            const { first: _first, last: _last, ...others } = facts
            return {
              top,
              others,
              spend: everyone.spendUnits,
              rows: rows.map(({ first: _f, last: _l, weekly: { partial: _p, ...own }, ...row }) => ({ ...row, own })),
            }
          }
          expect(untimed(dataset)).toEqual(untimed(fromEvents))
        }
    }
  })

  it('refuse the rules that need moments, and say what would help', async () => {
    const { dataset } = await customersOfText(rollupCsv(rollupOf(events, { ...MAKING, weekStart: 'sunday' }), { times: false }))
    expect(() => rank(dataset, { ...DEFAULT_DEFINITION, weeksRule: 'elapsed' })).toThrow(/add first_event and last_event to the rollup/)
    expect(() => rank(dataset, { ...DEFAULT_DEFINITION, weeksRule: 'dataset-years' })).toThrow(
      /add first_event and last_event to the rollup/,
    )
  })

  it('count years as the events do where no week lies in two of them', async () => {
    const withinYear = events.filter(event => event.event_time > '2017-01-08' && event.event_time < '2017-12-30')
    const { dataset } = await customersOfText(rollupCsv(rollupOf(withinYear, { ...MAKING, weekStart: 'sunday' }), { times: false }))
    const definition: Definition = { ...DEFAULT_DEFINITION, weeksRule: 'dataset-years' }
    expect(weekAnswers(dataset, definition).top).toEqual(weekAnswers(datasetOf(withinYear), definition).top)
  })
})
