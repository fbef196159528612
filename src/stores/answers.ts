import { averageAmounts, deviceTypeShares, rankStores } from './amounts.ts'
import type { StoreDataset } from './dataset.ts'
import type { StoreDefinition } from './definition.ts'
import { storeDirectory } from './directory.ts'
import { firstFive } from './first-five.ts'
import { rankProducts } from './products.ts'
import type { StoreAnswers } from './results.ts'
import { statusBreakdowns } from './statuses.ts'

/**
 * The five questions and the one that follows from them, answered under one definition. Throws RangeError for a definition that cannot be used.
 * Cost: that of the questions, a pass over the transactions each.
 */
export function storeAnswers(dataset: StoreDataset, definition: StoreDefinition): StoreAnswers {
  const stores = rankStores(dataset, definition)
  const products = rankProducts(dataset, definition)
  const statuses = statusBreakdowns(dataset, definition)
  return {
    definition,
    topStores: stores.listed,
    storesTiedBehind: stores.tiedBehind,
    topProducts: products.listed,
    productsTiedBehind: products.tiedBehind,
    averageAmounts: averageAmounts(dataset, definition),
    deviceTypeShares: deviceTypeShares(dataset, definition),
    firstFive: firstFive(dataset, definition),
    statusBreakdowns: statuses,
    directory: storeDirectory(dataset, statuses.byStore),
  }
}
