import { isoDate } from '../base/weeks.ts'
import { amountText, plainNumber } from './plain-number.ts'

interface OfColumn {
  readonly name: string
  /** `id` names a person or a firm, `personal` may lead to one: what pseudonyms replace and what they blank. */
  readonly telling?: 'id' | 'personal'
}

/** One column of a table that is exported. Every format is made from these, so a report that has columns has all formats. */
export type Column = OfColumn &
  (
    | { readonly kind: 'text'; value(row: number): string }
    /** A whole number below 2^53. */
    | { readonly kind: 'whole'; value(row: number): number }
    /** A double; null where nothing is known or there is no bound: no two programs read “Infinity” alike. */
    | { readonly kind: 'figure'; value(row: number): number | null }
    /** Money, exactly: whole 1/10,000 of a currency unit. */
    | { readonly kind: 'amount'; value(row: number): number | bigint }
    /** Milliseconds UTC since 1970. */
    | { readonly kind: 'instant'; value(row: number): number }
    /** A day of the calendar: milliseconds UTC at which it begins. */
    | { readonly kind: 'day'; value(row: number): number }
    | { readonly kind: 'flag'; value(row: number): boolean }
  )

/** Names and values that JSON can hold. */
export type Facts = Readonly<Record<string, unknown>>

/** What is exported, independent of the format. Costs nothing until a format asks for values. */
export interface Table {
  /** What JSON calls the list of rows. */
  readonly listName: string
  /** What the rows are, for the head of a document. */
  readonly heading: Facts
  /** Definition, data and fingerprint behind the figures, where they are wanted. */
  readonly about: Facts | null
  readonly columns: readonly Column[]
  readonly rows: number
  /** Whether all texts are known to be ASCII. May take a pass over them. */
  isAscii(): boolean
}

/** A cell as text: numbers in full, with a point, without grouping or exponent; times ISO 8601 in UTC; empty where nothing is known. */
export function cellText(column: Column, row: number): string {
  switch (column.kind) {
    case 'text':
      return column.value(row)
    case 'whole':
      return String(column.value(row))
    case 'figure': {
      const value = column.value(row)
      return value === null ? '' : plainNumber(value)
    }
    case 'amount':
      return amountText(column.value(row))
    case 'instant':
      return new Date(column.value(row)).toISOString()
    case 'day':
      return isoDate(column.value(row))
    case 'flag':
      return column.value(row) ? 'true' : 'false'
    default:
      return column satisfies never
  }
}

/** Whether cells hold text that was read from files or looks like it, so that it must be made harmless and quoted. */
export function isText({ kind }: Column): boolean {
  return kind === 'text'
}

/** The same table with what it is about in two more columns, the same in every row: for formats of rows alone. */
export function withAboutColumns(table: Table): Table {
  if (table.about === null) return table
  const { fingerprint, ...rest } = table.about
  const constant = (name: string, text: string): Column => ({ name, kind: 'text', value: () => text })
  const columns = [...table.columns, constant('definition', JSON.stringify(rest['definition'] ?? rest))]
  if (typeof fingerprint === 'string') columns.push(constant('fingerprint', fingerprint))
  return { ...table, columns, about: null }
}

/** Numbers as most databases and programs read them. */
export const finite = (value: number | undefined): number | null => (value !== undefined && Number.isFinite(value) ? value : null)
