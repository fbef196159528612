import type { SeedScores } from '../../clv/results.ts'
import table from '../parts/ScrollTable.module.css'
import { fixed } from '../words/figures.ts'
import { decimal } from '../words/numbers.ts'
import { dayOfNumber } from '../words/prediction-words.ts'
import { SEED_FEATURE_HEADINGS, SEED_READING_OPTIONS } from './seed-features.ts'
import tables from './tables.module.css'

interface SeedScoreTableProps {
  /** Customer of the data set. */
  readonly customer: number
  readonly ofOrders: SeedScores
  readonly ofRows: SeedScores
}

/** The features of both readings side by side, with the sums that are the scores. */
export function SeedScoreTable({ ofOrders, ofRows, customer }: SeedScoreTableProps) {
  const readings = [ofOrders, ofRows].map(scores => ({ scores, row: scores.customer.indexOf(customer) }))
  if (readings.some(({ row }) => row < 0)) return <p>This customer has no order to score.</p>
  return (
    <table className={table['table']}>
      <caption className={tables['caption']}>
        As of {dayOfNumber(ofOrders.asOfDay)}, the day after the last order. Days, items and money are added up as they are.
      </caption>
      <thead>
        <tr>
          <th scope="col">Feature</th>
          {SEED_READING_OPTIONS.map(({ value, label }) => (
            <th key={value} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {SEED_FEATURE_HEADINGS.map(({ feature, heading, decimals }) => (
          <tr key={feature}>
            <th scope="row">{heading}</th>
            {readings.map(({ scores, row }) => (
              <td key={scores.reading}>{decimal(scores.features[feature][row] ?? 0, decimals)}</td>
            ))}
          </tr>
        ))}
        <tr className={tables['chosen']}>
          <th scope="row">Score (their sum)</th>
          {readings.map(({ scores, row }) => (
            <td key={scores.reading}>{fixed(scores.score[row] ?? 0, 2)}</td>
          ))}
        </tr>
      </tbody>
    </table>
  )
}
