import { describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION, type Definition, WEEK_STARTS, WEEKS_RULES, type WeekStart } from '../../src/ltv/definition.ts'
import { DIALECT_IDS, DIALECTS, type DialectId, ltvSql } from '../../src/sql/index.ts'

/** Definitions that between them use every spelling of a dialect. */
const SHOWN: readonly Definition[] = [
  DEFAULT_DEFINITION,
  { ...DEFAULT_DEFINITION, weeksRule: 'elapsed', windowStart: Date.UTC(2025, 0, 1), windowEnd: Date.UTC(2025, 6, 1), currency: 'EUR' },
  { ...DEFAULT_DEFINITION, weeksRule: 'dataset-years', weekStart: 'monday', lifespanYears: 5, margin: 0.6 },
]

/*
 * What the documentation of each engine says a date of the first day of a week is, written down by hand from it: a second time, so that a slip of the pen shows.
 * The first day of the week of t.
 */
const WEEK_START_FACTS: Readonly<Record<DialectId, Readonly<Record<WeekStart, string>>>> = {
  // dayofweek 0 (Sunday) to 6, isodow 1 (Monday) to 7; a date minus a whole number is a date.
  duckdb: { sunday: 'CAST(t AS DATE) - CAST(dayofweek(t) AS INTEGER)', monday: 'CAST(t AS DATE) - (CAST(isodow(t) AS INTEGER) - 1)' },
  postgresql: {
    sunday: 'CAST(t AS date) - CAST(extract(dow FROM t) AS int)',
    monday: 'CAST(t AS date) - (CAST(extract(isodow FROM t) AS int) - 1)',
  },
  // “weekday N” goes on to the next such day, if it is none already; Sunday is 0.
  sqlite: { sunday: "date(t, '-6 days', 'weekday 0')", monday: "date(t, '-6 days', 'weekday 1')" },
  // toStartOfWeek(t, mode, zone): mode 0 is Sunday, mode 1 Monday.
  clickhouse: { sunday: "toStartOfWeek(t, 0, 'UTC')", monday: "toStartOfWeek(t, 1, 'UTC')" },
  bigquery: { sunday: "DATE_TRUNC(DATE(t, 'UTC'), WEEK(SUNDAY))", monday: "DATE_TRUNC(DATE(t, 'UTC'), WEEK(MONDAY))" },
  // DAYOFWEEKISO 1 (Monday) to 7, whatever WEEK_START is.
  snowflake: {
    sunday: "DATEADD('day', -MOD(DAYOFWEEKISO(t), 7), CAST(t AS DATE))",
    monday: "DATEADD('day', 1 - DAYOFWEEKISO(t), CAST(t AS DATE))",
  },
  // dayofweek 1 (Sunday) to 7, weekday 0 (Monday) to 6.
  spark: { sunday: 'date_sub(to_date(t), dayofweek(to_date(t)) - 1)', monday: 'date_sub(to_date(t), weekday(to_date(t)))' },
  // date_trunc('week') is Monday.
  trino: {
    sunday: "date_trunc('week', CAST(t AS DATE) + INTERVAL '1' DAY) - INTERVAL '1' DAY",
    monday: "date_trunc('week', CAST(t AS DATE))",
  },
}

describe.each(DIALECT_IDS)('the SQL for %s', id => {
  it('is, letter by letter, what was last looked at by a person', async () => {
    const { model, staging } = ltvSql(DEFAULT_DEFINITION, 10, id)
    const queries = SHOWN.map(definition => ltvSql(definition, 10, id)).flatMap(({ query, rollup }) => [query, rollup])
    await expect([model, staging, ...queries].join('\n\n')).toMatchFileSnapshot(`golden/${id}.sql`)
  })

  it('finds the first day of a week as its documentation says', () => {
    for (const weekStart of WEEK_STARTS) expect(DIALECTS[id].weekStart('t', weekStart)).toBe(WEEK_START_FACTS[id][weekStart])
  })

  it('says in each query which definition it is, and whether anyone ran it', () => {
    for (const weeksRule of WEEKS_RULES) {
      for (const weekStart of WEEK_STARTS) {
        const { query, rollup } = ltvSql({ ...DEFAULT_DEFINITION, weeksRule, weekStart, margin: 0.25, currency: 'EUR' }, 3, id)
        for (const text of [query, rollup]) {
          expect(text).toContain('-- LTV = 52 * (spend / weeks) * 10 years * 0.25 margin\n')
          expect(text).toContain(`(${weeksRule}).\n-- Weeks start on ${weekStart === 'sunday' ? 'Sunday' : 'Monday'}, UTC.\n`)
          expect(text).toContain('-- Currency: EUR; orders in others are set aside.\n')
          expect(text).toContain(DIALECTS[id].evidence === 'run' ? 'Our tests run this query' : 'our tests do not run it')
        }
      }
    }
  })

  it('is another text for every definition that says something else', () => {
    const definitions = WEEKS_RULES.flatMap(weeksRule =>
      WEEK_STARTS.flatMap(weekStart =>
        [null, Date.UTC(2025, 0, 1)].map(windowStart => ({ ...DEFAULT_DEFINITION, weeksRule, weekStart, windowStart })),
      ),
    )
    const texts = definitions.map(definition => ltvSql(definition, 10, id).query.replace(/^--.*$/gm, ''))
    // Elapsed time has no calendar weeks: their start changes nothing.
    expect(new Set(texts).size).toBe(definitions.length - 2)
  })
})

describe('what cannot be asked for', () => {
  it('is an x that is no whole number of 0 or more', () => {
    for (const x of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60]) {
      expect(() => ltvSql(DEFAULT_DEFINITION, x, 'duckdb')).toThrow(new RangeError(`x is ${x} (expected a whole number of 0 or more)`))
    }
  })

  it('is a definition that is not sound, so that nothing foreign gets into a text', () => {
    const foreign: Definition = { ...DEFAULT_DEFINITION, currency: "USD'; DROP TABLE orders; --" }
    expect(() => ltvSql(foreign, 1, 'duckdb')).toThrow(RangeError)
  })
})
