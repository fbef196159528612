import { firstPlaces, sortedPlaces } from '../base/order.ts'
import { textOrder } from '../base/text-order.ts'
import { WEEK } from '../base/time.ts'
import { activeWeeks } from './active-weeks.ts'
import { type Activity, activityIn, type TimeWindow, timeWindow, weeksByYear, weeksTouched } from './activity.ts'
import type { Dataset } from './dataset.ts'
import { DEFAULT_DEFINITION, type Definition, definitionKey, requireSound } from './definition.ts'
import { Formula } from './formula.ts'
import { oncePerRevision } from './once-per-revision.ts'
import { type Spend, spendIn } from './spend.ts'

/** Everything a definition says about the customers of a data set. Arrays are by customer, except `ranked`. Shared and never handed out. */
export interface Figures extends UnrankedFigures {
  /** Customers inside the window, best first: LTV descending, ties by id ascending. */
  readonly ranked: Uint32Array<ArrayBuffer>
}

interface UnrankedFigures {
  readonly definition: Definition
  readonly window: TimeWindow
  readonly activity: Activity
  readonly spend: Spend
  readonly calendarWeeks: number
  /** The divisor; 0 for customers outside the window. */
  readonly weeks: Float64Array<ArrayBuffer>
  readonly ltv: Float64Array<ArrayBuffer>
  /** True when all customers have the same divisor. */
  readonly sameWeeks: boolean
}

/** Customers in ascending order of id, in UTF-16 code units. */
export const customersById = oncePerRevision(dataset => textOrder(dataset.customers))

/** Place of each customer in that order. */
export const placesById = oncePerRevision((dataset): Uint32Array<ArrayBuffer> => {
  const byId = customersById(dataset)
  const places = new Uint32Array(byId.length)
  for (let place = 0; place < places.length; place += 1) places[byId[place] ?? 0] = place
  return places
})

const lastFigures = oncePerRevision((): { key: string; figures: Figures | null } => ({ key: '', figures: null }))

/** Figures of a definition; those of the last definition asked for are kept. Throws RangeError when the definition is not sound. */
export function figuresOf(dataset: Dataset, definition: Definition): Figures {
  requireSound(definition)
  const kept = lastFigures(dataset)
  const key = definitionKey(definition)
  if (kept.figures !== null && kept.key === key) return kept.figures
  const unranked = workOut(dataset, definition, kept.figures)
  const figures: Figures = { ...unranked, ranked: sameRanking(unranked, kept.figures) ?? rankCustomers(dataset, unranked) }
  kept.key = key
  kept.figures = figures
  return figures
}

/**
 * The best x customers of what has been read so far, for showing something while the rest is being read. Nothing is kept.
 * Cost: a pass over the events so far, so a caller that waits until the data has grown by a share spends a fixed share of its time here.
 */
export function topSoFar(dataset: Dataset, x: number, definition: Definition = DEFAULT_DEFINITION): SoFar[] {
  requireSound(definition)
  const { ltv, weeks, spend } = workOut(dataset, definition, null)
  const { customers } = dataset
  const isBefore = (a: number, b: number) => {
    // Customers outside the window have no weeks, and come last.
    const seen = Math.sign(weeks[b] ?? 0) - Math.sign(weeks[a] ?? 0)
    return (seen || (ltv[b] ?? 0) - (ltv[a] ?? 0) || customers.compare(a, b)) < 0
  }
  const best = firstPlaces(customers.length, x, isBefore).filter(customer => (weeks[customer] ?? 0) > 0)
  return Array.from(best, customer => ({
    id: customers.text(customer),
    ltv: ltv[customer] ?? 0,
    spendUnits: spend.units[customer] ?? 0,
    currency: spend.currency,
  }))
}

export interface SoFar {
  readonly id: string
  /** In currency units. */
  readonly ltv: number
  /** In 1/10,000 of a currency unit. */
  readonly spendUnits: number
  readonly currency: string
}

/** `previous` are figures of the same state of the data set: a definition of the same window and currency shares what those decide. */
function workOut(dataset: Dataset, definition: Definition, previous: Figures | null): UnrankedFigures {
  const { weeksRule, weekStart } = definition
  const window = timeWindow(definition)
  const sameWindow = previous !== null && previous.window.start === window.start && previous.window.end === window.end
  const activity = sameWindow ? previous.activity : activityIn(dataset, window)
  const sameSpend = sameWindow && previous.definition.currency === definition.currency
  const spend = sameSpend ? previous.spend : spendIn(dataset, window, definition.currency)
  const { span } = activity
  const calendarWeeks = span === null ? 0 : weeksTouched(span.first, span.last, weekStart)

  const customers = dataset.customers.length
  const ltv = new Float64Array(customers)
  const weeks = new Float64Array(customers)
  const formula = new Formula(definition)
  const sharedWeeks =
    weeksRule === 'dataset' ? calendarWeeks : weeksRule === 'dataset-years' ? weeksByYear(dataset, window, span, weekStart) : null
  const active = weeksRule === 'active' ? activeWeeks(dataset, window, span, weekStart) : null
  const { exactUnits, units: spendUnits } = spend
  for (let customer = 0; customer < customers; customer += 1) {
    const first = activity.first[customer] ?? 0
    const last = activity.last[customer] ?? 0
    if (first > last) continue
    const units = exactUnits.size === 0 ? (spendUnits[customer] ?? 0) : (exactUnits.get(customer) ?? spendUnits[customer] ?? 0)
    if (weeksRule === 'elapsed') {
      weeks[customer] = Math.max(1, (last - first) / WEEK)
      ltv[customer] = formula.overElapsed(units, last - first)
    } else {
      const divisor = sharedWeeks ?? active?.[customer] ?? weeksTouched(first, last, weekStart)
      weeks[customer] = divisor
      ltv[customer] = formula.overWeeks(units, divisor)
    }
  }
  return { definition, window, activity, spend, calendarWeeks, weeks, ltv, sameWeeks: sharedWeeks !== null }
}

/** Whole numbers of this size are so far apart that their products with one factor round to different doubles. */
const DISTINCT_UNITS = 2 ** 50

/** With one divisor for all, LTV is spend times a factor: then the same spend gives the same ranking, ties included, which saves about 30 ms. */
function sameRanking({ spend, sameWeeks }: UnrankedFigures, previous: Figures | null): Figures['ranked'] | null {
  if (previous === null || !sameWeeks || !previous.sameWeeks || spend !== previous.spend) return null
  return spend.mostUnits < DISTINCT_UNITS ? previous.ranked : null
}

function rankCustomers(dataset: Dataset, { weeks, ltv }: UnrankedFigures): Uint32Array<ArrayBuffer> {
  const placeById = placesById(dataset)
  const seen = new Uint32Array(ltv.length)
  let count = 0
  // Customers outside the window have no weeks.
  for (let customer = 0; customer < ltv.length; customer += 1) {
    if (weeks[customer] === 0) continue
    seen[count] = customer
    count += 1
  }
  if (count === ltv.length) return sortedPlaces(ltv, 'descending', placeById)
  const keys = new Float64Array(count)
  const ties = new Uint32Array(count)
  for (let at = 0; at < count; at += 1) {
    keys[at] = ltv[seen[at] ?? 0] ?? 0
    ties[at] = placeById[seen[at] ?? 0] ?? 0
  }
  const ranked = sortedPlaces(keys, 'descending', ties)
  for (let index = 0; index < count; index += 1) ranked[index] = seen[ranked[index] ?? 0] ?? 0
  return ranked
}
