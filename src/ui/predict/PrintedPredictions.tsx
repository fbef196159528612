import type { Prediction } from '../../clv/results.ts'
import type { CustomerDirectory, Ranking } from '../../ltv/results.ts'
import { type PrintedContent, PrintedRows } from '../parts/PrintedRows.tsx'
import { idOf } from '../result/customer-finder.ts'
import { count } from '../words/numbers.ts'
import { shownText } from '../words/texts.ts'
import { type PredictedRanking, type PredictedSort, shownBuyers, sortedBuyers } from './predicted-rows.ts'
import { highestOf, SHOWN_COLUMNS, shownFigure, shownInterval } from './shown-columns.ts'

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

type PrintedColumn = PrintedContent['columns'][number]

/** Those of the table on the screen. Estimates say so in their headings: on paper there is no amber to tell them by. */
const COLUMNS: readonly PrintedColumn[] = [
  { heading: '#', kind: 'number' },
  { heading: 'Customer', kind: 'text' },
  ...SHOWN_COLUMNS.flatMap(({ column, heading, isEstimate }): PrintedColumn[] => [
    { heading: isEstimate ? `${heading} (est.)` : heading, kind: 'number' },
    ...(column === 'predictedClv' ? [{ heading: '95% between (est.)', kind: 'number' } as const] : []),
  ]),
  { heading: 'Simple LTV #', kind: 'number' },
]

/** The predictions on paper, in the order in which they stand on the screen. */
export function PrintedPredictions(props: PrintedPredictionsProps) {
  const { prediction, predicted, directory, ranking, rankOf, x, sort, currency } = props
  const content = (printed: number): PrintedContent => {
    const buyers = shownBuyers(prediction, predicted, sortedBuyers(prediction, predicted, sort), x).subarray(0, printed)
    const highest = highestOf(prediction, buyers)
    return {
      title: `The ${count(x)} customers who are expected to bring most`,
      columns: COLUMNS,
      rows: Array.from(buyers, buyer => {
        const customer = prediction.customer[buyer] ?? 0
        const rank = rankOf[customer] ?? -1
        const texts = [
          count((predicted.placeOf[customer] ?? 0) + 1),
          shownText(idOf(directory, customer)),
          ...SHOWN_COLUMNS.flatMap(({ column }) => [
            shownFigure(column, prediction, buyer, highest, currency),
            ...(column === 'predictedClv' ? [shownInterval(prediction, buyer, highest, currency)] : []),
          ]),
          rank < 0 ? '–' : count(ranking.sharedRank[rank] ?? rank + 1),
        ]
        return { key: customer, cells: texts.map(text => ({ text, tag: null })) }
      }),
    }
  }
  return <PrintedRows total={x} wayOut="Saved predictions hold all of them." content={content} />
}
