import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { daysFromCivil, parseEventTime, parseMonthFirstTime } from '../../src/base/time.ts'
import { calendarYear, civilDate, isoDate, monthIndex, startOfMonth, startOfWeek, startOfYear, weekIndex } from '../../src/base/weeks.ts'

const at = (iso: string) => Date.parse(iso)

describe('a time that begins with the month', () => {
  it.each([
    ['03/24/2023 4:52:21', '2023-03-24T04:52:21Z'],
    ['03/24/2023 12:00:01', '2023-03-24T12:00:01Z'],
    ['3/4/2023 4:52', '2023-03-04T04:52:00Z'],
    ['12-31-2022', '2022-12-31T00:00:00Z'],
    ['12-31-2022 23:59:59', '2022-12-31T23:59:59Z'],
    ['12/31/2022T23:59:59.25Z', '2022-12-31T23:59:59.250Z'],
    [' 02/29/2024 ', '2024-02-29T00:00:00Z'],
  ])('%j is %s', (text, iso) => {
    expect(parseMonthFirstTime(text)).toBe(at(iso))
  })

  it.each([
    '',
    '24/03/2023',
    '02/29/2023',
    '02/30/2024 4:05:06',
    '00/01/2023',
    '01/00/2023',
    '01/32/2023',
    '01-02/2023',
    '01/02-2023',
    '01/02/23',
    '01/02/0000',
    '01/02/20233',
    '01/02/2023 24:00:00',
    '01/02/2023 4:60:00',
    '01/02/2023 4:05 PM',
    '2023-01-02',
    '1 02/2023',
  ])('%j is none', text => {
    expect(parseMonthFirstTime(text)).toBeNaN()
  })
})

describe('the time of an event', () => {
  it.each([
    ['2017-01-06T12:46:46.384Z', '2017-01-06T12:46:46.384Z'],
    ['2017-01-06:12:46:46.384Z', '2017-01-06T12:46:46.384Z'],
    ['2017-01-06 12:46:46', '2017-01-06T12:46:46Z'],
    ['2017-01-06T12:46', '2017-01-06T12:46:00Z'],
    ['2017-01-06', '2017-01-06T00:00:00Z'],
    ['2017-1-6', '2017-01-06T00:00:00Z'],
    ['2017-1-6 1:02', '2017-01-06T01:02:00Z'],
    [' 2017-01-06 ', '2017-01-06T00:00:00Z'],
    // As found in files that others wrote.
    ['2017-01-06:12:46.384Z', '2017-01-06T12:46:00.384Z'],
    ['2017-01-07:1:32.384Z', '2017-01-07T01:32:00.384Z'],
    ['2017-01-06:12:55.55.555Z', '2017-01-06T12:55:55.555Z'],
    ['2017-01-06T12:46.38', '2017-01-06T12:46:38Z'],
    ['2017-01-06T12:46.3', '2017-01-06T12:46:00.300Z'],
    ['2017-01-06T12:46,38', '2017-01-06T12:46:00.380Z'],
    ['2017-01-06T12:46:46,5Z', '2017-01-06T12:46:46.500Z'],
    ['2017-01-06T12:46:46.9999999Z', '2017-01-06T12:46:46.999Z'],
    [`2017-01-06T12:46:46.${'9'.repeat(500)}Z`, '2017-01-06T12:46:46.999Z'],
    ['2017-01-06T12:46:46+02:00', '2017-01-06T10:46:46Z'],
    ['2017-01-06T12:46:46-0530', '2017-01-06T18:16:46Z'],
    ['2017-01-06T12:46:46.384+0000', '2017-01-06T12:46:46.384Z'],
    ['2017-01-06T12:46-23:59', '2017-01-07T12:45:00Z'],
    ['2016-02-29', '2016-02-29T00:00:00Z'],
    ['2000-02-29', '2000-02-29T00:00:00Z'],
    ['1969-12-31T23:59:59.999Z', '1969-12-31T23:59:59.999Z'],
    ['0001-01-01', '0001-01-01T00:00:00Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%j is %s', (text, iso) => {
    expect(parseEventTime(text)).toBe(at(iso))
  })

  it('may leave the years 1 to 9999 by its offset', () => {
    expect(parseEventTime('0001-01-01T00:00+01:00')).toBe(at('0001-01-01T00:00:00Z') - 3_600_000)
    expect(parseEventTime('9999-12-31T23:59:59-01:00')).toBe(at('9999-12-31T23:59:59Z') + 3_600_000)
  })

  it.each([
    '',
    ' ',
    '2017',
    '2017-01',
    '17-01-06',
    '02017-01-06',
    '0000-01-01',
    '-2017-01-06',
    '2017-00-06',
    '2017-13-06',
    '2017-01-00',
    '2017-01-32',
    '2017-04-31',
    '2017-02-29',
    '1900-02-29',
    '2017-02-30T00:00:00Z',
    '2017-001-06',
    '2017-01-012T12:55:55.555Z',
    '2018-01-2000T12:46:12.384Z',
    '2017-07-06-T17:55:55.555Z',
    '2017-08--08-T17:55:55.555Z',
    '2018-01-11T12.55:55.555Z',
    '2017-01-06T',
    '2017-01-06T12',
    '2017-01-06T24:00:00',
    '2017-01-06T12:60',
    '2017-01-06T12:6',
    '2017-01-06T12:46:60',
    '2017-01-06T12:46:6',
    '2017-01-06T12:46.99',
    '2017-01-06T12:46:46.',
    '2017-01-06T12:46:46.Z',
    '2017-01-06T12:46:46z',
    '2017-01-06t12:46:46Z',
    '2017-01-06T12:46:46 Z',
    '2017-01-06T12:46:46+24:00',
    '2017-01-06T12:46:46+02:60',
    '2017-01-06T12:46:46+02',
    '2017-01-06T12:46:46+2:00',
    '2017-01-06T12:46:46+02:00Z',
    '2017-01-06Z',
    '2017-01-06+02:00',
    '2017-01-06  12:46',
    '2017-01-06T12:46:46.384ZZ',
    '2017/01/06',
    '06.01.2017',
    '01/06/2017',
    '1483706806384',
    '２０１７-01-06',
    'yesterday',
  ])('%j is refused', text => {
    expect(parseEventTime(text)).toBeNaN()
  })

  it('agrees with the calendar of the platform on every day of 400 years', () => {
    for (let day = daysFromCivil(1800, 1, 1); day < daysFromCivil(2200, 1, 1); day += 1) {
      const iso = new Date(day * 86_400_000).toISOString()
      if (parseEventTime(iso) !== day * 86_400_000 || isoDate(day * 86_400_000) !== iso.slice(0, 10)) expect.fail(iso)
    }
  })
})

const CASES = '../shared/data/hostile/timestamps-json-schema/cases.json'
describe.skipIf(!existsSync(CASES))('the date-times of the JSON Schema test suite', () => {
  interface Case {
    readonly text: string
    readonly valid: boolean
  }
  // Read from a committed list of this shape; the next line fails loudly when it is another.
  const cases = existsSync(CASES) ? (JSON.parse(readFileSync(CASES, 'utf8')) as Case[]) : []

  it('are read where RFC 3339 takes them, leap seconds and small letters apart', () => {
    const texts = cases.filter(one => one.valid)
    expect(texts.length).toBeGreaterThan(5)
    const refused = texts.filter(one => Number.isNaN(parseEventTime(one.text)))
    expect(
      refused.every(one => /:60|[tz]/.test(one.text)),
      JSON.stringify(refused),
    ).toBe(true)
  })
})

describe('calendar weeks', () => {
  const saturday = at('2017-01-07T23:59:59.999Z')
  const sunday = saturday + 1
  const monday = at('2017-01-09T00:00:00Z')

  it('a Saturday and the next Sunday, one millisecond apart, are two weeks', () => {
    expect(weekIndex(sunday, 'sunday') - weekIndex(saturday, 'sunday')).toBe(1)
    expect(weekIndex(sunday, 'monday') - weekIndex(saturday, 'monday')).toBe(0)
  })

  it('may begin on Monday', () => {
    expect(weekIndex(monday, 'monday') - weekIndex(monday - 1, 'monday')).toBe(1)
    expect(weekIndex(monday, 'sunday') - weekIndex(monday - 1, 'sunday')).toBe(0)
  })

  it.each(['sunday', 'monday'] as const)('begin on a %s, before 1970 too', weekStart => {
    for (const time of [at('1969-12-31T12:00:00Z'), at('0001-01-01T00:00:00Z'), 0, -1, saturday, at('9999-12-31T00:00:00Z')]) {
      const start = startOfWeek(weekIndex(time, weekStart), weekStart)
      expect(new Date(start).getUTCDay()).toBe(weekStart === 'sunday' ? 0 : 1)
      expect(time - start).toBeGreaterThanOrEqual(0)
      expect(time - start).toBeLessThan(7 * 86_400_000)
    }
  })
})

describe('calendar months and years', () => {
  it.each(['2016-12-31T23:59:59.999Z', '2017-01-01T00:00:00Z', '1969-12-31T23:59:59.999Z', '0001-03-01T00:00:00Z', '2000-02-29T01:00:00Z'])(
    'of %s are those of the platform',
    iso => {
      const date = new Date(iso)
      expect(civilDate(at(iso))).toEqual({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() })
      expect(calendarYear(at(iso))).toBe(date.getUTCFullYear())
      expect(startOfMonth(monthIndex(at(iso)))).toBe(at(`${iso.slice(0, 7)}-01T00:00:00Z`))
      expect(startOfYear(calendarYear(at(iso)))).toBe(at(`${iso.slice(0, 4)}-01-01T00:00:00Z`))
    },
  )
})
