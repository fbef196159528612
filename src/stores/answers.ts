import { averageAmounts, deviceTypeShares, rankStores } from './amounts.ts'
import type { StoreDataset } from './dataset.ts'
import { requireSoundStores, type StoreDefinition } from './definition.ts'
import { storeDirectory } from './directory.ts'
import { firstFive } from './first-five.ts'
import { rankProducts } from './products.ts'
import type { StoreAnswers } from './results.ts'
import { statusBreakdowns } from './statuses.ts'

/** Answers that are worked out together, by what they are called. */
type Parts = {
  readonly stores: Pick<StoreAnswers, 'topStores' | 'storesTiedBehind'>
  readonly products: Pick<StoreAnswers, 'topProducts' | 'productsTiedBehind'>
  readonly averages: Pick<StoreAnswers, 'averageAmounts'>
  readonly shares: Pick<StoreAnswers, 'deviceTypeShares'>
  readonly starts: Pick<StoreAnswers, 'firstFive'>
  readonly statuses: Pick<StoreAnswers, 'statusBreakdowns' | 'directory'>
}

interface Part<Answers> {
  /** The fields of the definition that the answers depend on. */
  readonly follows: readonly (keyof StoreDefinition)[]
  readonly answer: (dataset: StoreDataset, definition: StoreDefinition) => Answers
}

const PARTS: { readonly [Name in keyof Parts]: Part<Parts[Name]> } = {
  stores: {
    follows: ['statuses', 'top'],
    answer(dataset, definition) {
      const { listed, tiedBehind } = rankStores(dataset, definition)
      return { topStores: listed, storesTiedBehind: tiedBehind }
    },
  },
  products: {
    follows: ['statuses', 'productsBy', 'top'],
    answer(dataset, definition) {
      const { listed, tiedBehind } = rankProducts(dataset, definition)
      return { topProducts: listed, productsTiedBehind: tiedBehind }
    },
  },
  averages: {
    follows: ['statuses', 'averageOf', 'smallGroup'],
    answer: (dataset, definition) => ({ averageAmounts: averageAmounts(dataset, definition) }),
  },
  shares: {
    follows: ['statuses', 'shareOf'],
    answer: (dataset, definition) => ({ deviceTypeShares: deviceTypeShares(dataset, definition) }),
  },
  starts: {
    follows: ['time', 'firstFiveStatuses', 'firstFiveFrom', 'firstFiveMeanOf', 'smallGroup'],
    answer: (dataset, definition) => ({ firstFive: firstFive(dataset, definition) }),
  },
  statuses: {
    follows: ['smallGroup'],
    answer(dataset, definition) {
      const breakdowns = statusBreakdowns(dataset, definition)
      return { statusBreakdowns: breakdowns, directory: storeDirectory(dataset, breakdowns.byStore) }
    },
  },
}

/**
 * The five questions and the one that follows from them, answered under one definition. Throws RangeError for a definition that cannot be used.
 * Cost: a pass over the transactions the first time (see tallies.ts), later about a µs a store and some ns a device.
 */
export function storeAnswers(dataset: StoreDataset, definition: StoreDefinition): StoreAnswers {
  const { stores, products, averages, shares, starts, statuses } = PARTS
  return {
    definition,
    ...stores.answer(dataset, definition),
    ...products.answer(dataset, definition),
    ...averages.answer(dataset, definition),
    ...shares.answer(dataset, definition),
    ...starts.answer(dataset, definition),
    ...statuses.answer(dataset, definition),
  }
}

/** Those answers that may be others than under the definition `shown`; the ones that are not here are the same. */
export type ChangedAnswers = Pick<StoreAnswers, 'definition'> & Partial<StoreAnswers>

/** What a switch changes: with those under `shown`, all answers under the definition. Throws as storeAnswers does. */
export function changedAnswers(dataset: StoreDataset, definition: StoreDefinition, shown: StoreDefinition): ChangedAnswers {
  requireSoundStores(definition)
  const changed = Object.values(PARTS)
    .filter(({ follows }) => follows.some(field => definition[field] !== shown[field]))
    .map(({ answer }) => answer(dataset, definition))
  return Object.assign({ definition }, ...changed)
}
