import { plainName } from './column-words.ts'
import { currencyNamed } from './currency-signs.ts'
import type { AmountsOfText } from './orders-dataset.ts'

/** What the name of a column of amounts says besides that it holds amounts. */
export interface AmountName {
  /** The name without currency and unit, as `plainName` leaves it: “total” of “Total (EUR)”. */
  readonly plain: string
  /** ISO 4217 code; null where the name has none. */
  readonly currency: string | null
  /** Amounts are in hundredths: cents, pence. */
  readonly isHundredths: boolean
  /** It is what a whole order comes to, so that the rows of one order may all have it. */
  readonly isOfOrder: boolean
}

/** Codes that are looked for in names. Not all of ISO 4217: “all”, “top”, “try” and “cup” mean something else there. */
const CODES: ReadonlySet<string> = new Set(
  `usd eur gbp jpy cny inr aud cad chf sek nok dkk pln czk huf ron brl mxn zar sgd hkd nzd krw ils aed sar thb idr myr php vnd twd rub uah kzt ars clp cop pen
  ngn kes egp bgn isk`.split(/\s+/),
)
const HUNDREDTHS: ReadonlySet<string> = new Set(['cent', 'cents', 'centimes', 'centavos', 'pence', 'ct'])
const LINKS: ReadonlySet<string> = new Set(['in', 'en', 'em'])

/** Names of what an order comes to, in the languages of the column words. Others, such as “total”, are of rows as often as of orders. */
const OF_ORDER =
  /^(?:saletotal|totalpaidtaxincl|ordertotal(?:inc|ex)tax|order(?:total|value|amount|revenue|sum|price)|(?:grand|order|invoice|basket|cart|receipt)(?:grand)?total|ordertotalamount|totalorder(?:value|amount)|invoiceamount|orderamounttotal|(?:bestell|auftrags)(?:summe|wert)|rechnungs(?:betrag|summe)|orderbedrag|factuurbedrag|totalcommande|montantcommande|totaldelpedido|totalpedido|totaldopedido|valordopedido|totaleordine|注文金額|注文合計|订单金额|订单总额|주문금액)$/

/** Reads the name of a column of amounts. Cost: some tests. */
export function amountName(name: string): AmountName {
  const words = name
    .replace(/([\p{Ll}\d])(?=\p{Lu})/gu, '$1 ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}$€£¥₹]+/u)
    .filter(word => word !== '')
  let currency: string | null = null
  let isHundredths = false
  for (let last = words.at(-1); words.length > 1 && last !== undefined; last = words.at(-1)) {
    const named = /^[$€£¥₹]$/.test(last) ? currencyNamed(last) : null
    if (HUNDREDTHS.has(last)) isHundredths = true
    else if (currency === null && (named !== null || CODES.has(last))) currency = named ?? last.toUpperCase()
    else if (!LINKS.has(last)) break
    words.pop()
  }
  const plain = plainName(words.join(' '))
  return { plain, currency, isHundredths, isOfOrder: OF_ORDER.test(plain) }
}

/** What the name of its column of amounts says of a table; null is one without names. */
export function amountsOfTable(
  table: {
    readonly header: readonly string[]
    readonly columns: readonly { readonly name: string; readonly index: number }[]
  } | null,
): AmountsOfText {
  const found = table?.columns.find(({ name }) => name === 'revenue' || name === 'unit_price')
  const { currency, isHundredths, isOfOrder } = amountName(table?.header[found?.index ?? -1] ?? '')
  return { currency, isHundredths, isOfOrder: isOfOrder && found?.name === 'revenue' }
}
