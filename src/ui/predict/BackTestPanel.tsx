import { useState } from 'react'
import type { Entrant, Score } from '../../clv/results.ts'
import { ScrollTable } from '../parts/ScrollTable.tsx'
import { Segmented } from '../parts/Segmented.tsx'
import { money, wholeMoney } from '../words/money.ts'
import { count, decimal, percent } from '../words/numbers.ts'
import { ORDER_MODEL_NAME } from '../words/order-models.ts'
import { dayOfNumber } from '../words/prediction-words.ts'
import css from './BackTestPanel.module.css'
import { CalibrationBars } from './charts/CalibrationBars.tsx'
import { TrackingChart } from './charts/TrackingChart.tsx'
import type { ForecastInWords } from './PredictionView.tsx'
import tables from './tables.module.css'
import { verdictSentence } from './verdict-sentence.ts'

const METHOD_NAMES: Record<Score['method'], string> = {
  ...ORDER_MODEL_NAME,
  'same-again': 'As in the period before',
  'mean-rate': 'Mean rate of repeat orders',
  'spend-per-week': 'Spend per week so far',
}

const TRACKS = [
  { value: 'weekly', label: 'Weekly' },
  { value: 'cumulative', label: 'Cumulative' },
] as const

/** What the model would have said some time ago, against what came: always shown. */
export function BackTestPanel({ forecast }: { readonly forecast: ForecastInWords }) {
  const { backTest, verdict, orderFit, currency } = forecast
  const [track, setTrack] = useState<(typeof TRACKS)[number]['value']>('weekly')
  if (backTest === null) {
    return (
      <section aria-label="Back-test" className={css['panel']}>
        <h3 className={css['title']}>Back-test</h3>
        <p>The orders are all of one day, so there is no past to test on.</p>
      </section>
    )
  }
  const tested = backTest.models.find(({ fit }) => fit.model === orderFit.model)
  return (
    <section aria-label="Back-test" className={css['panel']}>
      <h3 className={css['title']}>Back-test: would it have been right before?</h3>
      <p>
        Fitted to what was known on {dayOfNumber(backTest.splitDay)}, and compared with the {decimal(backTest.holdoutWeeks, 1)} weeks that
        followed, for the {count(backTest.customers)} customers known by then.
      </p>
      {verdict === null ? null : <p className={css['verdict']}>{verdictSentence(verdict, methodName)}</p>}
      <ScrollTable
        caption="Models and simple ways of guessing, against what came"
        label="Back-test figures, scrollable"
        boxClass={tables['box']}
      >
        <thead>
          <tr>
            <th scope="col">Way of predicting</th>
            <th scope="col">Orders</th>
            <th scope="col">Bias</th>
            <th scope="col">Error per customer</th>
            <th scope="col">Spend</th>
            <th scope="col">Bias</th>
            <th scope="col">Error per customer</th>
            <th scope="col">Ranking (Gini)</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">What came</th>
            <td>{count(backTest.scores[0]?.orders.actual ?? 0)}</td>
            <td />
            <td />
            <td>{wholeMoney(backTest.scores[0]?.revenue.actual ?? 0, currency)}</td>
            <td />
            <td />
            <td />
          </tr>
          {backTest.scores.map(({ method, orders, revenue }) => (
            <tr key={method} className={method === orderFit.model ? tables['chosen'] : undefined}>
              <th scope="row">{METHOD_NAMES[method]}</th>
              <td>{count(Math.round(orders.predicted))}</td>
              <td>{signedPercent(orders.bias)}</td>
              <td>{decimal(orders.meanAbsoluteError, 3)}</td>
              <td>{wholeMoney(revenue.predicted, currency)}</td>
              <td>{signedPercent(revenue.bias)}</td>
              <td>{money(revenue.meanAbsoluteError, currency)}</td>
              <td>{revenue.gini === null ? '–' : decimal(revenue.gini, 3)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      <div className={css['pair']}>
        {tested === undefined ? null : (
          <div className={css['tracked']}>
            <Segmented legend="How orders are tracked" options={TRACKS} value={track} onChange={setTrack} />
            <TrackingChart tracking={tested.tracking} cumulative={track === 'cumulative'} />
          </div>
        )}
        {tested === undefined ? null : <CalibrationBars backTest={backTest} model={orderFit.model} />}
      </div>
    </section>
  )
}

function methodName({ method }: Entrant): string {
  return METHOD_NAMES[method]
}

function signedPercent(share: number | null): string {
  if (share === null) return '–'
  return share > 0 ? `+${percent(share)}` : percent(share)
}
