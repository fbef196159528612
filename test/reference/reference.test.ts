import { describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION, type WeeksRule } from '../../src/ltv/definition.ts'
import { expectedReports, hasShared, readShared } from '../support/shared-data.ts'
import { judge, readAmount, readTime } from './event.ts'
import { recordsOf } from './json.ts'
import { nearestDouble, rational } from './rational.ts'
import { countsOf, rankingOf, readAll, weekOf } from './report.ts'

const round6 = (value: number): number => Math.round(value * 1e6) / 1e6

describe('the slow reference', () => {
  describe.skipIf(!hasShared('shutterfly', 'expected.json'))('gives the figures another program worked out', () => {
    it.each(expectedReports())('%s', (path, expected) => {
      const dataset = readAll(recordsOf(readShared('shutterfly', ...path.split('/')).toString('utf8')))
      const { read, accepted, rejected, customers } = countsOf(dataset)
      const { calendarWeeks } = rankingOf(dataset.events, DEFAULT_DEFINITION)
      const top = (weeksRule: WeeksRule) =>
        rankingOf(dataset.events, { ...DEFAULT_DEFINITION, weeksRule })
          .rows.slice(0, 10)
          .map(row => [row.customer, round6(row.ltv), Number(row.spend) / 10_000, row.visits, row.weeks])
      expect({ read, accepted, rejected, customers, weeks: calendarWeeks, dataset: top('dataset'), customer: top('customer') }).toEqual(
        expected,
      )
    })
  })

  it.each([
    ['2017-01-06T12:46:46.384Z', '2017-01-06T12:46:46.384Z'],
    ['2017-1-6', '2017-01-06T00:00:00.000Z'],
    ['2017-01-06:12:46:46.384Z', '2017-01-06T12:46:46.384Z'],
    ['2017-01-06 9:05', '2017-01-06T09:05:00.000Z'],
    ['2017-01-06:12:46.384Z', '2017-01-06T12:46:00.384Z'],
    ['2017-01-06:12:46.38', '2017-01-06T12:46:38.000Z'],
    ['2017-01-06:12:55.55.555Z', '2017-01-06T12:55:55.555Z'],
    ['2017-01-06T12:46:46,38499+0130', '2017-01-06T11:16:46.384Z'],
    ['0001-01-01', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.9999999', '9999-12-31T23:59:59.999Z'],
    ['2000-02-29', '2000-02-29T00:00:00.000Z'],
  ])('reads the time %s as %s', (text, iso) => {
    expect(readTime(text)).toBe(Date.parse(iso))
  })

  it.each([
    '2017-02-29',
    '1900-02-29',
    '2017-13-01',
    '2017-01-01T24:00',
    '2017-01-01T23:59:60',
    '0000-01-01',
    '17-01-01',
    '2017-01-01T',
    '2017-01-01T5',
  ])('refuses the time %s', text => {
    expect(readTime(text)).toBeNull()
  })

  it.each([
    ['12.34 USD', 123_400n, 'USD'],
    ['$1,234.56', 12_345_600n, 'USD'],
    ['-€ 5', -50_000n, 'EUR'],
    ['0.00005', 0n, 'USD'],
    ['0.00015', 2n, 'USD'],
    ['0.000150000000000000001', 2n, 'USD'],
    ['-0.00025', -2n, 'USD'],
    ['999999999.99', 9_999_999_999_900n, 'USD'],
    [1e-300, 0n, 'USD'],
    [0.1, 1_000n, 'USD'],
  ])('reads the amount %s as %s units of %s', (value, amount, currency) => {
    expect(readAmount(value)).toEqual({ amount, currency })
  })

  it.each(['12,34', '1,23,456', '12.34 XYZ', '$5 USD', '1e3', '5.', '.5', '1000000000', 1e300, true])('refuses the amount %s', value => {
    expect(readAmount(value)).toBeNull()
  })

  it('names the first field that is wrong', () => {
    expect(judge([])).toEqual({ reject: { reason: 'not an object', field: null } })
    expect(judge({ type: 'ORDER' })).toEqual({ reject: { reason: 'missing verb', field: 'verb' } })
    expect(judge({ type: 'VISIT' })).toEqual({ reject: { reason: 'unknown type', field: 'type' } })
    expect(judge({ type: ' order ', verb: 'upload' })).toEqual({ reject: { reason: 'verb not of this type', field: 'verb' } })
    expect(judge({ type: 'ORDER', verb: 'NEW', key: 1.5 })).toEqual({ reject: { reason: 'bad key', field: 'key' } })
  })

  it('rounds fractions to the nearest double', () => {
    // biome-ignore lint/correctness/noPrecisionLoss: the figure as it is published; one digit more than the double needs
    expect(nearestDouble(rational(780_400n * 52n * 10n, 14n * 10_000n))).toBe(2898.6285714285716)
    expect(nearestDouble(rational(1n, 3n))).toBe(1 / 3)
    expect(nearestDouble(rational(-(2n ** 53n + 1n)))).toBe(-(2 ** 53))
    expect(nearestDouble(rational(2n ** 54n + 3n))).toBe(2 ** 54 + 4)
  })

  it('puts a Saturday and the next Sunday into two weeks', () => {
    const saturday = Date.UTC(2017, 0, 7, 23, 59, 59, 999)
    expect(weekOf(saturday + 1, 'sunday') - weekOf(saturday, 'sunday')).toBe(1)
    expect(weekOf(saturday + 1, 'monday') - weekOf(saturday, 'monday')).toBe(0)
  })

  it('counts weeks 1–13 of 2017 and week 13 of 2018 as 14', () => {
    const visit = (event_time: string) => ({ type: 'SITE_VISIT', verb: 'NEW', key: 'p', customer_id: 'c', event_time })
    const { events } = readAll([visit('2017-01-01'), visit('2017-03-29'), visit('2018-03-28')])
    expect(rankingOf(events, { ...DEFAULT_DEFINITION, weeksRule: 'dataset-years' }).rows[0]?.weeks).toBe(14)
  })
})
