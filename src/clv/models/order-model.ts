import type { PurchaseRows } from './purchase-rows.ts'

export const ORDER_MODELS = ['bg-nbd', 'mbg-nbd', 'pareto-nbd', 'nbd'] as const
export type OrderModelKey = (typeof ORDER_MODELS)[number]

/** Parameters above 0, in the order of the model's `parameterNames`; rates are per week. */
export type OrderParameters = readonly number[]

/** The parameters of a model that has four. Throws RangeError when there are more or fewer. */
export function fourOf(parameters: OrderParameters): readonly [number, number, number, number] {
  const [first, second, third, fourth] = parameters
  if (first === undefined || second === undefined || third === undefined || fourth === undefined || parameters.length > 4) {
    throw new RangeError(`The model has 4 parameters, not ${parameters.length}`)
  }
  return [first, second, third, fourth]
}

/** A model of when customers buy and when they stop, seen only through their purchase days. */
export interface OrderModel {
  readonly key: OrderModelKey
  /** As the papers write it: “BG/NBD”. */
  readonly name: string
  readonly parameterNames: readonly string[]
  /** Paper in which it was published. */
  readonly source: string
  /**
   * Log-likelihood of all rows, customers counted, with the first purchase taken as given. Fills `gradient` with the derivatives by the
   * parameters' own values. Cost: one pass over the rows.
   */
  logLikelihood(rows: PurchaseRows, parameters: OrderParameters, gradient: Float64Array): number
  predictor(parameters: OrderParameters): OrderPredictor
}

/**
 * What a model with known parameters says of a customer with history (x, t_x, T). All times are in weeks.
 * Everything but `alive` is conditional on the customer not having stopped at T, and does not depend on t_x.
 * Keeps tables by frequency and by age, so asking many customers costs little more than asking one.
 */
export interface OrderPredictor {
  readonly key: OrderModelKey
  /** P(alive): probability that the customer has not stopped buying by T. */
  alive(frequency: number, recencyWeeks: number, ageWeeks: number): number
  /** Mean number of purchase days in the coming weeks. */
  orders(frequency: number, ageWeeks: number, weeks: number): number
  /** Mean of n (n − 1) for the number n of purchase days in the coming weeks. */
  orderPairs(frequency: number, ageWeeks: number, weeks: number): number
  /** Probability of no purchase in the coming weeks. */
  noOrder(frequency: number, ageWeeks: number, weeks: number): number
  /** Mean of Σ e^(−δ u) over the purchases at u in the coming weeks; δ ≥ 0 is continuous, per week. */
  discountedOrders(frequency: number, ageWeeks: number, weeks: number, discountPerWeek: number): number
  /** The same without an end (DERT); Infinity where the sum has no bound: without discounting, for customers who stop too late. */
  residualOrders(frequency: number, ageWeeks: number, discountPerWeek: number): number
  /** Probabilities of 0, 1, 2 … most − 1 purchase days in the coming weeks. */
  orderCounts(frequency: number, ageWeeks: number, weeks: number, most: number): Float64Array<ArrayBuffer>
}
