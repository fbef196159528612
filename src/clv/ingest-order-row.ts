import { currencyNumber } from '../base/currencies.ts'
import { ExactNumber } from '../base/exact-number.ts'
import { AMOUNT_LIMIT, DEFAULT_CURRENCY } from '../base/money.ts'
import type { NoteCode } from '../base/notes.ts'
import { type Fault, NOT_AN_OBJECT, type Place } from '../base/rejects.ts'
import { currencyNamed, withoutSharedSign } from './currency-signs.ts'
import { type ReadAmount, readAmount, readProduct, readQuantity } from './decimal-signs.ts'
import { asPercentage, hasDiscount, takeDiscountOff } from './discount.ts'
import { standsForNobody } from './nobody.ts'
import { DATE_READING, readDate } from './order-dates.ts'
import { bad, badAmount, foreignFault, missing, nobody, textOf } from './order-faults.ts'
import { hasExponent, type OrderFields, ownFields, textOfField, withoutFraction } from './order-fields.ts'
import { MARK, type OrderRow } from './order-rows.ts'
import { isRefundKind, refundOf, saysCancelled, spendMark } from './order-status.ts'
import type { Orders, OrderText } from './orders-dataset.ts'
import { timeBesideDate } from './time-of-day.ts'

const NO_PLACE: Place = { file: -1, line: 0, byte: 0 }

/**
 * Takes one row into a data set of orders, or counts it as a reject.
 *
 * A row is an item of an order, or a whole order. Fields are looked at in the order customer_id, created_at_date, revenue (or num_items and unit_price), num_items,
 * currency, refunded; the first that is missing or bad is the reason. A customer and a date there must be; anything else may be missing (blank, NA, N/A, null, NaN, None or a dash):
 * so is a customer called “guest” and the like. A row without an amount counts as 0, one without an order id belongs to the order of its customer and time. Only own properties count.
 *
 * Dates that can be read day first or month first are taken as they are; `ambiguousDates` tells whether the column as a whole leaves it open. So are amounts
 * that can be read with the point or the comma as their decimal sign; there the point is meant unless the column says otherwise.
 *
 * Of `num_items` × `unit_price` a `discount` in percent (15%) is taken off, and any `line_discount` and `discount_percent`. What was given back (`refunded`) is taken off the amount. A row whose `status` says that nothing came of it, that has a `cancelled_at`, or of which all was given back
 * is accepted here and left out when the rows are settled, with its reason.
 * The id of something is text: “007” is not “7”. Only `17850.0`, as programs write whole numbers in a column with gaps, is “17850”.
 *
 * @param record a parsed row, field names to texts (numbers are taken as their text).
 * @param place where the row stands; `file` is a number given by `addOrderText`. Without it the row belongs to no file.
 * @param raw gives the row's text; only called for a row that is kept to be looked at.
 * @returns null when the row was accepted, otherwise what is wrong with it. Cost: about 0.6 µs.
 */
export function ingestOrderRow(record: unknown, orders: Orders, place: Place = NO_PLACE, raw?: () => string): Fault | null {
  const fault = accept(record, orders, place, raw ?? (() => textOf(record)))
  if (fault !== null) orders.reject(fault, place, raw ?? (() => textOf(record)))
  return fault
}

/** Counts and keeps a row that its reader found broken. */
export function rejectOrderRow(orders: Orders, fault: Fault, place: Place, raw: string): void {
  orders.reject(fault, place, () => raw)
}

// One object for all rows: the columns copy what is in it.
const row: OrderRow = {
  customer: 0,
  orderId: 0,
  itemId: 0,
  day: 0,
  time: 0,
  amountUnits: 0,
  commaUnits: 0,
  items: 0,
  currency: 0,
  marks: 0,
}

const NO_AMOUNT: ReadAmount = { point: Number.NaN, comma: Number.NaN, currency: DEFAULT_CURRENCY }

function accept(record: unknown, orders: Orders, place: Place, raw: () => string): Fault | null {
  if (typeof record !== 'object' || record === null || Array.isArray(record) || record instanceof ExactNumber) {
    return { reason: NOT_AN_OBJECT, field: null, message: 'this is no row of orders (expected an object of its fields)' }
  }
  const fields = ownFields(record)
  // Each field by name: looking them up in a loop took a third of all time.
  const customer = textOfField(fields.customer_id)
  const dateText = textOfField(fields.created_at_date)
  const itemsText = textOfField(fields.num_items)
  const byPrice = fields.revenue === undefined && fields.unit_price !== undefined
  const currencyText = textOfField(fields.currency)
  const amountWritten = textOfField(byPrice ? fields.unit_price : fields.revenue)
  const text = orders.texts[place.file]
  const isCurrencyKnown = (currencyText ?? '') !== '' || (text?.amounts.currency ?? null) !== null
  const amountText = amountWritten !== null && isCurrencyKnown ? withoutSharedSign(amountWritten) : amountWritten
  const order = textOfField(fields.order_id)
  const item = textOfField(fields.order_item_id)
  const status = textOfField(fields.status)
  const refunded = textOfField(fields.refunded)
  const cancelledAt = textOfField(fields.cancelled_at)
  const kind = textOfField(fields.kind)
  if (
    customer === null ||
    dateText === null ||
    itemsText === null ||
    amountText === null ||
    currencyText === null ||
    order === null ||
    item === null ||
    status === null ||
    refunded === null ||
    cancelledAt === null ||
    kind === null
  ) {
    return foreignFault(fields)
  }
  if (customer === '') return missing('customer_id')
  if (standsForNobody(customer)) return nobody(customer)
  if (dateText === '') return missing('created_at_date')
  const date = readDate(dateText, text?.dateOrder ?? null)
  if (date === null) return bad('created_at_date', dateText, 'a date', '2017-01-31, 20170131 or 31/1/2017')
  // Before the next date is read.
  const { reading, isNumber, isShort } = date
  row.day = date.day
  row.time = fields.time_of_day === undefined || date.time > 0 ? date.time : timeBeside(fields.time_of_day, date.time, text)

  const amountField = byPrice ? 'unit_price' : 'revenue'
  let amount: ReadAmount | null = NO_AMOUNT
  if (amountText !== '') {
    amount = readAmount(amountText)
    if (amount === null) return badAmount(amountField, amountText)
  }
  const items = itemsText === '' ? null : readQuantity(itemsText)
  if (itemsText !== '' && items === null) return bad('num_items', itemsText, `a number of items below ${AMOUNT_LIMIT}`, '3')
  if (byPrice && amount !== NO_AMOUNT) {
    amount = itemsText === '' ? NO_AMOUNT : readProduct(itemsText, amountText)
    if (amount === null) return bad('unit_price', `${itemsText} × ${amountText}`, `an amount below ${AMOUNT_LIMIT}`, '3 × 12.34')
  }
  const { currency: amountCurrency } = amount
  row.amountUnits = amount.point
  row.commaUnits = amount.comma
  const hasAmount = amount !== NO_AMOUNT
  const ofColumn = amountCurrency === DEFAULT_CURRENCY ? text?.amounts.currency : null
  const currency = currencyNumber(currencyText === '' ? (ofColumn ?? amountCurrency) : currencyNamed(currencyText))
  if (currency < 0) return bad('currency', currencyText, 'a currency of ISO 4217', 'EUR')
  if (currencyText !== '' && amountCurrency !== DEFAULT_CURRENCY && currencyNumber(amountCurrency) !== currency)
    return bad('currency', currencyText, `the currency of the amount “${amountText}”`, amountCurrency)
  const discount = byPrice && hasAmount ? discountText(fields) : ''
  const isReduced = hasDiscount(discount)
  const isTakenOff = isReduced && takeDiscountOff(discount, row, fields.line_discount !== undefined)
  const refund = refunded === '' ? null : refundOf(refunded)
  if (refunded !== '' && refund === null) return bad('refunded', refunded, `an amount below ${AMOUNT_LIMIT}`, '12.34')
  // What stands beside a blank amount says something of the order's row that has one.
  if (refund !== null && hasAmount) {
    row.amountUnits -= refund.point
    row.commaUnits -= refund.comma
    if (Number.isNaN(row.amountUnits) && Number.isNaN(row.commaUnits))
      return bad('refunded', refunded, `written like the amount “${amountText}”`, 'the same decimal sign in both')
  }
  if (text?.amounts.isHundredths) toWholeUnits(row)
  const isRefund = hasAmount && kind !== '' && (row.amountUnits > 0 || row.commaUnits > 0) ? isRefundKind(kind) : false
  const isTurned = isRefund === true
  if (isTurned) {
    row.amountUnits = -row.amountUnits
    row.commaUnits = -row.commaUnits
  }
  const spend = spendMark(status, saysCancelled(cancelledAt), hasAmount, refund, row)

  // Only now that nothing can be wrong any more are texts entered: a reject must not leave a customer behind.
  const customerId = withoutFraction(customer)
  const orderId = withoutFraction(order)
  const itemId = withoutFraction(item)
  row.customer = orders.customerNumber(customerId)
  row.orderId = orderId === '' ? 0 : orders.orderNumber(orderId) + 1
  row.itemId = itemId === '' ? 0 : orders.itemIds.intern(itemId) + 1
  row.items = items === null ? Number.NaN : Number.isNaN(items.point) ? items.comma : items.point
  row.currency = currency
  row.marks =
    reading |
    spend |
    (isTurned ? MARK.turned : 0) |
    (isReduced ? (isTakenOff ? MARK.discounted : MARK.undiscounted) : 0) |
    (isNumber ? MARK.numberDate : 0) |
    (isShort ? MARK.shortYear : 0) |
    (hasExponent(customer) || hasExponent(order) ? MARK.cutId : 0) |
    (items !== null && items.point !== items.comma && !Number.isNaN(items.point) && !Number.isNaN(items.comma) ? MARK.eitherItems : 0) |
    (!hasAmount && (byPrice || fields.revenue !== undefined) ? MARK.noAmount : 0) |
    (itemsText === '' && fields.num_items !== undefined ? MARK.noItems : 0) |
    (itemId === '' && fields.order_item_id !== undefined ? MARK.noItemId : 0) |
    (orderId === '' && fields.order_id !== undefined ? MARK.noOrderId : 0) |
    (customerId !== customer || orderId !== order || itemId !== item ? MARK.fractionId : 0)
  orders.revision += 1
  orders.rows.add(row, place.file, place.line, place.byte)
  if (reading >= DATE_READING.dayFirstOnly)
    orders.keepDecisive(reading === DATE_READING.dayFirstOnly ? 'day-first' : 'month-first', place.file, raw)
  if (Number.isNaN(row.amountUnits) !== Number.isNaN(row.commaUnits))
    orders.keepDecisive(Number.isNaN(row.amountUnits) ? 'comma' : 'point', place.file, raw)
  if (spend !== 0) orders.keepDecisive('no-spend', place.file, raw)
  if (status !== '') orders.countState(status)
  if (isRefund === null) countOf(text, 'unknown-kinds')
  if (text !== undefined) text.accepted += 1
  return null
}

function discountText(fields: OrderFields): string {
  if (fields.discount_percent !== undefined) return asPercentage(textOfField(fields.discount_percent) ?? '')
  return textOfField(fields.line_discount ?? fields.discount) ?? ''
}

/** The time of day of a cell beside a date that has none. What is no time leaves the day as it is, which is counted. */
function timeBeside(value: unknown, ofDate: number, text: OrderText | undefined): number {
  const written = textOfField(value) ?? ''
  if (written === '') return ofDate
  const time = timeBesideDate(written)
  if (!Number.isNaN(time)) return time
  countOf(text, 'unread-times')
  return ofDate
}

function countOf(text: OrderText | undefined, code: NoteCode): void {
  text?.notes.set(code, (text.notes.get(code) ?? 0) + 1)
}

/** Hundredths of a currency unit in whole ones, rounded half to even. */
function toWholeUnits(amounts: OrderRow): void {
  amounts.amountUnits = hundredth(amounts.amountUnits)
  amounts.commaUnits = hundredth(amounts.commaUnits)
}

function hundredth(units: number): number {
  const whole = Math.floor(units / 100)
  const rest = units - whole * 100
  return rest > 50 || (rest === 50 && whole % 2 !== 0) ? whole + 1 : whole
}
