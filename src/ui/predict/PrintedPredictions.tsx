import type { Prediction } from '../../clv/results.ts'
import type { CustomerDirectory, Ranking } from '../../ltv/results.ts'
import { type PrintedContent, PrintedRows } from '../parts/PrintedRows.tsx'
import { idOf } from '../result/customer-finder.ts'
import { wholeMoney } from '../words/money.ts'
import { count, decimal, percent } from '../words/numbers.ts'
import { type PredictedRanking, type PredictedSort, shownBuyers, sortedBuyers } from './predicted-rows.ts'

interface PrintedPredictionsProps {
  readonly prediction: Prediction
  readonly predicted: PredictedRanking
  readonly directory: CustomerDirectory
  readonly ranking: Ranking
  readonly rankOf: Int32Array
  readonly x: number
  readonly sort: PredictedSort
  readonly currency: string
}

/** Estimates say so in their headings: on paper there is no amber to tell them by. */
const COLUMNS = [
  { heading: '#', kind: 'number' },
  { heading: 'Customer', kind: 'text' },
  { heading: 'Predicted (estimate)', kind: 'number' },
  { heading: '95%', kind: 'number' },
  { heading: 'P(alive)', kind: 'number' },
  { heading: 'Orders to come', kind: 'number' },
  { heading: 'Spend each', kind: 'number' },
  { heading: 'Spent so far', kind: 'number' },
  { heading: 'Repeat days', kind: 'number' },
  { heading: 'Simple LTV', kind: 'number' },
] as const

/** The predictions on paper, in the order in which they stand on the screen. */
export function PrintedPredictions(props: PrintedPredictionsProps) {
  const { prediction, predicted, directory, ranking, rankOf, x, sort, currency } = props
  const content = (printed: number): PrintedContent => {
    const buyers = shownBuyers(prediction, predicted, sortedBuyers(prediction, predicted, sort), x).subarray(0, printed)
    const amount = (values: Float64Array, buyer: number): string => wholeMoney(values[buyer] ?? 0, currency)
    return {
      title: `The ${count(x)} customers who are expected to bring most`,
      columns: COLUMNS,
      rows: Array.from(buyers, buyer => {
        const customer = prediction.customer[buyer] ?? 0
        const rank = rankOf[customer] ?? -1
        const texts = [
          count((predicted.placeOf[customer] ?? 0) + 1),
          idOf(directory, customer),
          amount(prediction.predictedClv, buyer),
          `${amount(prediction.clvLo95, buyer)} – ${amount(prediction.clvHi95, buyer)}`,
          percent(prediction.pAlive[buyer] ?? 0),
          decimal(prediction.expectedOrders[buyer] ?? 0, 1),
          amount(prediction.expectedSpend, buyer),
          amount(prediction.historicRevenue, buyer),
          count(prediction.frequency[buyer] ?? 0),
          rank < 0 ? '–' : count(ranking.sharedRank[rank] ?? rank + 1),
        ]
        return { key: customer, cells: texts.map(text => ({ text, tag: null })) }
      }),
    }
  }
  return <PrintedRows total={x} wayOut="Saved predictions hold all of them." content={content} />
}
