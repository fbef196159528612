import { SEVERAL_SHARDS } from './clickhouse-shards.ts'
import type { Dialect, DialectId } from './dialect.ts'
import { DUCKDB_FILE } from './duckdb-file.ts'

/*
 * The first four are run by the tests, for every weeks rule: ClickHouse by test/engine, the others by test/sql. The other four are written from the documentation of
 * their makers.
 * Programs that translate between dialects were tried and are not used: they get days of the week wrong without a word.
 */

const none = (): null => null
const itself = (expression: string): string => expression
const plainTable = (): string => ''
const timestamp = (text: string): string => `TIMESTAMP '${text}'`

const duckdb: Dialect = {
  id: 'duckdb',
  name: 'DuckDB',
  evidence: 'run',
  types: { text: 'VARCHAR', time: 'TIMESTAMP', whole: 'BIGINT', double: 'DOUBLE' },
  keys: 'enforced',
  keyEnd: '',
  before: null,
  timesAre: 'Times are UTC, cut to the millisecond.',
  fileReading: DUCKDB_FILE,
  modelNotes: null,
  nullable: itself,
  tableEnd: plainTable,
  timeCheck: none,
  timeLiteral: timestamp,
  // dayofweek: Sunday is 0. isodow: Monday is 1.
  weekStart: (time, weekStart) =>
    `CAST(${time} AS DATE) - ${weekStart === 'sunday' ? `CAST(dayofweek(${time}) AS INTEGER)` : `(CAST(isodow(${time}) AS INTEGER) - 1)`}`,
  daysBetween: (first, last) => `date_diff('day', ${first}, ${last})`,
  millisecondsBetween: (first, last) => `epoch_ms(${last}) - epoch_ms(${first})`,
  yearOf: time => `year(${time})`,
  sortable: itself,
}

const postgresql: Dialect = {
  id: 'postgresql',
  name: 'PostgreSQL',
  evidence: 'run',
  types: { text: 'text', time: 'timestamp(3)', whole: 'bigint', double: 'double precision' },
  keys: 'enforced',
  keyEnd: '',
  before: null,
  timesAre: "Times are UTC, cut to the millisecond. From a timestamptz: date_trunc('milliseconds', event_time AT TIME ZONE 'UTC').",
  fileReading: null,
  modelNotes: null,
  nullable: itself,
  tableEnd: plainTable,
  timeCheck: none,
  timeLiteral: timestamp,
  // dow: Sunday is 0. isodow: Monday is 1.
  weekStart: (time, weekStart) =>
    `CAST(${time} AS date) - ${weekStart === 'sunday' ? `CAST(extract(dow FROM ${time}) AS int)` : `(CAST(extract(isodow FROM ${time}) AS int) - 1)`}`,
  daysBetween: (first, last) => `((${last}) - (${first}))`,
  // extract gives an exact numeric from version 14 on; before, a double that is rounded here.
  millisecondsBetween: (first, last) => `CAST(round(extract(epoch FROM ${last} - ${first}) * 1000) AS bigint)`,
  yearOf: time => `CAST(extract(year FROM ${time}) AS int)`,
  // Otherwise the language of the database decides which of two ids comes first.
  sortable: id => `${id} COLLATE "C"`,
}

const TWO_DIGITS = '[0-9][0-9]'
const SQLITE_TIME = `${TWO_DIGITS}${TWO_DIGITS}-${TWO_DIGITS}-${TWO_DIGITS} ${TWO_DIGITS}:${TWO_DIGITS}:${TWO_DIGITS}.[0-9]${TWO_DIGITS}`

const sqlite: Dialect = {
  id: 'sqlite',
  name: 'SQLite',
  evidence: 'run',
  types: { text: 'TEXT', time: 'TEXT', whole: 'INTEGER', double: 'REAL' },
  keys: 'enforced',
  keyEnd: '',
  before: 'PRAGMA foreign_keys = ON;',
  timesAre: 'Times are texts like 2025-01-31 23:59:59.999, UTC: then they sort as texts do.',
  fileReading: null,
  modelNotes: null,
  nullable: itself,
  tableEnd: plainTable,
  timeCheck: column => `${column} GLOB '${SQLITE_TIME}'`,
  timeLiteral: text => `'${text}'`,
  // Six days back, then on to the next first day of a week, or none further when it is one.
  weekStart: (time, weekStart) => `date(${time}, '-6 days', 'weekday ${weekStart === 'sunday' ? 0 : 1}')`,
  daysBetween: (first, last) => `CAST(julianday(${last}) - julianday(${first}) AS INTEGER)`,
  // Julian days are doubles, good to 0.04 ms: the rounding gives the millisecond back.
  millisecondsBetween: (first, last) => `CAST(round((julianday(${last}) - julianday(${first})) * 86400000) AS INTEGER)`,
  yearOf: time => `strftime('%Y', ${time})`,
  sortable: itself,
}

const clickhouse: Dialect = {
  id: 'clickhouse',
  name: 'ClickHouse',
  evidence: 'run',
  types: { text: 'String', time: "DateTime64(3, 'UTC')", whole: 'Int64', double: 'Float64' },
  keys: 'unknown',
  keyEnd: '',
  before: null,
  timesAre: 'Times are UTC, to the millisecond. Weeks are of type Date here, which begins with 1970 and ends with 2149.',
  fileReading: null,
  modelNotes: SEVERAL_SHARDS,
  nullable: type => `Nullable(${type})`,
  tableEnd: key => `\nENGINE = MergeTree\nORDER BY (${key.join(', ')})`,
  timeCheck: none,
  timeLiteral: text => `toDateTime64('${text}', 3, 'UTC')`,
  // Mode 0 starts weeks on Sunday, mode 1 on Monday.
  weekStart: (time, weekStart) => `toStartOfWeek(${time}, ${weekStart === 'sunday' ? 0 : 1}, 'UTC')`,
  daysBetween: (first, last) => `dateDiff('day', ${first}, ${last})`,
  millisecondsBetween: (first, last) => `toUnixTimestamp64Milli(${last}) - toUnixTimestamp64Milli(${first})`,
  yearOf: time => `toYear(${time}, 'UTC')`,
  sortable: itself,
}

const bigquery: Dialect = {
  id: 'bigquery',
  name: 'BigQuery',
  evidence: 'documentation',
  types: { text: 'STRING', time: 'TIMESTAMP', whole: 'INT64', double: 'FLOAT64' },
  keys: 'promised',
  keyEnd: ' NOT ENFORCED',
  before: null,
  timesAre: 'Times are moments, cut to the millisecond: TIMESTAMP_TRUNC(event_time, MILLISECOND).',
  fileReading: null,
  modelNotes: null,
  nullable: itself,
  tableEnd: ([first = '']) => `\nCLUSTER BY ${first}`,
  timeCheck: none,
  timeLiteral: text => `TIMESTAMP '${text}+00:00'`,
  weekStart: (time, weekStart) => `DATE_TRUNC(DATE(${time}, 'UTC'), WEEK(${weekStart === 'sunday' ? 'SUNDAY' : 'MONDAY'}))`,
  daysBetween: (first, last) => `DATE_DIFF(${last}, ${first}, DAY)`,
  millisecondsBetween: (first, last) => `TIMESTAMP_DIFF(${last}, ${first}, MILLISECOND)`,
  yearOf: time => `EXTRACT(YEAR FROM DATE(${time}, 'UTC'))`,
  sortable: itself,
}

const snowflake: Dialect = {
  id: 'snowflake',
  name: 'Snowflake',
  evidence: 'documentation',
  types: { text: 'VARCHAR', time: 'TIMESTAMP_NTZ(3)', whole: 'BIGINT', double: 'DOUBLE' },
  keys: 'promised',
  keyEnd: '',
  before: null,
  timesAre: "Times are UTC, cut to the millisecond. From a TIMESTAMP_TZ: CONVERT_TIMEZONE('UTC', event_time)::TIMESTAMP_NTZ(3).",
  fileReading: null,
  modelNotes: null,
  nullable: itself,
  tableEnd: plainTable,
  timeCheck: none,
  timeLiteral: text => `CAST('${text}' AS TIMESTAMP_NTZ(3))`,
  // DAYOFWEEKISO: Monday is 1, whatever the session's WEEK_START says; DATE_TRUNC and DAYOFWEEK depend on it.
  weekStart: (time, weekStart) =>
    `DATEADD('day', ${weekStart === 'sunday' ? `-MOD(DAYOFWEEKISO(${time}), 7)` : `1 - DAYOFWEEKISO(${time})`}, CAST(${time} AS DATE))`,
  daysBetween: (first, last) => `DATEDIFF('day', ${first}, ${last})`,
  millisecondsBetween: (first, last) => `DATEDIFF('millisecond', ${first}, ${last})`,
  yearOf: time => `YEAR(${time})`,
  sortable: itself,
}

const spark: Dialect = {
  id: 'spark',
  name: 'Spark',
  evidence: 'documentation',
  types: { text: 'STRING', time: 'TIMESTAMP', whole: 'BIGINT', double: 'DOUBLE' },
  keys: 'unknown',
  keyEnd: '',
  // Dates are taken from times in the zone of the session.
  before: "SET TIME ZONE 'UTC';",
  timesAre: "Times are moments, cut to the millisecond: date_trunc('MILLISECOND', event_time).",
  fileReading: null,
  modelNotes: null,
  nullable: itself,
  tableEnd: plainTable,
  timeCheck: none,
  timeLiteral: text => `TIMESTAMP '${text}Z'`,
  // dayofweek: Sunday is 1. weekday: Monday is 0.
  weekStart: (time, weekStart) =>
    `date_sub(to_date(${time}), ${weekStart === 'sunday' ? `dayofweek(to_date(${time})) - 1` : `weekday(to_date(${time}))`})`,
  daysBetween: (first, last) => `datediff(${last}, ${first})`,
  millisecondsBetween: (first, last) => `unix_millis(${last}) - unix_millis(${first})`,
  yearOf: time => `year(to_date(${time}))`,
  sortable: itself,
}

const trino: Dialect = {
  id: 'trino',
  name: 'Trino',
  evidence: 'documentation',
  types: { text: 'VARCHAR', time: 'TIMESTAMP(3)', whole: 'BIGINT', double: 'DOUBLE' },
  keys: 'unknown',
  keyEnd: '',
  before: null,
  timesAre:
    "Times are UTC, cut to the millisecond. From a time with a zone: CAST(date_trunc('millisecond', event_time AT TIME ZONE 'UTC') AS TIMESTAMP(3)).",
  fileReading: null,
  modelNotes: null,
  nullable: itself,
  tableEnd: plainTable,
  timeCheck: none,
  timeLiteral: timestamp,
  // date_trunc knows weeks that start on Monday; those that start on Sunday are the same a day later.
  weekStart: (time, weekStart) =>
    weekStart === 'sunday'
      ? `date_trunc('week', CAST(${time} AS DATE) + INTERVAL '1' DAY) - INTERVAL '1' DAY`
      : `date_trunc('week', CAST(${time} AS DATE))`,
  daysBetween: (first, last) => `date_diff('day', ${first}, ${last})`,
  millisecondsBetween: (first, last) => `date_diff('millisecond', ${first}, ${last})`,
  yearOf: time => `year(${time})`,
  sortable: itself,
}

/** All dialects, those that the tests run first. */
export const DIALECTS: Readonly<Record<DialectId, Dialect>> = { duckdb, postgresql, sqlite, clickhouse, bigquery, snowflake, spark, trino }
