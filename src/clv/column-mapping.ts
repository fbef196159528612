import { isCardColumn } from '../base/cards.ts'
import { amountName } from './amount-name.ts'
import { COLUMN_WORDS, isInPercent, type MappingField, plainName, ROW_DISCOUNTS } from './column-words.ts'
import { withoutSharedSign } from './currency-signs.ts'
import { readAmount, readQuantity } from './decimal-signs.ts'
import { standsForNobody } from './nobody.ts'
import { type DateOrder, readDate } from './order-dates.ts'
import type { OrderField } from './order-fields.ts'
import { isRefundKind, isYesOrNo } from './order-status.ts'
import { isTimeOfSheet, timeBesideDate } from './time-of-day.ts'

/** Which columns of a table are what, by the text of their header. Plain data, so that it can be kept for files with the same header. */
export interface ColumnMapping {
  readonly customer: string
  readonly date: string
  readonly amount: AmountColumns
  /** Null: rows of one customer and time are one order. */
  readonly order: string | null
  readonly item: string | null
  readonly items: string | null
  /** Null: the currency stands with the amount, or is USD. */
  readonly currency: string | null
  /** Null: the column itself has to tell. */
  readonly dateOrder: DateOrder | null
  /** The time of day, where it stands beside the date; absent where no column has it. */
  readonly time?: string
  /** Whether anything came of a payment or an order, what was given back, and when it was cancelled; absent where no column says so. */
  readonly status?: string
  readonly refunded?: string
  readonly cancelled?: string
  /** Whether a row is a sale or something given back; absent where no column says so. */
  readonly kind?: string
  /** Beside quantity × price: what is taken off; absent where no column says so. */
  readonly discount?: string
}

export type AmountColumns =
  | { readonly kind: 'column'; readonly column: string }
  | { readonly kind: 'product'; readonly quantity: string; readonly unitPrice: string }

/** Without one of these there are no orders. */
export type NeededField = 'customer' | 'date' | 'amount'

export type MappingGuess =
  | { readonly kind: 'complete'; readonly mapping: ColumnMapping }
  | {
      readonly kind: 'incomplete'
      /** As far as it is known; `amount` only as a column of its own. */
      readonly known: Readonly<Partial<Record<MappingField, string>>>
      readonly missing: readonly NeededField[]
      /** Columns that a field may be by what is in them, in the order of the table. */
      readonly candidates: Readonly<Record<NeededField, readonly string[]>>
    }

/** By what mappings are kept: the names of all columns, however they are written. */
export function headerKey(header: readonly string[]): string {
  return header.map(plainName).join('|')
}

/**
 * Guesses what the columns of a table are: by their names, and by whether the first rows hold dates and amounts there.
 * A price beside a quantity is the price of one, unless there is an amount, too. Cost: some tests for each column.
 *
 * @param header cells of the header row.
 * @param rows some rows of the same width.
 */
export function guessMapping(header: readonly string[], rows: readonly (readonly string[])[]): MappingGuess {
  const names = header.map(plainName)
  const cells = header.map((_, index) => column(rows, index))
  const taken = new Set<number>()
  const take = (index: number): string | null => {
    taken.add(index)
    return header[index] ?? null
  }
  const find = (field: MappingField, fits: Fits, without: readonly string[] = [], called = names): string | null => {
    const isSaid = (text: string) => field !== 'customer' || !standsForNobody(text)
    const filled = (index: number): number => (cells[index] ?? []).filter(isSaid).length
    const fitting = [...specialWords(field, names), ...COLUMN_WORDS[field]]
      .filter(word => !without.includes(word))
      .map(word => called.indexOf(word))
      .filter(index => index >= 0 && !taken.has(index) && fits(cells[index] ?? []))
    // The best name, unless another column has much more in it. One without anything may be everything: only where nothing else is there.
    const least = field === 'customer' ? 1 : Math.max(0, ...fitting.map(filled)) / 2
    const found = fitting.find(index => filled(index) >= least) ?? fitting[0]
    return found === undefined ? null : take(found)
  }
  // “Total (EUR)” goes by the name of “Total”, where no column has that name itself.
  const nameless = header.map(name => amountName(name).plain)
  const findAmount = (field: 'amount' | 'unitPrice', without: readonly string[] = []) =>
    find(field, areAmounts, without) ?? find(field, areAmounts, without, nameless)
  // Not to be a customer by its number, nor anything else.
  header.forEach((name, index) => {
    if (isCardColumn(name)) taken.add(index)
  })
  const customer = find('customer', isText)
  const date = find('date', areDates)
  const items = find('items', areQuantities)
  const ownAmount = findAmount('amount', items === null ? [] : PRICES)
  const unitPrice = ownAmount === null && items !== null ? findAmount('unitPrice') : null
  const order = find('order', isText)
  const item = find('item', isText)
  const currency = find('currency', isText)
  const status = find('status', isText)
  const refunded = find('refunded', areAmounts)
  const cancelled = find('cancelled', areDatesOrYesAndNo)
  const kind = find('kind', areKinds)
  const time = find('time', areTimes)
  const discount = ownAmount === null && unitPrice !== null ? find('discount', isText) : null

  const amount: AmountColumns | null =
    ownAmount !== null
      ? { kind: 'column', column: ownAmount }
      : items !== null && unitPrice !== null
        ? { kind: 'product', quantity: items, unitPrice }
        : null
  if (customer !== null && date !== null && amount !== null)
    return {
      kind: 'complete',
      mapping: {
        ...{ customer, date, amount, order, item, items, currency, dateOrder: null },
        ...(status === null ? {} : { status }),
        ...(refunded === null ? {} : { refunded }),
        ...(cancelled === null ? {} : { cancelled }),
        ...(kind === null ? {} : { kind }),
        ...(time === null ? {} : { time }),
        ...(discount === null ? {} : { discount }),
      },
    }

  const known: Partial<Record<MappingField, string>> = {}
  const fields = { customer, date, amount: ownAmount, order, item, items, currency, status, refunded, cancelled, kind, time }
  for (const [field, name] of Object.entries(fields)) {
    // `as`: the keys are those written one line above.
    if (name !== null) known[field as keyof typeof fields] = name
  }
  const missing: NeededField[] = []
  if (customer === null) missing.push('customer')
  if (date === null) missing.push('date')
  if (amount === null) missing.push('amount')
  const having = (fits: Fits) => header.filter((_, index) => !taken.has(index) && fits(cells[index] ?? []))
  const candidates = {
    customer: having(texts => isText(texts) && !areWrittenDates(texts)),
    date: having(areDates),
    amount: having(texts => areAmounts(texts) && !areWrittenDates(texts)),
  }
  return { kind: 'incomplete', known, missing, candidates }
}

/**
 * The fields of `ingestOrderRow` that a mapping gives, each with its place in a row; null when the header has not all of its columns, or when one of them is for
 * card numbers, whatever somebody says of it.
 */
export function columnsOf(mapping: ColumnMapping, header: readonly string[]): { name: OrderField; index: number }[] | null {
  const { amount } = mapping
  const wanted: [OrderField, string | null][] = [
    ['customer_id', mapping.customer],
    ['created_at_date', mapping.date],
    ['order_id', mapping.order],
    ['order_item_id', mapping.item],
    ['currency', mapping.currency],
    ['status', mapping.status ?? null],
    ['refunded', mapping.refunded ?? null],
    ['cancelled_at', mapping.cancelled ?? null],
    ['kind', mapping.kind ?? null],
    ['time_of_day', mapping.time ?? null],
    [discountField(mapping.discount ?? ''), amount.kind === 'product' ? (mapping.discount ?? null) : null],
    ['num_items', amount.kind === 'product' ? amount.quantity : mapping.items],
    amount.kind === 'product' ? ['unit_price', amount.unitPrice] : ['revenue', amount.column],
  ]
  const names = header.map(plainName)
  const columns: { name: OrderField; index: number }[] = []
  for (const [name, columnName] of wanted) {
    if (columnName === null) continue
    if (isCardColumn(columnName)) return null
    // As it is written, where two names differ in nothing else.
    const index = header.includes(columnName) ? header.indexOf(columnName) : names.indexOf(plainName(columnName))
    if (index < 0) return null
    columns.push({ name, index })
  }
  return columns
}

function discountField(column: string): OrderField {
  if (isInPercent(column)) return 'discount_percent'
  return ROW_DISCOUNTS.has(plainName(column)) ? 'line_discount' : 'discount'
}

/** What is an id or a number in the exports of some programs only. */
function specialWords(field: MappingField, names: readonly string[]): readonly string[] {
  const has = (...wanted: string[]) => wanted.every(name => names.includes(name))
  // Shopify calls the number of an order “Name”, Stripe the id of a payment “id”.
  if (field === 'order' && has('name', 'email', 'createdat', 'total')) return ['name']
  if (field === 'order' && has('id', 'amount') && (has('createdutc') || has('createddateutc'))) return ['id']
  // So does Magento, of an order. What Amazon calls the price of an item is that of all of a line.
  if (field === 'order' && has('id', 'purchasedate', 'grandtotalbase')) return ['id']
  // And Mollie, of a payment.
  if (field === 'order' && has('id', 'consumername', 'amountrefunded')) return ['id']
  if (field === 'amount' && has('amazonorderid', 'itemprice')) return ['itemprice']
  // PayPal's refunds are from the shop to the buyer: only the name is that of the other side throughout, and is blank where there is none.
  if (field === 'customer' && has('name', 'fromemailaddress', 'toemailaddress', 'gross')) return ['name']
  // QuickBooks means the account of the books, which is the same in most rows.
  if (field === 'customer' && has('name', 'account', 'split', 'amount')) return ['name']
  return []
}

type Fits = (texts: readonly string[]) => boolean

/** Prices of one, where there is a quantity. */
const PRICES = ['price', 'preis', 'prix', 'precio', 'preço', 'prezzo', 'prijs', 'pris', 'cena', 'цена', '価格', '价格'].map(plainName)

/** The cells of a column that hold something. */
function column(rows: readonly (readonly string[])[], index: number): readonly string[] {
  return rows.map(row => row[index]?.trim() ?? '').filter(text => !/^(?:|na|n\/a|null|nan|-)$/i.test(text))
}

/** Most of what is there; a column without anything may be everything. */
function most(texts: readonly string[], isOne: (text: string) => boolean): boolean {
  return texts.filter(isOne).length * 2 >= texts.length
}

function isText(_texts: readonly string[]): boolean {
  return true
}

function areDates(texts: readonly string[]): boolean {
  return most(texts, text => readDate(text, null) !== null && !isTimeOfSheet(text))
}

function areTimes(texts: readonly string[]): boolean {
  return texts.length > 0 && most(texts, text => !Number.isNaN(timeBesideDate(text)))
}

function areWrittenDates(texts: readonly string[]): boolean {
  return most(texts, text => readDate(text, null)?.isNumber === false)
}

function areDatesOrYesAndNo(texts: readonly string[]): boolean {
  return most(texts, text => isYesOrNo(text) || /^0{4}-00-00/.test(text) || readDate(text, null) !== null)
}

function areKinds(texts: readonly string[]): boolean {
  return texts.length > 0 && most(texts, text => isRefundKind(text) !== null)
}

function areAmounts(texts: readonly string[]): boolean {
  return most(texts, text => readAmount(withoutSharedSign(text)) !== null)
}

function areQuantities(texts: readonly string[]): boolean {
  return most(texts, text => readQuantity(text) !== null)
}
