import { AMOUNT_SCALE } from '../base/money.ts'
import type { HistoryFigures } from './history-groups.ts'
import { ORDER_MODEL } from './models/all.ts'
import type { Estimate, OrderFit, SpendFit } from './models/fit.ts'
import type { PurchaseFacts } from './purchases.ts'
import { horizonWeeks, type PredictionTerms } from './terms.ts'

export const FITNESS_CHECKS = [
  'customers',
  'repeat-buyers',
  'history',
  'last-order',
  'frequency-and-spend',
  'zero-spend',
  'negative-spend',
  'orders-identified',
  'spend-identified',
] as const
export type FitnessCheckCode = (typeof FITNESS_CHECKS)[number]

export type Outcome = 'pass' | 'caution' | 'fail'

/** One thing that must hold before a number is shown. */
export interface FitnessCheck {
  readonly code: FitnessCheckCode
  readonly outcome: Outcome
  /** What was found, in the unit the message names; null when it cannot be worked out. */
  readonly figure: number | null
  /** Where the outcome changes; null for a border that does not exist. */
  readonly cautionAt: number | null
  readonly failAt: number | null
  /** There was nothing that could have been wrong, so nothing is said for the data by its being right. */
  readonly isVacuous?: true
  /** A plain sentence with the figure in it. */
  readonly message: string
}

const CUSTOMERS = { cautionAt: 500, failAt: 100 }
const REPEAT_BUYERS = { cautionAt: 200, failAt: 100 }
const HISTORY_WEEKS = { cautionAt: 26, failAt: 8 }
/** Horizons longer than this many histories are extrapolation. */
const HISTORIES_AHEAD = 2
const SILENT_DAYS = 14
const CORRELATION = 0.3
const ZERO_SPEND = { cautionAt: 0.01, failAt: 0.1 }
const UNMATCHED_REFUNDS = { cautionAt: 0.01, failAt: 0.1 }
/** Standard error of the logarithm of a parameter: at 1, it is known to a factor of e. */
const LOG_ERROR = 1
const Q_WITH_VARIANCE = 2

/** The worst of the outcomes. */
export function worstOutcome(checks: readonly FitnessCheck[]): Outcome {
  return checks.some(({ outcome }) => outcome === 'fail')
    ? 'fail'
    : checks.some(({ outcome }) => outcome === 'caution')
      ? 'caution'
      : 'pass'
}

/** Refunds as far as they are checked. */
type RefundFacts = Pick<PurchaseFacts, 'creditNotes' | 'unmatchedCreditNotes' | 'unmatchedRefundUnits'>

/** What can be checked before anything is fitted. */
export function checkData(figures: HistoryFigures, refunds: RefundFacts, terms: PredictionTerms): FitnessCheck[] {
  return [
    customersCheck(figures.buyers),
    repeatBuyersCheck(figures.repeatBuyers),
    historyCheck(figures, terms),
    lastOrderCheck(figures),
    correlationCheck(figures),
    zeroSpendCheck(figures),
    refundsCheck(figures, refunds),
  ]
}

/** Whether the estimates are ones: everything that the fits say of themselves. */
export function checkFits(orderFit: OrderFit, spendFit: SpendFit): FitnessCheck[] {
  const name = ORDER_MODEL[orderFit.model].name
  const [p, q, gamma] = spendFit.parameters
  const spend = identified(
    'spend-identified',
    spendFit,
    `The model of spend found its best fit (p ${round(p)}, q ${round(q)}, γ ${round(gamma)}).`,
  )
  const noVariance = spend.outcome === 'pass' && q <= Q_WITH_VARIANCE
  const orders = identified('orders-identified', orderFit, `${name} found its best fit; the data say where all its parameters lie.`)
  const nobodyStops = orders.outcome === 'pass' && orderFit.model === 'nbd'
  return [
    nobodyStops
      ? {
          ...orders,
          outcome: 'caution',
          message:
            'The data show nobody who stopped, so the prediction takes it that nobody ever does: the longer the horizon, the more it promises.',
        }
      : orders,
    noVariance
      ? {
          ...spend,
          outcome: 'caution',
          message: `Spend differs so much among customers (q = ${round(q)}) that intervals are too narrow; expected above 2.`,
        }
      : spend,
  ]
}

function customersCheck(customers: number): FitnessCheck {
  const outcome = below(customers, CUSTOMERS)
  const have = customers === 1 ? 'One customer has' : `${count(customers)} customers have`
  const message =
    outcome === 'pass'
      ? `${have} bought.`
      : `${have} bought; a prediction needs ${CUSTOMERS.failAt}, and is steady from about ${CUSTOMERS.cautionAt}.`
  return { code: 'customers', outcome, figure: customers, ...CUSTOMERS, message }
}

function repeatBuyersCheck(repeatBuyers: number): FitnessCheck {
  const outcome = below(repeatBuyers, REPEAT_BUYERS)
  const message =
    outcome === 'fail'
      ? `Not enough history to predict: it needs repeat orders from at least ${REPEAT_BUYERS.failAt} customers; you have ${count(repeatBuyers)}.`
      : `${count(repeatBuyers)} customers bought on more than one day${outcome === 'caution' ? `; ${REPEAT_BUYERS.cautionAt} would make a steadier prediction` : ''}.`
  return { code: 'repeat-buyers', outcome, figure: repeatBuyers, ...REPEAT_BUYERS, message }
}

function historyCheck({ longestAgeDays }: HistoryFigures, terms: PredictionTerms): FitnessCheck {
  const weeks = longestAgeDays / 7
  const ahead = horizonWeeks(terms)
  const cautionAt = Math.max(HISTORY_WEEKS.cautionAt, ahead / HISTORIES_AHEAD)
  const outcome = below(weeks, { cautionAt, failAt: HISTORY_WEEKS.failAt })
  const message =
    outcome === 'fail'
      ? `The orders cover ${round(weeks)} weeks; ${HISTORY_WEEKS.failAt} are needed to see anyone come back or stay away.`
      : outcome === 'caution'
        ? `The orders cover ${round(weeks)} weeks, which is short for looking ${round(ahead)} weeks ahead.`
        : `The orders cover ${round(weeks)} weeks.`
  return { code: 'history', outcome, figure: weeks, cautionAt, failAt: HISTORY_WEEKS.failAt, message }
}

function lastOrderCheck({ buyers, longestAgeDays, silentDays: silence }: HistoryFigures): FitnessCheck {
  const failAt = longestAgeDays / 2
  if (buyers === 0)
    return {
      code: 'last-order',
      outcome: 'fail',
      figure: null,
      cautionAt: SILENT_DAYS,
      failAt,
      message: 'There is no order up to this day.',
    }
  const outcome = silence > failAt ? 'fail' : silence > SILENT_DAYS ? 'caution' : 'pass'
  const days = silence === 1 ? 'day' : 'days'
  const message =
    outcome === 'pass'
      ? silence === 0
        ? 'The last order is of the last day that counts.'
        : `The last order is ${count(silence)} ${days} before the last day that counts.`
      : `Nobody has ordered for ${count(silence)} ${days} before the last day that counts: the silence would be read as customers who stopped. Choose an earlier day.`
  return { code: 'last-order', outcome, figure: silence, cautionAt: SILENT_DAYS, failAt, message }
}

/** Gamma-Gamma takes spend to be independent of frequency (CDNOW: 0.11). */
function correlationCheck({ correlation: figure }: HistoryFigures): FitnessCheck {
  const outcome = figure !== null && Math.abs(figure) >= CORRELATION ? 'caution' : 'pass'
  const message =
    figure === null
      ? 'Whether frequent buyers spend more at a time cannot be told: all buy equally often, or spend the same.'
      : outcome === 'pass'
        ? `How often customers buy says little about how much they spend at a time (correlation ${round(figure)}).`
        : `Customers who buy often spend ${figure > 0 ? 'more' : 'less'} at a time (correlation ${round(figure)}); the model of spend assumes they do not.`
  return { code: 'frequency-and-spend', outcome, figure, cautionAt: CORRELATION, failAt: null, ...vacuousIf(figure === null), message }
}

function zeroSpendCheck({ repeatBuyers, freeRepeatBuyers: free }: HistoryFigures): FitnessCheck {
  const share = repeatBuyers === 0 ? 0 : free / repeatBuyers
  const outcome = above(share, ZERO_SPEND)
  const message =
    repeatBuyers === 0
      ? 'There is no repeat buyer who could have spent nothing.'
      : free === 0
        ? 'Every repeat buyer has spent something.'
        : `${count(free)} repeat buyers have spent nothing on their repeat orders (${percent(share)}); they are expected to spend the mean.`
  return { code: 'zero-spend', outcome, figure: share, ...ZERO_SPEND, ...vacuousIf(repeatBuyers === 0), message }
}

function refundsCheck({ spentUnits: spent }: HistoryFigures, facts: RefundFacts): FitnessCheck {
  const unmatched = facts.unmatchedRefundUnits
  const share = unmatched === 0 ? 0 : unmatched / (spent + unmatched)
  const outcome = above(share, UNMATCHED_REFUNDS)
  const message =
    facts.creditNotes === 0
      ? 'There is no refund that would have to be set against an earlier order.'
      : facts.unmatchedCreditNotes === 0
        ? 'Every refund was set against an earlier order.'
        : `Refunds worth ${count(Math.round(unmatched / AMOUNT_SCALE))} have no earlier order to be set against (${count(facts.unmatchedCreditNotes)} in number, ${percent(share)} of what was taken in).`
  return { code: 'negative-spend', outcome, figure: share, ...UNMATCHED_REFUNDS, ...vacuousIf(facts.creditNotes === 0), message }
}

function vacuousIf(nothing: boolean): { readonly isVacuous?: true } {
  return nothing ? { isVacuous: true } : {}
}

function identified(code: 'orders-identified' | 'spend-identified', fit: Estimate, good: string): FitnessCheck {
  const figure = fit.logStandardErrors.reduce((most, error) => (error > most || Number.isNaN(error) ? error : most), 0)
  const border = { figure: Number.isNaN(figure) ? null : figure, cautionAt: LOG_ERROR, failAt: null }
  if (fit.failures.length > 0) return { code, outcome: 'fail', ...border, message: fit.failures.map(({ message }) => message).join(' ') }
  if (figure > LOG_ERROR) {
    return { code, outcome: 'caution', ...border, message: `${good} One of them is known only to a factor of ${round(Math.exp(figure))}.` }
  }
  return { code, outcome: 'pass', ...border, message: good }
}

function below(figure: number, { cautionAt, failAt }: { readonly cautionAt: number; readonly failAt: number }): Outcome {
  return figure < failAt ? 'fail' : figure < cautionAt ? 'caution' : 'pass'
}

function above(figure: number, { cautionAt, failAt }: { readonly cautionAt: number; readonly failAt: number }): Outcome {
  return figure > failAt ? 'fail' : figure > cautionAt ? 'caution' : 'pass'
}

/** Grouped by three, without a locale. */
function count(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)))
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`
}
