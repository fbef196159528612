import type { Histories } from './histories.ts'
import { fitSpend, type SpendFit } from './models/fit.ts'
import { expectedSpend, type SpendParameters, spendRows } from './models/gamma-gamma.ts'
import type { SpendBasis } from './settings.ts'

export interface BuyerSpend {
  /** Purchases whose mean value is known and above 0; 0 where there is none. */
  readonly purchases: Float64Array<ArrayBuffer>
  /** In currency units; 0 where `purchases` is 0. */
  readonly mean: Float64Array<ArrayBuffer>
}

/** What is known of the spend of each buyer. Customers whose mean is 0 or below are treated as if nothing were known. */
export function buyerSpend(histories: Histories, basis: SpendBasis): BuyerSpend {
  const { buyers, frequency, monetary, monetaryWithFirst } = histories
  const purchases = new Float64Array(buyers)
  const mean = new Float64Array(buyers)
  const values = basis === 'repeats' ? monetary : monetaryWithFirst
  const more = basis === 'repeats' ? 0 : 1
  for (let buyer = 0; buyer < buyers; buyer += 1) {
    const value = values[buyer] ?? 0
    if (!(value > 0)) continue
    purchases[buyer] = (frequency[buyer] ?? 0) + more
    mean[buyer] = value
  }
  return { purchases, mean }
}

/** Fits the Gamma-Gamma model to the buyers with a mean above 0. */
export function fitBuyerSpend(histories: Histories, basis: SpendBasis): SpendFit {
  const { purchases, mean } = buyerSpend(histories, basis)
  return fitSpend(spendRows(purchases, mean))
}

/** Mean value of each buyer's purchases to come, in currency units. */
export function expectedSpends({ purchases, mean }: BuyerSpend, parameters: SpendParameters): Float64Array<ArrayBuffer> {
  const expected = new Float64Array(mean.length)
  for (let buyer = 0; buyer < expected.length; buyer += 1)
    expected[buyer] = expectedSpend(parameters, purchases[buyer] ?? 0, mean[buyer] ?? 0)
  return expected
}
