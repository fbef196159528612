import fc from 'fast-check'
import { EVENT_FIELDS } from '../../src/base/event-fields.ts'
import { ExactNumber } from '../../src/base/exact-number.ts'
import { type Definition, WEEK_STARTS, WEEKS_RULES } from '../../src/ltv/definition.ts'

/*
 * Events that meet: few ids, keys and times, so that versions, ties, repeats and reuse are the rule.
 * Most are good; some have a field that is missing, bad or odd.
 */

/** Half of the time one of very few, so that the same thing is met again; otherwise something odd. */
const mostly = (common: readonly unknown[], odd: readonly unknown[]) => fc.oneof(fc.constantFrom(...common), fc.constantFrom(...odd))

const ID = mostly(['a', 'b'], ['c', ' a\t', 7, '7', '007', '__proto__', 'constructor', '\ud800', '\ufffd', '😀', '\uffff', 'é', 'e\u0301'])
const KEY = mostly(['o1', 'o2'], ['o3', 'a', 'b', 1, '1', new ExactNumber('12345678901234567890'), '__proto__'])

/** Edges of weeks and years, and anything in between; few years, as the slow reference looks at every week of them. */
const TIME = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('2017-01-07T23:59:59.999Z', '2017-01-08') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '2016-12-31T23:59:59.999Z', // a Saturday
      '2017-01-01',
      '2017-01-01 00:00:00.001',
      '2017-01-07T23:59:59.999Z', // a Saturday
      '2017-01-08T00:00:00.000Z',
      '2017-01-08T01:30:00+01:30',
      '2017-01-08T23:59:59.999999Z',
      '2017-01-09:0:00',
      '2017-12-31T12:00:00Z',
      '2018-01-01T00:00:00Z',
      '2018-03-28',
    ),
  },
  { weight: 1, arbitrary: fc.integer({ min: Date.UTC(2016, 11, 1), max: Date.UTC(2018, 1, 1) }).map(time => new Date(time).toISOString()) },
)

const AMOUNT = fc.constantFrom<unknown>(
  '10 USD',
  '10.00 USD',
  '10 EUR',
  '10 GBP',
  '20',
  0.1,
  '0.1',
  '0.1 USD',
  '33.3333',
  '0',
  '-5',
  '-$10',
  '€7',
  '7 EUR',
  '7.5 EUR',
  '5 GBP',
  '0.00005',
  '0.00015',
  '999,999,999.9999',
  new ExactNumber('0.12345678901234567890'),
)

const TEXT = fc.constantFrom<unknown>('Smith', 'smith', 'Müller', '', '  ', null, 5, '\uffff', '😀', '\udc00', ' x ')

const field = (name: string, value: fc.Arbitrary<unknown>) => value.map((each): [string, unknown] => [name, each])

const GOOD_EVENT: fc.Arbitrary<Record<string, unknown>> = fc
  .oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(
        field('type', fc.constant('ORDER')),
        field('verb', fc.constantFrom('NEW', 'UPDATE')),
        field('key', KEY),
        field('event_time', TIME),
        field('customer_id', ID),
        field('total_amount', AMOUNT),
      ),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(
        field('type', fc.constantFrom('SITE_VISIT', 'site_visit ')),
        field('verb', fc.constant('NEW')),
        field('key', KEY),
        field('event_time', TIME),
        field('customer_id', ID),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(
        field('type', fc.constant('IMAGE')),
        field('verb', fc.constant('UPLOAD')),
        field('key', KEY),
        field('event_time', TIME),
        field('customer_id', ID),
        field('camera_make', TEXT),
        field('camera_model', TEXT),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(
        field('type', fc.constant('CUSTOMER')),
        field('verb', fc.constantFrom('NEW', 'UPDATE')),
        field('key', ID),
        field('event_time', TIME),
        field('last_name', TEXT),
        field('adr_city', TEXT),
        field('adr_state', TEXT),
      ),
    },
  )
  .map(fields => Object.fromEntries(fields))

const FIELD_NAMES = [...EVENT_FIELDS, 'tags', 'x', '__proto__']
const ODD_VALUE = fc.constantFrom<unknown>(
  undefined,
  null,
  '',
  ' \u00a0',
  true,
  1.5,
  -0,
  {},
  ['a'],
  'ORDER',
  'NEW',
  'ſite_visit',
  '2017-02-30',
  '12,x',
  1e300,
)

/** A good event with one field taken away or changed to something odd. */
const ODD_EVENT = fc.tuple(GOOD_EVENT, fc.constantFrom(...FIELD_NAMES), ODD_VALUE).map(([event, name, value]) => {
  const odd = { ...event }
  if (value === undefined) delete odd[name]
  // An own field, as JSON.parse would make it, also when it is called __proto__.
  else Object.defineProperty(odd, name, { value, writable: true, enumerable: true, configurable: true })
  return odd
})

/** Versions of one order at one time, which differ in no more than verb, amount or currency. */
const TIED_ORDER = fc
  .tuple(fc.constantFrom('NEW', 'UPDATE'), fc.constantFrom('10 USD', '10 EUR', '10 GBP', '9 EUR', '10.0'))
  .map(([verb, total_amount]) => ({ type: 'ORDER', verb, key: 'o1', event_time: '2017-01-09', customer_id: 'a', total_amount }))

const NO_EVENT = fc.constantFrom<unknown>(null, 12, 'text', true, [], [{ type: 'ORDER' }], {})

const arbitraryRecord: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 30, arbitrary: GOOD_EVENT },
  { weight: 3, arbitrary: TIED_ORDER },
  { weight: 4, arbitrary: ODD_EVENT },
  { weight: 1, arbitrary: NO_EVENT },
)

export const arbitraryRecords = fc.array(arbitraryRecord, { maxLength: 40, size: 'max' })

const INSTANT = fc.constantFrom(
  null,
  null,
  Date.UTC(2017, 0, 1),
  Date.UTC(2017, 0, 1, 0, 0, 0, 1),
  Date.UTC(2017, 0, 8),
  Date.UTC(2017, 0, 10),
  Date.UTC(2018, 0, 1),
)

export const arbitraryDefinition: fc.Arbitrary<Definition> = fc
  .record({
    weeksRule: fc.constantFrom(...WEEKS_RULES),
    weekStart: fc.constantFrom(...WEEK_STARTS),
    windowStart: INSTANT,
    windowEnd: INSTANT,
    lifespanYears: fc.constantFrom(10, 1, 0.5, 33.3333, 100),
    margin: fc.constantFrom(1, 1, 0.6, 0.123456, 0.000001),
    currency: fc.constantFrom(null, null, 'USD', 'EUR', 'JPY'),
  })
  // A window that ends before it starts is no definition.
  .filter(({ windowStart, windowEnd }) => windowStart === null || windowEnd === null || windowStart < windowEnd)
