import { SeededRandom } from '../../src/base/seeded-random.ts'
import type { SpendParameters } from '../../src/clv/models/gamma-gamma.ts'
import { fourOf, type OrderModelKey, type OrderParameters } from '../../src/clv/models/order-model.ts'
import type { OrderLines } from '../../src/clv/order-lines.ts'

/** A shop whose customers do exactly what a model says. All times are in days, rates per week. */
export interface SimulatedShop {
  readonly model: OrderModelKey
  readonly orders: OrderParameters
  readonly spend: SpendParameters
  readonly customers: number
  /** Customers come evenly over the first days. */
  readonly arrivalDays: number
  readonly days: number
  readonly seed: number
}

/** Continuous times of purchase are cut to days, as real data are. */
export function simulatedOrders(shop: SimulatedShop): OrderLines {
  const random = new SeededRandom(shop.seed)
  const customer: number[] = []
  const day: number[] = []
  const units: number[] = []
  const [first, second, third, fourth] = fourOf(shop.orders)
  const [p, q, gamma] = shop.spend
  for (let who = 0; who < shop.customers; who += 1) {
    const arrival = Math.floor(((who + 0.5) * shop.arrivalDays) / shop.customers)
    const rate = gammaNumber(random, first) / second / 7
    const spendRate = gammaNumber(random, q) / gamma
    const stopChance = shop.model === 'pareto-nbd' ? 0 : betaNumber(random, third, fourth)
    const lifetime = shop.model === 'pareto-nbd' ? exponential(random, gammaNumber(random, third) / fourth / 7) : Number.POSITIVE_INFINITY
    let time = 0
    let isFirst = true
    while (time <= Math.min(lifetime, shop.days - arrival)) {
      customer.push(who)
      day.push(arrival + Math.floor(time))
      units.push(Math.max(1, Math.round((gammaNumber(random, p) / spendRate) * 10_000)))
      if ((!isFirst || shop.model === 'mbg-nbd') && random.chance(stopChance)) break
      isFirst = false
      time += exponential(random, rate)
    }
  }
  return {
    length: day.length,
    customers: shop.customers,
    orders: day.length,
    customer: Uint32Array.from(customer),
    order: Uint32Array.from(day, (_, line) => line),
    day: Int32Array.from(day),
    amountUnits: Float64Array.from(units),
    items: null,
  }
}

function exponential(random: SeededRandom, rate: number): number {
  return -Math.log(1 - random.unit()) / rate
}

function normal(random: SeededRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit())
}

/** Gamma(shape, 1) by Marsaglia & Tsang (2000). */
function gammaNumber(random: SeededRandom, shape: number): number {
  if (shape < 1) return gammaNumber(random, shape + 1) * (1 - random.unit()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random.unit()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}

function betaNumber(random: SeededRandom, a: number, b: number): number {
  const top = gammaNumber(random, a)
  return top / (top + gammaNumber(random, b))
}
