import type { OrderModelKey } from '../../src/clv/models/order-model.ts'
import { integrate, integrateToInfinity, slowLogGamma } from './integral.ts'

interface History {
  readonly x: number
  readonly recency: number
  readonly age: number
}

/**
 * What the models say, from their first assumptions: the likelihood of one customer with a known rate and a known tendency to stop, averaged over all
 * customers by brute force. `alive` is the part of it in which the customer has not stopped.
 */
export function slowModel(model: Exclude<OrderModelKey, 'nbd'>, [r, alpha, third, fourth]: readonly [number, number, number, number]) {
  const logGammaOfR = slowLogGamma(r)
  const logGammaOfThird = slowLogGamma(third)
  const rateDensity = (rate: number) => Math.exp(r * Math.log(alpha) - logGammaOfR + (r - 1) * Math.log(rate) - alpha * rate)
  const logBeta = logGammaOfThird + slowLogGamma(fourth) - slowLogGamma(third + fourth)
  const chanceDensity = (p: number, notP: number) => Math.exp((third - 1) * Math.log(p) + (fourth - 1) * Math.log(notP) - logBeta)
  const stopRateDensity = (mu: number) => Math.exp(third * Math.log(fourth) - logGammaOfThird + (third - 1) * Math.log(mu) - fourth * mu)
  const firstChances = model === 'mbg-nbd' ? 1 : 0

  /** Mean over all customers of a function of the rate and of the tendency to stop. */
  const mean = (value: (rate: number, stop: number) => number) => {
    const overStops = (rate: number) =>
      model === 'pareto-nbd'
        ? integrateToInfinity(stop => stopRateDensity(stop) * value(rate, stop))
        : integrate((p, notP) => chanceDensity(p, notP) * value(rate, p), 0, 1)
    return integrateToInfinity(rate => {
      const density = rateDensity(rate)
      return density === 0 ? 0 : density * overStops(rate)
    })
  }
  const alive =
    ({ x, age }: History) =>
    (rate: number, stop: number) =>
      model === 'pareto-nbd'
        ? rate ** x * Math.exp(-(rate + stop) * age)
        : rate ** x * (1 - stop) ** (x + firstChances) * Math.exp(-rate * age)
  const stopped =
    ({ x, recency, age }: History) =>
    (rate: number, stop: number) => {
      if (model === 'pareto-nbd') {
        return ((rate ** x * stop) / (rate + stop)) * (Math.exp(-(rate + stop) * recency) - Math.exp(-(rate + stop) * age))
      }
      return x + firstChances === 0 ? 0 : rate ** x * stop * (1 - stop) ** (x + firstChances - 1) * Math.exp(-rate * recency)
    }
  /** Purchases in the coming weeks of a living customer, before and discounted at a rate. */
  const orders = (weeks: number, discount: number) => (rate: number, stop: number) => {
    const ending = (model === 'pareto-nbd' ? stop : rate * stop) + discount
    return ending === 0 ? rate * weeks : (rate * -Math.expm1(-ending * weeks)) / ending
  }
  const likelihood = (history: History) => mean((rate, stop) => alive(history)(rate, stop) + stopped(history)(rate, stop))
  return {
    logLikelihood: (history: History) => Math.log(likelihood(history)),
    alive: (history: History) => mean(alive(history)) / likelihood(history),
    /** Whether still alive or not. */
    orders: (history: History, weeks: number, discount = 0) =>
      mean((rate, stop) => alive(history)(rate, stop) * orders(weeks, discount)(rate, stop)) / likelihood(history),
  }
}
