import { useMemo, useState } from 'react'
import { sortedPlaces } from '../../base/order.ts'
import type { SeedReading } from '../../clv/results.ts'
import type { CustomerDirectory } from '../../ltv/results.ts'
import { useSeedScores } from '../../store/app-store.ts'
import { Field } from '../parts/Field.tsx'
import { ScrollTable } from '../parts/ScrollTable.tsx'
import { Segmented } from '../parts/Segmented.tsx'
import { idOf } from '../result/customer-finder.ts'
import { fixed } from '../words/figures.ts'
import { count, decimal } from '../words/numbers.ts'
import { dayOfNumber, isoDayOfNumber, numberOfIsoDay } from '../words/prediction-words.ts'
import { shownText } from '../words/texts.ts'
import css from './SeedScore.module.css'
import { SEED_FEATURE_HEADINGS, SEED_READING_OPTIONS } from './seed-features.ts'
import tables from './tables.module.css'

interface SeedScoreProps {
  readonly directory: CustomerDirectory
  /** The highest x are shown. */
  readonly x: number
}

/** The score of the original task: six features of each customer, added up as they are. Units differ, so it ranks, and is worth no money. */
export function SeedScore({ directory, x }: SeedScoreProps) {
  const [reading, setReading] = useState<SeedReading>('spec')
  const [asOfDay, setAsOfDay] = useState<number | null>(null)
  const scores = useSeedScores(reading, asOfDay)
  // x is dragged: the order of all is worked out once.
  const order = useMemo(() => (scores === null ? null : sortedPlaces(scores.score, 'descending')), [scores])
  const best = order === null ? [] : [...order.subarray(0, x)]
  return (
    <div className={css['score']}>
      <p>
        Days, items and money added up as they are, as the first program for this task did. It puts customers in an order; it is not worth
        anything in money.
      </p>
      <div className={css['controls']}>
        <Segmented legend="What the features are taken of" options={SEED_READING_OPTIONS} value={reading} onChange={setReading} />
        <Field label="As of">
          {input => (
            <input
              {...input}
              type="date"
              value={isoDayOfNumber(asOfDay ?? scores?.asOfDay ?? 0)}
              onChange={event => setAsOfDay(numberOfIsoDay(event.target.value))}
            />
          )}
        </Field>
      </div>
      {scores === null ? (
        <p aria-busy="true">Adding up…</p>
      ) : (
        <>
          <p>
            {count(scores.scored)} customers as of {dayOfNumber(scores.asOfDay)} · sum of scores {fixed(sumOf(scores.score), 2)}
            {scores.averageIntervalDays === null ? '' : ` · average longest interval ${fixed(scores.averageIntervalDays, 5)} days`}
            {scores.customersWithoutInterval > 0
              ? ` · ${count(scores.customersWithoutInterval)} without an interval of their own get the average and the days since their order`
              : ''}
            {scores.laterLines > 0 ? ` · ${count(scores.laterLines)} later rows are left out` : ''}.
          </p>
          <ScrollTable
            caption={`The ${count(best.length)} customers with the highest scores`}
            label="Scores, scrollable"
            boxClass={tables['box']}
          >
            <thead>
              <tr>
                <th scope="col">Customer</th>
                {SEED_FEATURE_HEADINGS.map(({ feature, heading }) => (
                  <th key={feature} scope="col">
                    {heading}
                  </th>
                ))}
                <th scope="col">Score</th>
              </tr>
            </thead>
            <tbody>
              {best.slice(0, MOST_ROWS).map(row => (
                <tr key={row}>
                  <th scope="row">{shownText(idOf(directory, scores.customer[row] ?? 0))}</th>
                  {SEED_FEATURE_HEADINGS.map(({ feature, decimals }) => (
                    <td key={feature}>{decimal(scores.features[feature][row] ?? 0, decimals)}</td>
                  ))}
                  <td>{fixed(scores.score[row] ?? 0, 2)}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
          {best.length > MOST_ROWS ? (
            <p>
              The first {count(MOST_ROWS)} of {count(best.length)} rows.
            </p>
          ) : null}
        </>
      )}
    </div>
  )
}

const MOST_ROWS = 100

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}
