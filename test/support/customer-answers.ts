import type { Definition } from '../../src/ltv/definition.ts'
import { type Dataset, detail, rank, sortOrder, strips, topXSimpleLtvCustomers, weekly } from '../../src/ltv/index.ts'
import { customerAt, SORT_COLUMNS } from '../../src/ltv/results.ts'

/** Everything a data set says under a definition that weeks can tell, by the customers' ids: two data sets that agree here show the same screens. */
export function weekAnswers(dataset: Dataset, definition: Definition) {
  const ranking = rank(dataset, definition)
  const idAt = (index: number): string => dataset.customers.text(ranking.customer[index] ?? 0)
  const series = ({ start, spendUnits, orders, visits, partial }: ReturnType<typeof weekly>) => ({
    start,
    spendUnits: [...spendUnits],
    orders: [...orders],
    visits: [...visits],
    partial: [...partial],
  })
  const { buckets, weeksPerBucket, spendUnits } = strips(dataset, definition, ranking.customer)
  return {
    currency: ranking.currency,
    facts: ranking.facts,
    top: topXSimpleLtvCustomers(1_000, dataset, definition),
    rows: Array.from(ranking.customer, (customer, index) => {
      const { id, rankIndex, weekly: own } = detail(dataset, definition, customer)
      return {
        id,
        rankIndex,
        ltv: ranking.ltv[index],
        sharedRank: ranking.sharedRank[index],
        ...customerAt(ranking, index),
        weekly: series(own),
      }
    }),
    // Names and places are no matter of weeks.
    orders: SORT_COLUMNS.filter(column => column !== 'place').map(column => Array.from(sortOrder(dataset, definition, column), idAt)),
    everyone: series(weekly(dataset, definition, null)),
    topThree: series(weekly(dataset, definition, 3)),
    strips: { buckets, weeksPerBucket, spendUnits: [...spendUnits] },
  }
}
