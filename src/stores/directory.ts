import type { StoreDataset } from './dataset.ts'
import { compareTexts } from './group-sums.ts'
import type { StatusBreakdown, StoreDirectory } from './results.ts'
import { settle } from './settle.ts'

/** All stores, by which they are found. `byStore`: those with transactions, in their order. Cost: a pass over the stores. */
export function storeDirectory(dataset: StoreDataset, byStore: readonly StatusBreakdown[]): StoreDirectory {
  const { storeIds, stores, labels } = dataset
  const { storeRows } = settle(dataset)
  const names = new Map<string, string>()
  for (let store = 0; store < storeRows.length; store += 1) {
    const row = (storeRows[store] ?? 0) - 1
    if (row >= 0) names.set(storeIds.text(store), labels.text(stores.name[row] ?? 0))
  }
  const busy = new Set(byStore.map(({ key }) => key))
  const idle = [...names.keys()].filter(id => !busy.has(id)).sort(compareTexts)
  const ids = [...busy, ...idle]
  return { ids, names: ids.map(id => names.get(id) ?? '') }
}
