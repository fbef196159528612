import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ORDER_MODELS } from '../../src/clv/models/order-model.ts'
import { SPEND_BASES } from '../../src/clv/settings.ts'
import { DEFAULT_DEFINITION, WEEK_STARTS, WEEKS_RULES } from '../../src/ltv/definition.ts'
import { SORT_COLUMNS } from '../../src/ltv/results.ts'
import {
  AVERAGES_FORMS,
  DEFAULT_VIEW,
  type SortedTable,
  STATUS_GROUPINGS,
  STORE_TABLE_COLUMNS,
  TABS,
  type View,
} from '../../src/store/view.ts'
import { fragmentOfView, notUnderstood, viewOfFragment } from '../../src/store/view-link.ts'
import { STORE_SWITCHES } from '../../src/stores/definition.ts'

const FULL =
  'tab=cohorts&x=25&sort=-spend&rank=3&weeks=customer&start=monday&from=2025-01-01&to=2025-03-31&years=5&margin=0.6&currency=EUR' +
  '&months=24&discount=0.15&model=pareto-nbd&basis=with-first&asof=2025-03-31&split=2025-02-28' +
  '&statuses=all&top=5&products=amount&average=stores&share=amount&time=created_at&five=accepted&fivefrom=store-creation&fiveby=merchants' +
  '&storeweek=monday&small=0&store=7&sortstores=-transactions&sortaverages=small&averages=list&sortfive=-seconds&statusesby=country'
const FULL_VIEW: View = {
  tab: 'cohorts',
  x: 25,
  sort: { column: 'spend', descending: true },
  selected: 3,
  definition: {
    weeksRule: 'customer',
    weekStart: 'monday',
    windowStart: Date.UTC(2025, 0, 1),
    windowEnd: Date.UTC(2025, 3, 1),
    lifespanYears: 5,
    margin: 0.6,
    currency: 'EUR',
  },
  prediction: {
    horizonMonths: 24,
    annualDiscount: 0.15,
    model: 'pareto-nbd',
    spendBasis: 'with-first',
    throughDay: Date.UTC(2025, 2, 31) / 86_400_000,
    splitDay: Date.UTC(2025, 1, 28) / 86_400_000,
  },
  stores: {
    definition: {
      statuses: 'all',
      top: 5,
      productsBy: 'amount',
      averageOf: 'stores',
      shareOf: 'amount',
      time: 'created_at',
      firstFiveStatuses: 'accepted',
      firstFiveFrom: 'store-creation',
      firstFiveMeanOf: 'merchants',
      weekStart: 'monday',
      smallGroup: 0,
    },
    storeRank: 7,
    sorts: {
      top_stores: { column: 'transactions', descending: true },
      average_amounts: { column: 'small', descending: false },
      first_five: { column: 'seconds', descending: true },
    },
    averagesAs: 'list',
    statusesBy: 'byCountry',
  },
}

const wholeBetween = (least: number, most: number) => fc.integer({ min: least, max: most })
const instants = fc.oneof(
  wholeBetween(Date.UTC(1970, 0, 1) / 86_400_000, 60_000).map(day => day * 86_400_000),
  wholeBetween(-719_162, 2_932_896).map(day => day * 86_400_000),
  wholeBetween(-62_135_596_800_000, 253_402_300_799_999),
)
const windows = fc.tuple(fc.option(instants), fc.option(instants)).filter(([start, end]) => start === null || end === null || start < end)
const days = fc.option(wholeBetween(-719_162, 2_932_896))
const switches = {
  statuses: fc.constantFrom(...STORE_SWITCHES.statuses),
  productsBy: fc.constantFrom(...STORE_SWITCHES.productsBy),
  averageOf: fc.constantFrom(...STORE_SWITCHES.averageOf),
  shareOf: fc.constantFrom(...STORE_SWITCHES.shareOf),
  time: fc.constantFrom(...STORE_SWITCHES.time),
  firstFiveStatuses: fc.constantFrom(...STORE_SWITCHES.firstFiveStatuses),
  firstFiveFrom: fc.constantFrom(...STORE_SWITCHES.firstFiveFrom),
  firstFiveMeanOf: fc.constantFrom(...STORE_SWITCHES.firstFiveMeanOf),
  weekStart: fc.constantFrom(...STORE_SWITCHES.weekStart),
}
const sortsBy = (table: SortedTable) =>
  fc.record({ column: fc.constantFrom<string>(...STORE_TABLE_COLUMNS[table]), descending: fc.boolean() })
const views: fc.Arbitrary<View> = fc.record({
  tab: fc.constantFrom(...TABS),
  x: wholeBetween(1, 999_999_999),
  sort: fc.record({ column: fc.constantFrom(...SORT_COLUMNS), descending: fc.boolean() }),
  selected: fc.option(wholeBetween(1, 999_999_999)),
  definition: fc
    .record({
      weeksRule: fc.constantFrom(...WEEKS_RULES),
      weekStart: fc.constantFrom(...WEEK_STARTS),
      window: windows,
      lifespanYears: wholeBetween(1, 1_000_000).map(units => units / 10_000),
      margin: wholeBetween(1, 1_000_000).map(units => units / 1_000_000),
      currency: fc.option(fc.constantFrom('EUR', 'USD', 'JPY')),
    })
    .map(({ window: [windowStart, windowEnd], ...rest }) => ({ ...rest, windowStart, windowEnd })),
  prediction: fc.record({
    horizonMonths: wholeBetween(1, 12_000).map(hundredths => hundredths / 100),
    annualDiscount: wholeBetween(0, 90_000).map(units => units / 10_000),
    model: fc.option(fc.constantFrom(...ORDER_MODELS)),
    spendBasis: fc.constantFrom(...SPEND_BASES),
    throughDay: days,
    splitDay: days,
  }),
  stores: fc.record({
    definition: fc.record({
      ...switches,
      top: wholeBetween(0, 999_999_999),
      smallGroup: wholeBetween(0, 999_999_999),
    }),
    storeRank: fc.option(wholeBetween(1, 999_999_999)),
    sorts: fc.record(
      {
        top_stores: sortsBy('top_stores'),
        top_products: sortsBy('top_products'),
        average_amounts: sortsBy('average_amounts'),
        device_type_shares: sortsBy('device_type_shares'),
        first_five: sortsBy('first_five'),
        statuses: sortsBy('statuses'),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
    averagesAs: fc.constantFrom(...AVERAGES_FORMS),
    statusesBy: fc.constantFrom(...STATUS_GROUPINGS),
  }),
})

describe('a view in a link', () => {
  it('reads as people would write it', () => {
    expect(fragmentOfView(FULL_VIEW)).toBe(FULL)
    expect(viewOfFragment(FULL)).toEqual(FULL_VIEW)
  })

  it('leaves out what stands at its default', () => {
    expect(fragmentOfView(DEFAULT_VIEW)).toBe('')
    expect(viewOfFragment('')).toEqual(DEFAULT_VIEW)
    expect(fragmentOfView({ ...DEFAULT_VIEW, x: 25 })).toBe('x=25')
  })

  it('comes back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(views, view => {
        expect(viewOfFragment(fragmentOfView(view))).toEqual(view)
        expect(notUnderstood(fragmentOfView(view))).toEqual([])
      }),
    )
  })

  it('writes a window that ends inside a day as the instant at which it ends', () => {
    const windowEnd = Date.UTC(2025, 2, 31, 12, 30)
    const view: View = { ...DEFAULT_VIEW, definition: { ...DEFAULT_DEFINITION, windowEnd } }
    expect(fragmentOfView(view)).toBe('to=2025-03-31T12%3A30%3A00.000Z')
  })

  it.each([
    'x=0',
    'x=1.5',
    'x=-3',
    'x=1e3',
    'x=99999999999999999999',
    'sort=-secret',
    'weeks=fortnight',
    'start=tuesday',
    'from=2025-02-30',
    'from=yesterday',
    'to=2025-13-01',
    'years=0',
    'years=101',
    'years=0.00001',
    'margin=1.2',
    'margin=0',
    'margin=NaN',
    'currency=euro',
    'tab=admin',
    'rank=0',
    'statuses=paid',
    'top=-1',
    'small=1.5',
    'store=0',
    'fivefrom=constructor',
    'x=%',
    'x=25%E0%A4%A',
    'x',
    '__proto__=1',
    'margins=0.5',
    'data=zzz',
    'data=2357.6919.9862.10407.5bd1e995a3c5',
    'data=stores.6.30.19724.19754.5bd1',
  ])('passes over “%s”, which means nothing', fragment => {
    expect(viewOfFragment(fragment) ?? DEFAULT_VIEW).toEqual(DEFAULT_VIEW)
    expect(notUnderstood(fragment)).toHaveLength(fragment.includes('=') ? 1 : 0)
  })

  it('tells which parts mean nothing, as they stand in it', () => {
    expect(notUnderstood('x=25&weeks=fort%6Eight&years=0&skin=dark')).toEqual(['weeks=fortnight', 'years=0', 'skin=dark'])
    expect(notUnderstood('week=active&__proto__=1&x=25')).toEqual(['week=active', '__proto__=1'])
    expect(notUnderstood('foo=bar')).toEqual(['foo=bar'])
    expect(notUnderstood('from=2025-03-01&to=2025-02-01')).toEqual(['to=2025-02-01'])
    expect(notUnderstood(FULL)).toEqual([])
    expect(notUnderstood('main')).toEqual([])
  })

  it('tells of a fingerprint that is neither of customers nor of stores', () => {
    const links = (sum: string) => [`data=2357.6919.9862.10407.${sum}`, `x=25&data=2357.0...${sum}`, `data=stores.6.30.19724.19754.${sum}`]
    for (const link of links('5bd1e995a3c59ac3')) expect(notUnderstood(link)).toEqual([])
    for (const link of links('5bd1e995')) expect(notUnderstood(link)).toEqual([link.slice(link.indexOf('data='))])
  })

  it('keeps the start of a window that would end before it starts', () => {
    expect(viewOfFragment('from=2025-03-01&to=2025-02-01')?.definition).toEqual({
      ...DEFAULT_DEFINITION,
      windowStart: Date.UTC(2025, 2, 1),
    })
  })

  it('keeps an x beyond the number of customers', () => {
    expect(viewOfFragment('x=5000000')?.x).toBe(5_000_000)
  })

  it('says that the target of a skip link is no view', () => {
    expect(viewOfFragment('main')).toBeNull()
    expect(viewOfFragment('a=b')).toBeNull()
  })
})
