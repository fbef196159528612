import type { WeekStart } from '../base/weeks.ts'

export const DIALECT_IDS = ['duckdb', 'postgresql', 'sqlite', 'clickhouse', 'bigquery', 'snowflake', 'spark', 'trino'] as const
export type DialectId = (typeof DIALECT_IDS)[number]

/**
 * How one engine spells what engines spell differently. Arguments named `time`, `first` and `last` are SQL expressions; all times are UTC.
 * What all eight share (WITH, ROW_NUMBER, COUNT DISTINCT, CASE, LIMIT) stands in the queries themselves.
 */
export interface Dialect {
  readonly id: DialectId
  /** As its makers write it. */
  readonly name: string
  /** Whether our tests run the texts in the engine, or they were written from its documentation and never run. */
  readonly evidence: 'run' | 'documentation'
  readonly types: {
    readonly text: string
    /** A moment to the millisecond. */
    readonly time: string
    /** At least 64 bits. */
    readonly whole: string
    /** IEEE 754, 64 bits: the formula relies on its rounding. */
    readonly double: string
  }
  /** What the engine does with primary and foreign keys: refuse rows that break them, take them as a promise, or not know them. */
  readonly keys: 'enforced' | 'promised' | 'unknown'
  /** Behind each key. */
  readonly keyEnd: string
  /** Stands before everything else, or null. */
  readonly before: string | null
  /** What the times in the tables must be, in one line for a comment. */
  readonly timesAre: string
  /** Statements that put a file of events into the table `incoming_events`, or null where there are none of ours. */
  readonly fileReading: string | null
  /** What else is to be known of the tables, as comments, or null. */
  readonly modelNotes: string | null
  /** A type that takes nulls, too. */
  nullable(type: string): string
  /** Behind the closing bracket of a table with these key columns. */
  tableEnd(key: readonly string[]): string
  /** A condition that every time in a table must meet, or null. */
  timeCheck(column: string): string | null
  /** `text` is like 2025-01-31 23:59:59.999. */
  timeLiteral(text: string): string
  /** The date of the first day of the week that a time falls in. */
  weekStart(time: string, weekStart: WeekStart): string
  /** Days between two dates. */
  daysBetween(first: string, last: string): string
  /** Whole milliseconds between two times. */
  millisecondsBetween(first: string, last: string): string
  /** Calendar year of a time. */
  yearOf(time: string): string
  /** An id as it is to be sorted: by its bytes, whatever the language of the database. */
  sortable(id: string): string
}
