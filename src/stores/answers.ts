import { averageAmounts, deviceTypeShares, topStores } from './amounts.ts'
import type { StoreDataset } from './dataset.ts'
import type { StoreDefinition } from './definition.ts'
import { firstFive } from './first-five.ts'
import { topProducts } from './products.ts'
import type { StoreAnswers } from './results.ts'
import { statusBreakdowns } from './statuses.ts'

/**
 * The five questions and the one that follows from them, answered under one definition. Throws RangeError for a definition that cannot be used.
 * Cost: that of the questions, a pass over the transactions each.
 */
export function storeAnswers(dataset: StoreDataset, definition: StoreDefinition): StoreAnswers {
  return {
    definition,
    topStores: topStores(dataset, definition),
    topProducts: topProducts(dataset, definition),
    averageAmounts: averageAmounts(dataset, definition),
    deviceTypeShares: deviceTypeShares(dataset, definition),
    firstFive: firstFive(dataset, definition),
    statusBreakdowns: statusBreakdowns(dataset, definition),
  }
}
