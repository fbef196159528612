/**
 * Signs and words for currencies that people write, besides those that {@link parseAmount} reads in events, with the one code each means, longest first.
 * Signs of several currencies are not among them (kr is Swedish, Norwegian, Danish and Icelandic): see {@link SHARED_SIGN}.
 * ¥ is the yen unless a column says that it is the yuan.
 */
const SIGNS: readonly (readonly [sign: string, code: string])[] = [
  ['CAD$', 'CAD'],
  ['AUD$', 'AUD'],
  ['CA$', 'CAD'],
  ['AU$', 'AUD'],
  ['NZ$', 'NZD'],
  ['HK$', 'HKD'],
  ['MX$', 'MXN'],
  ['NT$', 'TWD'],
  ['C$', 'CAD'],
  ['A$', 'AUD'],
  ['S$', 'SGD'],
  ['R$', 'BRL'],
  ['zł', 'PLN'],
  ['Kč', 'CZK'],
  ['TL', 'TRY'],
  ['SFr.', 'CHF'],
  ['Fr.', 'CHF'],
  ['руб.', 'RUB'],
  ['₹', 'INR'],
  ['₽', 'RUB'],
  ['₺', 'TRY'],
  ['₩', 'KRW'],
  ['₴', 'UAH'],
  ['₪', 'ILS'],
  ['₫', 'VND'],
  ['฿', 'THB'],
  ['₱', 'PHP'],
  ['₦', 'NGN'],
  ['円', 'JPY'],
  ['원', 'KRW'],
  ['元', 'CNY'],
  ['¥', 'JPY'],
  ['￥', 'JPY'],
]

/** Words for currencies in columns of their own, without case. */
const WORDS: Readonly<Record<string, string>> = {
  $: 'USD',
  us$: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  euro: 'EUR',
  euros: 'EUR',
  dollar: 'USD',
  dollars: 'USD',
  'us dollar': 'USD',
  'us dollars': 'USD',
  'pound sterling': 'GBP',
  'british pound': 'GBP',
  rmb: 'CNY',
  ...Object.fromEntries(SIGNS.map(([sign, code]) => [sign.toLowerCase(), code])),
}

/** A sign that several currencies have: an amount with it can only be read beside a column that says which. */
const SHARED_SIGN = /(?<!\p{L})kr(?!\p{L})\.?|[¥￥]/iu

/** Code of a currency written as one, as a sign or as a word; the text in capitals when it is none of those. */
export function currencyNamed(text: string): string {
  return WORDS[text.toLowerCase()] ?? text.toUpperCase()
}

/** An amount with a sign that {@link SIGNS} knows, with the code in its place; other text as it is. */
export function withCodeForSign(text: string): string {
  for (const [sign, code] of SIGNS) {
    const at = text.indexOf(sign)
    // The S$ of US$ is none.
    if (at < 0 || (at > 0 && /[A-Za-z]/.test(text.charAt(at - 1)))) continue
    return `${text.slice(0, at)}${code}${text.slice(at + sign.length)}`
  }
  return text
}

/** An amount beside the code of its currency, without a sign that several currencies have. */
export function withoutSharedSign(text: string): string {
  return text.replace(SHARED_SIGN, '').trim()
}
