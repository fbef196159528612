/*
 * What one record means, by the rules alone: regular expressions, BigInt and plain objects.
 * Shares no code with the app except the class that carries long numbers.
 */
import { ExactNumber } from '../../src/base/exact-number.ts'
import { decimalOf } from './json.ts'

export type ReferenceType = 'CUSTOMER' | 'SITE_VISIT' | 'IMAGE' | 'ORDER'
export type ReferenceVerb = 'NEW' | 'UPDATE' | 'UPLOAD'

export interface ReferenceEvent {
  readonly type: ReferenceType
  readonly verb: ReferenceVerb
  readonly key: string
  readonly customer: string
  /** Milliseconds UTC. */
  readonly time: number
  /** Orders: 1/10,000 of a unit. */
  readonly amount: bigint
  /** Orders; blank otherwise. */
  readonly currency: string
  /** last_name, adr_city, adr_state or camera_make, camera_model; blank when absent. */
  readonly texts: Readonly<Record<string, string>>
}

export interface ReferenceReject {
  readonly reason: string
  readonly field: string | null
}

export type Verdict = { readonly event: ReferenceEvent } | { readonly reject: ReferenceReject }

const VERBS: Readonly<Record<ReferenceType, readonly ReferenceVerb[]>> = {
  CUSTOMER: ['NEW', 'UPDATE'],
  SITE_VISIT: ['NEW'],
  IMAGE: ['UPLOAD'],
  ORDER: ['NEW', 'UPDATE'],
}

const TEXT_FIELDS: Readonly<Record<ReferenceType, readonly string[]>> = {
  CUSTOMER: ['last_name', 'adr_city', 'adr_state'],
  SITE_VISIT: [],
  IMAGE: ['camera_make', 'camera_model'],
  ORDER: [],
}

class Rejected extends Error {
  readonly reject: ReferenceReject
  constructor(reason: string, field: string | null) {
    super(reason)
    this.reject = { reason, field }
  }
}

/** Judges one record. Fields are looked at in a fixed order, so each reject has one reason. */
export function judge(record: unknown): Verdict {
  try {
    return { event: readEvent(record) }
  } catch (error) {
    if (error instanceof Rejected) return { reject: error.reject }
    throw error
  }
}

function readEvent(record: unknown): ReferenceEvent {
  if (typeof record !== 'object' || record === null || Array.isArray(record) || record instanceof ExactNumber) {
    throw new Rejected('not an object', null)
  }
  const fields = new Map<string, unknown>(Object.entries(record))

  const type = word(present(fields, 'type'), Object.keys(VERBS)) as ReferenceType | null // word() gives one of its list
  if (type === null) throw new Rejected('unknown type', 'type')
  const verb = word(present(fields, 'verb'), VERBS[type]) as ReferenceVerb | null // the same
  if (verb === null) throw new Rejected('verb not of this type', 'verb')
  const key = idText(present(fields, 'key'), 'key')
  const time = readTime(present(fields, 'event_time'))
  if (time === null) throw new Rejected('bad event_time', 'event_time')
  const customer = type === 'CUSTOMER' ? key : idText(present(fields, 'customer_id'), 'customer_id')
  let amount = 0n
  let currency = ''
  if (type === 'ORDER') {
    const money = readAmount(present(fields, 'total_amount'))
    if (money === null) throw new Rejected('bad total_amount', 'total_amount')
    amount = money.amount
    currency = money.currency
  }
  const texts: Record<string, string> = {}
  for (const field of TEXT_FIELDS[type]) texts[field] = fieldText(fields.get(field) ?? '', field)
  return { type, verb, key, customer, time, amount, currency, texts }
}

function present(fields: ReadonlyMap<string, unknown>, field: string): unknown {
  const value = fields.get(field)
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
    throw new Rejected(`missing ${field}`, field)
  }
  return value
}

/** One of a few words, trimmed and case-blind (a–z only: no ſ, no ı). */
function word(value: unknown, allowed: readonly string[]): string | null {
  if (typeof value !== 'string') return null
  return allowed.find(each => new RegExp(`^${each}$`, 'i').test(value.trim())) ?? null
}

function idText(value: unknown, field: string): string {
  return fieldText(value, field).trim()
}

function fieldText(value: unknown, field: string): string {
  // Lone surrogates have no place in UTF-8 and show as U+FFFD.
  if (typeof value === 'string') return value.toWellFormed()
  const whole = wholeNumberText(value)
  if (whole === null) throw new Rejected(`bad ${field}`, field)
  return whole
}

/** 7 → “7”, 1.0 and 1e3 → “1” and “1000”, −0 → “0”; null for fractions and everything else. */
function wholeNumberText(value: unknown): string | null {
  if (typeof value !== 'number' && !(value instanceof ExactNumber)) return null
  const { digits, exponent } = decimalOf(typeof value === 'number' ? String(value) : value.text)
  if (exponent < 0) return null
  return String(digits * 10n ** BigInt(exponent))
}

const TIME_PATTERN = new RegExp(
  [
    String.raw`^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})`,
    String.raw`(?:[T :](?<hour>\d{1,2}):(?<minute>\d{2})`,
    // “12:46.38” has seconds after a full stop; “12:46.384” has a fraction, being no two digits.
    String.raw`(?:(?::|\.(?=\d\d(?!\d)))(?<second>\d{2}))?`,
    String.raw`(?:[.,](?<fraction>\d+))?`,
    String.raw`(?<zone>Z|[+-]\d{2}:?\d{2})?)?$`,
  ].join(''),
)

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** Milliseconds UTC, or null. */
export function readTime(value: unknown): number | null {
  if (typeof value !== 'string') return null
  const groups = TIME_PATTERN.exec(value.trim())?.groups
  if (groups === undefined) return null
  const part = (name: string): number => Number(groups[name] ?? 0)
  const [year, month, day, hour, minute, second] = [part('year'), part('month'), part('day'), part('hour'), part('minute'), part('second')]
  if (year < 1 || month < 1 || month > 12 || day < 1) return null
  const days = (DAYS_IN_MONTH[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0)
  if (day > days || hour > 23 || minute > 59 || second > 59) return null
  const milliseconds = Number((groups['fraction'] ?? '').padEnd(3, '0').slice(0, 3))
  const zone = groups['zone'] ?? 'Z'
  let offsetMinutes = 0
  if (zone !== 'Z') {
    const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))]
    if (hours > 23 || minutes > 59) return null
    offsetMinutes = (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
  }
  // Count days one year and month at a time from 1 January of year 1; 1970-01-01 is day 719162.
  let dayNumber = day - 1
  for (let each = 1; each < year; each++) dayNumber += isLeap(each) ? 366 : 365
  for (let each = 1; each < month; each++) dayNumber += (DAYS_IN_MONTH[each - 1] ?? 0) + (each === 2 && isLeap(year) ? 1 : 0)
  return ((dayNumber - 719_162) * 1440 + hour * 60 + minute - offsetMinutes) * 60_000 + second * 1_000 + milliseconds
}

// In force in 2025. Funds, metals and codes for testing are left out, except the ones used as money.
const ISO_4217 =
  `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP
  CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS
  KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN
  PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
  USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW`.split(/\s+/)
const SIGNS: Readonly<Record<string, string>> = { $: 'USD', US$: 'USD', '€': 'EUR', '£': 'GBP' }
const CURRENCY = [...ISO_4217, 'US\\$', '\\$', '€', '£'].join('|')
const AMOUNT_PATTERN = new RegExp(
  `^(?<sign>[+-])?(?:(?<before>${CURRENCY})\\s*(?<innerSign>[+-])?\\s*)?(?<whole>\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.(?<fraction>\\d+))?\\s*(?<after>${CURRENCY})?$`,
  'i',
)

/** Exact amount in 1/10,000 of a unit and its currency, or null. */
export function readAmount(value: unknown): { amount: bigint; currency: string } | null {
  if (typeof value === 'number' || value instanceof ExactNumber) {
    const { digits, exponent } = decimalOf(typeof value === 'number' ? String(value) : value.text)
    const amount = tenThousandths(digits, exponent)
    return amount === null ? null : { amount, currency: 'USD' }
  }
  if (typeof value !== 'string') return null
  const groups = AMOUNT_PATTERN.exec(value.trim())?.groups
  if (groups === undefined) return null
  if (groups['before'] !== undefined && groups['after'] !== undefined) return null
  if (groups['sign'] !== undefined && groups['innerSign'] !== undefined) return null
  const fraction = groups['fraction'] ?? ''
  const size = BigInt((groups['whole'] ?? '').replaceAll(',', '') + fraction)
  const amount = tenThousandths(groups['sign'] === '-' || groups['innerSign'] === '-' ? -size : size, -fraction.length)
  const currency = groups['before'] ?? groups['after'] ?? 'USD'
  return amount === null ? null : { amount, currency: SIGNS[currency.toUpperCase()] ?? currency.toUpperCase() }
}

/** digits × 10^exponent in 1/10,000, half to even; null from 10^9 on. */
function tenThousandths(digits: bigint, exponent: number): bigint | null {
  if (digits === 0n) return 0n
  const length = String(digits < 0n ? -digits : digits).length
  // Keeps 10^(10^9) from being worked out.
  if (length + exponent > 9) return null
  if (length + exponent < -5) return 0n
  const power = exponent + 4
  if (power >= 0) return digits * 10n ** BigInt(power)
  const under = 10n ** BigInt(-power)
  const size = digits < 0n ? -digits : digits
  let rounded = size / under
  const twiceRest = (size % under) * 2n
  if (twiceRest > under || (twiceRest === under && rounded % 2n === 1n)) rounded++
  if (rounded >= 10n ** 13n) return null
  return digits < 0n ? -rounded : rounded
}
