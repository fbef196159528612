import { ExactNumber } from '../base/exact-number.ts'

/** What a row may hold, by the names of the original task; `unit_price` stands for an amount of `num_items` × price where there is no revenue. */
export const ORDER_FIELDS = [
  'customer_id',
  'order_id',
  'order_item_id',
  'num_items',
  'revenue',
  'unit_price',
  'discount',
  'line_discount',
  'discount_percent',
  'created_at_date',
  'time_of_day',
  'currency',
  'status',
  'refunded',
  'cancelled_at',
  'kind',
] as const
export type OrderField = (typeof ORDER_FIELDS)[number]

export type OrderFields = { readonly [Field in OrderField]?: unknown }

/** The record itself where nothing can be inherited, otherwise a copy of its own properties. */
export function ownFields(record: object): OrderFields {
  const prototype: unknown = Object.getPrototypeOf(record)
  return prototype === Object.prototype || prototype === null ? record : Object.assign(Object.create(null), record)
}

/** Text of a field without white space around it; blank when the field is missing in one of the ways that programs write that, null when it is nothing that has a text. */
export function textOfField(value: unknown): string | null {
  if (typeof value === 'string') {
    const text = value.trim()
    return text.length <= LONGEST_MISSING && MISSING.has(text.toLowerCase()) ? '' : text
  }
  if (value === undefined || value === null) return ''
  if (value instanceof ExactNumber) return value.text
  if (typeof value !== 'number') return null
  return Number.isNaN(value) ? '' : String(value)
}

const MISSING: ReadonlySet<string> = new Set(['', 'na', 'n/a', '#n/a', 'null', '\\n', 'nan', 'none', '(blank)', '-', '--', '–', '—'])
const LONGEST_MISSING = 7

/** “17850.0”, as programs write whole numbers in a column with gaps, is “17850”. */
export function withoutFraction(id: string): string {
  return id.endsWith('.0') && /^[0-9]+\.0$/.test(id) ? id.slice(0, -2) : id
}

/** 1.23457E+11: a number that was too long for a cell. */
export function hasExponent(id: string): boolean {
  return id.length >= LEAST_EXPONENT && id.includes('+') && /^\d(?:[.,]\d+)?[eE]\+\d+$/.test(id)
}

const LEAST_EXPONENT = 4
