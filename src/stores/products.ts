import { firstPlaces } from '../base/order.ts'
import type { StoreDataset } from './dataset.ts'
import { requireSoundStores, type StoreDefinition } from './definition.ts'
import { GroupSums } from './group-sums.ts'
import type { TopProduct } from './results.ts'
import { statusesOf, tally, tallyAt } from './tallies.ts'
import { countTiedBehind, type Ranked } from './tied.ts'

/**
 * The products sold most, by SKU: by count, ties by amount, then by SKU; or by amount, ties by count, then by SKU. A product may have many names.
 * Cost: that of the tallies, once, and some ns for each name of each SKU.
 */
export function topProducts(dataset: StoreDataset, definition: StoreDefinition): TopProduct[] {
  return rankProducts(dataset, definition).listed
}

/** The top products, and how many more were sold as often (or for as much) as the last of them. Cost: that of the top products. */
export function rankProducts(dataset: StoreDataset, definition: StoreDefinition): Ranked<TopProduct> {
  requireSoundStores(definition)
  const { skus, labels } = dataset
  const tallies = tally(dataset)
  const counted = statusesOf(definition.statuses)
  const sums = new GroupSums(skus.length)
  for (let sku = 0; sku < skus.length; sku += 1) for (const status of counted) sums.addAll(sku, tallies.bySku, tallyAt(sku, status))

  const sold = sums.groups()
  const byCount = (a: number, b: number): number => (sums.transactions[a] ?? 0) - (sums.transactions[b] ?? 0)
  const byAmount = (a: number, b: number): number => sums.compareUnits(a, b)
  const [first, second] = definition.productsBy === 'count' ? [byCount, byAmount] : [byAmount, byCount]
  const order = firstPlaces(sold.length, definition.top, (placeA, placeB) => {
    const [a, b] = [sold[placeA] ?? 0, sold[placeB] ?? 0]
    const difference = first(a, b) || second(a, b)
    return difference === 0 ? skus.compare(a, b) < 0 : difference > 0
  })
  const top = Array.from(order, place => sold[place] ?? 0)
  const names = tallies.names.of(top, counted)
  const listed = top.map((sku, index) => {
    const counts = names.get(sku) ?? new Map<number, number>()
    const [name = 0] = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || labels.compare(a, b))
    return {
      rank: index + 1,
      sku: skus.text(sku),
      name: labels.text(name),
      names: counts.size,
      amountUnits: sums.units(sku),
      transactions: sums.transactions[sku] ?? 0,
    }
  })
  return { listed, tiedBehind: countTiedBehind(order, sold.length, (a, b) => first(sold[a] ?? 0, sold[b] ?? 0) === 0) }
}
