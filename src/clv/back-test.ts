import { AMOUNT_SCALE } from '../base/money.ts'
import { BASELINES, type Baseline, type Guess, guess } from './baselines.ts'
import { type Histories, historiesOf } from './histories.ts'
import { ORDER_MODEL } from './models/all.ts'
import { fitOrders, type OrderFit, type SpendFit } from './models/fit.ts'
import type { OrderModelKey } from './models/order-model.ts'
import { type GroupedRows, groupRows } from './models/purchase-rows.ts'
import { daySpan, type OrderLines } from './order-lines.ts'
import { aliveOfRows, outlookKeys, perKey } from './outlook.ts'
import { type Purchases, purchasesOf } from './purchases.ts'
import { normalisedGini } from './ranking-quality.ts'
import type { SpendBasis } from './settings.ts'
import { buyerSpend, expectedSpends, fitBuyerSpend } from './spend.ts'
import { type Tracking, track } from './tracking.ts'

/** Bars by calibration frequency: 0, 1 … 6, and 7 or more. */
const FREQUENCY_BARS = 8

/** How one way of predicting did in the holdout. */
export interface Score {
  readonly method: OrderModelKey | Baseline
  readonly isModel: boolean
  readonly orders: TotalScore
  readonly revenue: TotalScore
  /** Mean purchases predicted per customer, by calibration frequency; NaN where there is no customer. */
  readonly ordersByFrequency: Float64Array<ArrayBuffer>
}

/** Orders are purchase days; revenue is in currency units. */
export interface TotalScore {
  readonly predicted: number
  readonly actual: number
  /** predicted ÷ actual − 1; null when nothing came. */
  readonly bias: number | null
  /** Mean of |predicted − actual| over customers. */
  readonly meanAbsoluteError: number
  /** How well customers are put in order, see {@link normalisedGini}. */
  readonly gini: number | null
}

export interface ModelTest {
  readonly fit: OrderFit
  readonly tracking: Tracking
}

/** What models and baselines knew on the split day, against what came. */
export interface BackTest {
  readonly splitDay: number
  readonly throughDay: number
  readonly holdoutWeeks: number
  /** Customers with a purchase up to the split: those who came later are nobody's prediction. */
  readonly customers: number
  readonly customersByFrequency: Float64Array<ArrayBuffer>
  readonly actualByFrequency: Float64Array<ArrayBuffer>
  /** Models whose fit to the calibration period converged first, then baselines. */
  readonly scores: readonly Score[]
  readonly models: readonly ModelTest[]
  /** Fits that did not converge, and so predict nothing. */
  readonly failed: readonly OrderFit[]
  readonly spendFit: SpendFit
}

/** The day two thirds into the history: the last day that is calibrated on, unless one is chosen. Null without two days to part. */
export function defaultSplitDay(lines: OrderLines, throughDay: number | null = null): number | null {
  const span = daySpan(lines, throughDay ?? Number.POSITIVE_INFINITY)
  if (span === null || span.last === span.first) return null
  return span.first + Math.floor(((throughDay ?? span.last) - span.first) * (2 / 3))
}

/**
 * Fits each model to what was known at the end of the split day, predicts the days after it, and compares with what came.
 * `near` are fits to the whole history, from which the climbs begin. Throws RangeError when the split leaves nothing on one of its sides. Cost: that of the fits and one prediction each; CDNOW 0.3 s with four models, cold.
 */
export function backTest(
  lines: OrderLines,
  models: readonly OrderModelKey[],
  basis: SpendBasis,
  splitDay: number,
  throughDay: number | null = null,
  near: readonly OrderFit[] = [],
): BackTest {
  const calibration = purchasesOf(lines, splitDay)
  const all = purchasesOf(lines, throughDay)
  const through = all.throughDay ?? splitDay
  if (through <= splitDay) throw new RangeError(`The split (day ${splitDay}) leaves no day to test on (expected before day ${through})`)
  const histories = historiesOf(calibration)
  if (histories.buyers === 0) throw new RangeError(`There is no purchase up to the split (day ${splitDay})`)
  const actual = holdoutOf(histories, all, splitDay)
  const days = through - splitDay
  const rows = groupRows(histories.frequency, histories.recencyDays, histories.ageDays)
  const spendFit = fitBuyerSpend(histories, basis)
  const spends = spendFit.failures.length > 0 ? meanSpends(histories) : expectedSpends(buyerSpend(histories, basis), spendFit.parameters)
  const fits = models.map(model =>
    fitOrders(
      ORDER_MODEL[model],
      rows,
      near.find(fit => fit.model === model),
    ),
  )
  const converged = fits.filter(({ failures }) => failures.length === 0)
  const scores = [
    ...converged.map(fit => score(fit.model, true, modelGuess(fit, rows, spends, days / 7), actual, histories)),
    ...BASELINES.map(baseline => score(baseline, false, guess(baseline, histories, calibration, days), actual, histories)),
  ]
  const customersByFrequency = byFrequency(histories, new Float64Array(histories.buyers).fill(1))
  return {
    splitDay,
    throughDay: through,
    holdoutWeeks: days / 7,
    customers: histories.buyers,
    customersByFrequency,
    actualByFrequency: byFrequency(histories, actual.orders).map((sum, bar) => sum / (customersByFrequency[bar] ?? 0)),
    scores,
    models: converged.map(fit => ({ fit, tracking: track(histories, all, ORDER_MODEL[fit.model].predictor(fit.parameters)) })),
    failed: fits.filter(({ failures }) => failures.length > 0),
    spendFit,
  }
}

/** Purchases after the split of the customers who had bought by then. */
function holdoutOf({ buyers, customer }: Histories, { starts, day, units }: Purchases, splitDay: number): Guess {
  const orders = new Float64Array(buyers)
  const revenue = new Float64Array(buyers)
  for (let buyer = 0; buyer < buyers; buyer += 1) {
    const who = customer[buyer] ?? 0
    for (let entry = (starts[who + 1] ?? 0) - 1; entry >= (starts[who] ?? 0); entry -= 1) {
      if ((day[entry] ?? 0) <= splitDay) break
      orders[buyer] = (orders[buyer] ?? 0) + 1
      revenue[buyer] = (revenue[buyer] ?? 0) + (units[entry] ?? 0) / AMOUNT_SCALE
    }
  }
  return { orders, revenue }
}

function modelGuess(fit: OrderFit, rows: GroupedRows, spends: Float64Array, weeks: number): Guess {
  const predictor = ORDER_MODEL[fit.model].predictor(fit.parameters)
  const alive = aliveOfRows(predictor, rows)
  const { keys, keyOf } = outlookKeys(rows)
  const whileAlive = perKey(keys, (x, age) => predictor.orders(x, age, weeks))
  const orders = Float64Array.from(rows.rowOf, row => (alive[row] ?? 0) * (whileAlive[keyOf[row] ?? 0] ?? 0))
  return { orders, revenue: orders.map((count, buyer) => count * (spends[buyer] ?? 0)) }
}

/** Where spend cannot be modelled, every purchase is taken to be worth the mean of all. */
function meanSpends({ buyers, frequency, historicUnits }: Histories): Float64Array<ArrayBuffer> {
  let units = 0
  let purchases = 0
  for (let buyer = 0; buyer < buyers; buyer += 1) {
    units += historicUnits[buyer] ?? 0
    purchases += (frequency[buyer] ?? 0) + 1
  }
  return new Float64Array(buyers).fill(units / purchases / AMOUNT_SCALE)
}

function score(method: OrderModelKey | Baseline, isModel: boolean, predicted: Guess, actual: Guess, histories: Histories): Score {
  const customers = byFrequency(histories, new Float64Array(histories.buyers).fill(1))
  return {
    method,
    isModel,
    orders: totalScore(predicted.orders, actual.orders),
    revenue: totalScore(predicted.revenue, actual.revenue),
    ordersByFrequency: byFrequency(histories, predicted.orders).map((sum, bar) => sum / (customers[bar] ?? 0)),
  }
}

function totalScore(predicted: Float64Array, actual: Float64Array): TotalScore {
  let predictedSum = 0
  let actualSum = 0
  let errors = 0
  for (let at = 0; at < predicted.length; at += 1) {
    predictedSum += predicted[at] ?? 0
    actualSum += actual[at] ?? 0
    errors += Math.abs((predicted[at] ?? 0) - (actual[at] ?? 0))
  }
  return {
    predicted: predictedSum,
    actual: actualSum,
    bias: actualSum > 0 ? predictedSum / actualSum - 1 : null,
    meanAbsoluteError: errors / Math.max(1, predicted.length),
    gini: normalisedGini(predicted, actual),
  }
}

function byFrequency({ frequency }: Histories, values: Float64Array): Float64Array<ArrayBuffer> {
  const sums = new Float64Array(FREQUENCY_BARS)
  for (let buyer = 0; buyer < values.length; buyer += 1) {
    const bar = Math.min(FREQUENCY_BARS - 1, frequency[buyer] ?? 0)
    sums[bar] = (sums[bar] ?? 0) + (values[buyer] ?? 0)
  }
  return sums
}
