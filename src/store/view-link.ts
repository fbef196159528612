import { DAY } from '../base/time.ts'
import { ORDER_MODELS } from '../clv/models/order-model.ts'
import { SPEND_BASES } from '../clv/settings.ts'
import { DEFAULT_DEFINITION, type Definition, WEEK_STARTS, WEEKS_RULES } from '../ltv/definition.ts'
import { SORT_COLUMNS } from '../ltv/results.ts'
import { type Fingerprint, fingerprintText, readFingerprint } from '../share/fingerprint.ts'
import { readStoreFingerprint, type StoreFingerprint, storeFingerprintText } from '../share/store-fingerprint.ts'
import { oneOf, positiveWhole, sortOf, textOfSort } from './link-values.ts'
import { STORE_KEYS, STORES_UNDERSTOOD, storesOf, textsOfStores } from './store-link.ts'
import { DEFAULT_PREDICTION, DEFAULT_VIEW, type PredictionChoices, TABS, type View } from './view.ts'

/*
 * A view as the fragment of a link that people can read and edit:
 *
 *   #x=25&sort=-spend&weeks=customer&start=monday&from=2025-01-01&to=2025-03-31&years=5&margin=0.6&currency=EUR&tab=cohorts&rank=3
 *   #tab=predict&months=24&discount=0.15&model=pareto-nbd&basis=with-first&asof=2025-03-31&split=2025-02-28
 *
 * What is about stores has a file of its own. What stands at its default is left out. `to` is the last day that counts, as people write it; a window that ends inside a day is written
 * as the exact instant at which it ends. Text that means nothing is passed over, so that a mistyped link still opens, and told of.
 */

const LIFESPAN_DECIMALS = 4
const MARGIN_DECIMALS = 6
const MONTHS_DECIMALS = 2
const MOST_MONTHS = 120
const DISCOUNT_DECIMALS = 4
const MOST_DISCOUNT = 9
const CURRENCY = /^[A-Z]{3}$/
const WRITTEN_DAY = /^([+-]\d{6}|\d{4})-\d\d-\d\d$/
const WRITTEN_INSTANT = /^([+-]\d{6}|\d{4})-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

const KEYS = [
  'tab',
  'x',
  'sort',
  'rank',
  'weeks',
  'start',
  'from',
  'to',
  'years',
  'margin',
  'currency',
  'months',
  'discount',
  'model',
  'basis',
  'asof',
  'split',
  ...STORE_KEYS,
] as const
type Key = (typeof KEYS)[number]

/** The fragment without its #; empty for the default view. The same view gives the same text. */
export function fragmentOfView(view: View): string {
  const { definition, prediction, sort } = view
  const values: Record<Key, string> = {
    tab: view.tab,
    x: String(view.x),
    sort: textOfSort(sort),
    rank: view.selected === null ? '' : String(view.selected),
    weeks: definition.weeksRule,
    start: definition.weekStart,
    from: definition.windowStart === null ? '' : textOfStart(definition.windowStart),
    to: definition.windowEnd === null ? '' : textOfEnd(definition.windowEnd),
    years: plainDecimal(definition.lifespanYears, LIFESPAN_DECIMALS),
    margin: plainDecimal(definition.margin, MARGIN_DECIMALS),
    currency: definition.currency ?? '',
    months: plainDecimal(prediction.horizonMonths, MONTHS_DECIMALS),
    discount: plainDecimal(prediction.annualDiscount, DISCOUNT_DECIMALS),
    model: prediction.model ?? '',
    basis: prediction.spendBasis,
    asof: textOfDay(prediction.throughDay),
    split: textOfDay(prediction.splitDay),
    ...textsOfStores(view.stores),
  }
  return KEYS.filter(key => values[key] !== DEFAULT_TEXTS[key])
    .map(key => `${key}=${encodeURIComponent(values[key])}`)
    .join('&')
}

/** Stands for the data that a link was made from. It is no part of the view: what is looked at does not follow from it. */
const DATA_KEY = 'data'
const KNOWN: ReadonlySet<string> = new Set([...KEYS, DATA_KEY])

/** The fragment of a link that also says which data it was made from. */
export function fragmentOfRecipe(view: View, fingerprint: Fingerprint): string {
  return withData(view, fingerprintText(fingerprint))
}

/** The same for data about stores. */
export function fragmentOfStoreRecipe(view: View, fingerprint: StoreFingerprint): string {
  return withData(view, storeFingerprintText(fingerprint))
}

function withData(view: View, fingerprint: string): string {
  return [fragmentOfView(view), `${DATA_KEY}=${fingerprint}`].filter(part => part !== '').join('&')
}

/** What a fragment says of the data that it was made from; null when it says nothing, or nothing that can be understood. */
export function fingerprintOfFragment(fragment: string): Fingerprint | null {
  return readFingerprint(textsOf(fragment).get(DATA_KEY) ?? '')
}

/** The same of data about stores. */
export function storeFingerprintOfFragment(fragment: string): StoreFingerprint | null {
  return readStoreFingerprint(textsOf(fragment).get(DATA_KEY) ?? '')
}

/**
 * The view that a fragment (without its #) names, or null when it names none, as the target of a skip link does.
 * Values that are unknown or out of range count as absent; the empty fragment is the default view.
 */
export function viewOfFragment(fragment: string): View | null {
  const texts = textsOf(fragment)
  if (fragment !== '' && !KEYS.some(key => texts.has(key)) && !texts.has(DATA_KEY)) return null
  return {
    tab: oneOf(TABS, texts.get('tab')) ?? DEFAULT_VIEW.tab,
    x: positiveWhole(texts.get('x')) ?? DEFAULT_VIEW.x,
    sort: sortOf(SORT_COLUMNS, texts.get('sort')) ?? DEFAULT_VIEW.sort,
    selected: positiveWhole(texts.get('rank')),
    definition: definitionOf(texts),
    prediction: predictionOf(texts),
    stores: storesOf(texts),
  }
}

/**
 * What a fragment says that cannot be understood, as it stands there: “weeks=fortnight”, “week=active”, a cut fingerprint. {@link viewOfFragment} passes it over,
 * and whoever was sent the link is to be told so: the figures then are not those that the sender saw.
 */
export function notUnderstood(fragment: string): readonly string[] {
  const texts = textsOf(fragment)
  const faulty: string[] = KEYS.filter(key => texts.has(key) && !UNDERSTOOD[key](texts.get(key) ?? ''))
  const { windowStart, windowEnd } = definitionOf(texts)
  // A window that is over before it begins loses its end.
  if (windowStart !== null && windowEnd === null && !faulty.includes('to') && texts.has('to')) faulty.push('to')
  const data = texts.get(DATA_KEY)
  if (data !== undefined && readFingerprint(data) === null && readStoreFingerprint(data) === null) faulty.push(DATA_KEY)
  const unknown = [...texts.keys()].filter(key => !KNOWN.has(key))
  return [...faulty, ...unknown].map(key => `${key}=${texts.get(key)}`)
}

const UNDERSTOOD: Record<Key, (text: string) => boolean> = {
  tab: text => oneOf(TABS, text) !== null,
  x: text => positiveWhole(text) !== null,
  sort: text => sortOf(SORT_COLUMNS, text) !== null,
  rank: text => positiveWhole(text) !== null,
  weeks: text => oneOf(WEEKS_RULES, text) !== null,
  start: text => oneOf(WEEK_STARTS, text) !== null,
  from: text => instantOf(text, 0) !== null,
  to: text => instantOf(text, DAY) !== null,
  years: text => decimalBetween(text, LIFESPAN_DECIMALS, 100) !== null,
  margin: text => decimalBetween(text, MARGIN_DECIMALS, 1) !== null,
  currency: text => CURRENCY.test(text),
  months: text => decimalBetween(text, MONTHS_DECIMALS, MOST_MONTHS) !== null,
  discount: text => shareFromZero(text) !== null,
  model: text => oneOf(ORDER_MODELS, text) !== null,
  basis: text => oneOf(SPEND_BASES, text) !== null,
  asof: text => dayNumberOf(text) !== null,
  split: text => dayNumberOf(text) !== null,
  ...STORES_UNDERSTOOD,
}

function textsOf(fragment: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  for (const part of fragment.split('&')) {
    const equals = part.indexOf('=')
    if (equals > 0) texts.set(part.slice(0, equals), decoded(part.slice(equals + 1)))
  }
  return texts
}

function definitionOf(texts: ReadonlyMap<string, string>): Definition {
  const windowStart = instantOf(texts.get('from'), 0)
  const windowEnd = instantOf(texts.get('to'), DAY)
  const emptyWindow = windowStart !== null && windowEnd !== null && windowEnd <= windowStart
  const currency = texts.get('currency')
  return {
    weeksRule: oneOf(WEEKS_RULES, texts.get('weeks')) ?? DEFAULT_DEFINITION.weeksRule,
    weekStart: oneOf(WEEK_STARTS, texts.get('start')) ?? DEFAULT_DEFINITION.weekStart,
    windowStart,
    windowEnd: emptyWindow ? null : windowEnd,
    lifespanYears: decimalBetween(texts.get('years'), LIFESPAN_DECIMALS, 100) ?? DEFAULT_DEFINITION.lifespanYears,
    margin: decimalBetween(texts.get('margin'), MARGIN_DECIMALS, 1) ?? DEFAULT_DEFINITION.margin,
    currency: currency !== undefined && CURRENCY.test(currency) ? currency : null,
  }
}

function predictionOf(texts: ReadonlyMap<string, string>): PredictionChoices {
  return {
    horizonMonths: decimalBetween(texts.get('months'), MONTHS_DECIMALS, MOST_MONTHS) ?? DEFAULT_PREDICTION.horizonMonths,
    annualDiscount: shareFromZero(texts.get('discount')) ?? DEFAULT_PREDICTION.annualDiscount,
    model: oneOf(ORDER_MODELS, texts.get('model')),
    spendBasis: oneOf(SPEND_BASES, texts.get('basis')) ?? DEFAULT_PREDICTION.spendBasis,
    throughDay: dayNumberOf(texts.get('asof')),
    splitDay: dayNumberOf(texts.get('split')),
  }
}

/** A discount may be nothing at all. */
function shareFromZero(text: string | undefined): number | null {
  return text === '0' ? 0 : decimalBetween(text, DISCOUNT_DECIMALS, MOST_DISCOUNT)
}

/** Days since 1970-01-01 of a day as people write it. */
function dayNumberOf(text: string | undefined): number | null {
  const start = text !== undefined && WRITTEN_DAY.test(text) ? instantOf(text, 0) : null
  return start === null ? null : start / DAY
}

function textOfDay(dayNumber: number | null): string {
  return dayNumber === null ? '' : dayOf(new Date(dayNumber * DAY).toISOString())
}

/** A number > 0 and ≤ most with at most so many decimals. */
function decimalBetween(text: string | undefined, decimals: number, most: number): number | null {
  if (text === undefined || !new RegExp(`^\\d{1,3}(\\.\\d{1,${decimals}})?$`).test(text)) return null
  const value = Number(text)
  return value > 0 && value <= most ? value : null
}

/** Without exponent, which String() would give for 0.000001. */
function plainDecimal(value: number, decimals: number): string {
  return value.toFixed(decimals).replace(/\.?0+$/, '')
}

function textOfStart(start: number): string {
  const instant = new Date(start).toISOString()
  return start % DAY === 0 ? dayOf(instant) : instant
}

function textOfEnd(end: number): string {
  return end % DAY === 0 ? dayOf(new Date(end - DAY).toISOString()) : new Date(end).toISOString()
}

function dayOf(instant: string): string {
  return instant.slice(0, instant.indexOf('T'))
}

/** A day counts with its start plus `dayOffset`; an instant as it is. Only the one way of writing it is taken, so 30 February is nothing. */
function instantOf(text: string | undefined, dayOffset: number): number | null {
  if (text === undefined) return null
  if (WRITTEN_DAY.test(text)) {
    const start = Date.parse(`${text}T00:00:00.000Z`)
    return textMeans(start, text) ? start + dayOffset : null
  }
  const instant = WRITTEN_INSTANT.test(text) ? Date.parse(text) : Number.NaN
  return textMeans(instant, text) ? instant : null
}

function textMeans(milliseconds: number, text: string): boolean {
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone % is a typing error in a link: the value stays as it stands and will be passed over as unknown.
    return text
  }
}

const DEFAULT_TEXTS: Record<Key, string> = {
  tab: DEFAULT_VIEW.tab,
  x: String(DEFAULT_VIEW.x),
  sort: DEFAULT_VIEW.sort.column,
  rank: '',
  weeks: DEFAULT_DEFINITION.weeksRule,
  start: DEFAULT_DEFINITION.weekStart,
  from: '',
  to: '',
  years: String(DEFAULT_DEFINITION.lifespanYears),
  margin: String(DEFAULT_DEFINITION.margin),
  currency: '',
  months: String(DEFAULT_PREDICTION.horizonMonths),
  discount: String(DEFAULT_PREDICTION.annualDiscount),
  model: '',
  basis: DEFAULT_PREDICTION.spendBasis,
  asof: '',
  split: '',
  ...textsOfStores(DEFAULT_VIEW.stores),
}
