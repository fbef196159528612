import { amountName } from './amount-name.ts'
import { plainName } from './column-words.ts'
import type { OrderField } from './order-fields.ts'

/* What records of JSON are that are no orders, or none whose amounts are plain, whatever their members are called. */

/** A record as it was parsed. */
export type OrderRecord = Readonly<Record<string, unknown>>

const EVENT_TYPES: ReadonlySet<string> = new Set(['CUSTOMER', 'SITE_VISIT', 'IMAGE', 'ORDER'])

/**
 * Whether one of the records has a mark of an event. An event without its type, or with one that is misspelt, is an event that is left out, and no order:
 * it would count beside its other versions.
 */
export function areEvents(records: readonly OrderRecord[]): boolean {
  return records.some(record =>
    Object.entries(record).some(([name, value]) => {
      const plain = plainName(name)
      if (plain === 'type') return typeof value === 'string' && EVENT_TYPES.has(value.trim().toUpperCase())
      return plain === 'verb' || plain === 'eventtime'
    }),
  )
}

/**
 * Whether records are as Stripe and Square hand payments to programs, whose amounts are in hundredths: one of them, or an object in it, has a text `object`
 * or an object that is called `…_money`.
 */
export function arePayments(records: readonly OrderRecord[]): boolean {
  return records.some(record => hasPaymentMark(record) || Object.values(record).some(value => isRecord(value) && hasPaymentMark(value)))
}

/**
 * Whether amounts may be in hundredths without a column that says so: 1250 for 12.50. Nothing would show that a figure is a hundred times too large, so records
 * that may be such are left to whoever knows. Marks of them, where all amounts are whole numbers, are dates that are numbers, currencies in small letters or
 * beside amounts of which none is below 100, amounts that stand in an object of their own, and names that speak of how amounts are written. Whole prices
 * with a currency have these marks, too, and are better saved as a table than read a hundred times too large.
 *
 * @param rows what a table of the records would be, with a header.
 * @param columns what is read of it.
 */
export function mayBeInHundredths(
  rows: readonly (readonly string[])[],
  records: readonly OrderRecord[],
  columns: readonly { readonly name: OrderField; readonly index: number }[],
): boolean {
  const [header = [], ...rest] = rows
  const cellsOf = (field: OrderField): readonly string[] => {
    const index = columns.find(({ name }) => name === field)?.index ?? -1
    return rest.map(row => row[index] ?? '').filter(cell => cell !== '')
  }
  const amount = header[columns.find(({ name }) => name === 'revenue' || name === 'unit_price')?.index ?? -1] ?? ''
  const amounts = [...cellsOf('revenue'), ...cellsOf('unit_price')]
  if (amountName(amount).isHundredths || !amounts.every(cell => /^[+-]?\d+$/.test(cell))) return false
  const isInside = !records.some(record => Object.hasOwn(record, amount))
  const hasNumberDates = cellsOf('created_at_date').some(cell => /^\d{10}(?:\d{3})?$/.test(cell))
  const currencies = cellsOf('currency')
  const hasSmallCurrency = currencies.some(cell => /^[a-z]{3}$/.test(cell))
  const areLarge = currencies.some(cell => !WITHOUT_HUNDREDTHS.has(cell)) && amounts.every(cell => /^[+-]?(?:0|\d{3,})$/.test(cell))
  return (
    isInside ||
    hasNumberDates ||
    hasSmallCurrency ||
    areLarge ||
    header.some(name => /formatted|minor_?unit|exponent|fraction_?digits/i.test(name))
  )
}

/** Currencies in which programs hand over whole units. */
const WITHOUT_HUNDREDTHS: ReadonlySet<string> = new Set(['JPY', 'KRW', 'VND', 'CLP', 'ISK', 'PYG', 'UGX', 'XAF', 'XOF'])

function hasPaymentMark(record: OrderRecord): boolean {
  return Object.entries(record).some(
    ([name, value]) =>
      (name === 'object' && typeof value === 'string') || (/_money$/i.test(name) && isRecord(value) && Number.isInteger(value['amount'])),
  )
}

function isRecord(value: unknown): value is OrderRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
