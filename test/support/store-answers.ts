import {
  averageAmounts,
  DEFAULT_STORE_DEFINITION,
  deviceTypeShares,
  firstFive,
  STORE_SWITCHES,
  type StoreDataset,
  type StoreDefinition,
  settle,
  statusBreakdowns,
  storeSummary,
  topProducts,
  topStores,
  weeklyAmounts,
} from '../../src/stores/index.ts'
import { type ReferenceStores, referenceAnswers } from '../reference/stores.ts'

/** Everything that a data set answers under a definition, in the form of the slow reference. */
export function answersOf(dataset: StoreDataset, definition: StoreDefinition) {
  const { all: _, ...statuses } = statusBreakdowns(dataset, definition)
  const { storeRows } = settle(dataset)
  const storeIds = Array.from(storeRows, (row, store) => (row > 0 ? dataset.storeIds.text(store) : null)).filter(id => id !== null)
  return {
    topStores: topStores(dataset, definition).map(({ rank, storeId, amountUnits, transactions }) => ({
      rank,
      storeId,
      amountUnits,
      transactions,
    })),
    topProducts: topProducts(dataset, definition),
    averages: averageAmounts(dataset, definition),
    shares: deviceTypeShares(dataset, definition),
    firstFive: firstFive(dataset, definition),
    statuses,
    weekly: storeIds.sort(compare).map(id => weeklyAmounts(dataset, definition, id)),
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : 1)

export function countsOf(dataset: StoreDataset) {
  const { tables, rejectedByReason } = storeSummary(dataset)
  return { counts: tables, rejected: Object.fromEntries(rejectedByReason.map(({ reason, count }) => [reason, count])) }
}

export const referenceOf = (reference: ReferenceStores, definition: StoreDefinition) => ({
  answers: referenceAnswers(reference, definition),
  counts: { counts: reference.counts, rejected: reference.rejected },
})

/** Every combination of all switches: 2⁹ definitions. */
export function allDefinitions(): StoreDefinition[] {
  let definitions: StoreDefinition[] = [DEFAULT_STORE_DEFINITION]
  for (const [name, values] of Object.entries(STORE_SWITCHES)) {
    definitions = definitions.flatMap(definition => values.map(value => ({ ...definition, [name]: value })))
  }
  return definitions
}
