import { SeededRandom } from '../../src/base/seeded-random.ts'

/** One event as a file has it. */
export interface ShopEvent {
  readonly type: 'CUSTOMER' | 'SITE_VISIT' | 'IMAGE' | 'ORDER'
  readonly verb: 'NEW' | 'UPDATE' | 'UPLOAD'
  readonly key: string
  /** ISO 8601, UTC, to the millisecond. */
  readonly event_time: string
  readonly customer_id?: string
  readonly total_amount?: string
  readonly last_name?: string
}

/** Ids that break statements put together carelessly, and that sort differently where the language of a database has a say. */
const IDS = [
  "O'Brien",
  `a"; DROP TABLE orders; --`,
  'a',
  'B',
  'Z',
  '_',
  'é',
  'e\u0301',
  '日本',
  '😀',
  '%',
  '\\',
  '007',
  '7',
  '-1',
  'a b',
  'ß',
  'NULL',
  '$1',
  '?',
]

/** Both sides of weeks that start on Saturday's, Sunday's and Monday's midnight, of New Year and of a leap day, before 1970 too. */
const TIMES = [
  '2016-12-31T23:59:59.999Z',
  '2017-01-01T00:00:00.000Z',
  '2017-01-01T23:59:59.999Z',
  '2017-01-02T00:00:00.000Z',
  '2017-01-06T23:59:59.999Z',
  '2017-01-07T00:00:00.000Z',
  '2017-01-07T23:59:59.999Z',
  '2017-01-08T00:00:00.000Z',
  '2017-01-08T23:59:59.999Z',
  '2017-01-09T00:00:00.000Z',
  '2017-03-29T12:34:56.789Z',
  '2017-12-31T23:59:59.999Z',
  '2018-01-01T00:00:00.000Z',
  '2020-02-29T12:00:00.000Z',
  '2020-12-30T00:00:00.001Z',
  '2021-01-03T05:06:07.008Z',
]
const LONG_AGO = ['1969-12-27T23:59:59.999Z', '1969-12-28T00:00:00.000Z', '1969-12-31T23:59:59.999Z', '1970-01-01T00:00:00.000Z']

/** Few amounts, so that ties are the rule; refunds, nothing, fractions of a cent, and the largest there is. */
const AMOUNTS = [
  '10.00 USD',
  '10.00 USD',
  '20.00 USD',
  '5 USD',
  '5.00 EUR',
  '7.5 EUR',
  '-10.00 USD',
  '-2.5 USD',
  '0 USD',
  '33.3333 USD',
  '0.0001 USD',
  '12.34',
  '8 GBP',
]
const LARGEST = '999999999.9999 USD'

export interface ShopRecipe {
  readonly seed: number
  readonly events: number
  readonly orders: boolean
  readonly longAgo: boolean
}

/** Events in no order, some of them several times; the last four customers never order. The same recipe gives the same events. */
export function shopOf({ seed, events: count, orders, longAgo }: ShopRecipe): ShopEvent[] {
  const random = new SeededRandom(seed)
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[random.below(items.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  const times = longAgo ? [...LONG_AGO, ...TIMES.slice(0, 6)] : TIMES
  const events: ShopEvent[] = []
  // Versions of one time that differ in nothing but the currency.
  for (const total_amount of orders ? ['10 EUR', '10 USD', '10 GBP'] : []) {
    events.push({ type: 'ORDER', verb: 'NEW', key: 'tied', event_time: times[4] ?? '', customer_id: IDS[0] ?? '', total_amount })
  }
  while (events.length < count) {
    const earlier = events[random.below(events.length + 1)]
    if (earlier !== undefined && random.below(5) === 0) {
      events.push(earlier)
      continue
    }
    const customer = random.below(IDS.length)
    const customer_id = IDS[customer] ?? ''
    const event_time = pick(times)
    const kind = random.below(10)
    if (kind < 6 && orders && customer < IDS.length - 4) {
      // Order ids are few, so that versions meet and customers share them; one time in three is the same, so that versions tie.
      const key = `order ${random.below(6)}`
      const time = random.below(3) === 0 ? (times[3] ?? '') : event_time
      const total_amount = random.below(60) === 0 ? LARGEST : pick(AMOUNTS)
      events.push({ type: 'ORDER', verb: pick(['NEW', 'UPDATE']), key, event_time: time, customer_id, total_amount })
    } else if (kind < 8) events.push({ type: 'SITE_VISIT', verb: 'NEW', key: `page ${random.below(3)}`, event_time, customer_id })
    else if (kind === 8) events.push({ type: 'IMAGE', verb: 'UPLOAD', key: `image ${random.below(3)}`, event_time, customer_id })
    else events.push({ type: 'CUSTOMER', verb: pick(['NEW', 'UPDATE']), key: customer_id, event_time, last_name: pick(["D'Arc", 'Li']) })
  }
  return events
}
