import type { ReactNode } from 'react'
import type { Prediction } from '../../clv/results.ts'
import type { CustomerOutlook } from '../../worker/prediction.ts'
import { PictureNotes } from '../parts/picture/picture-notes.tsx'
import { money } from '../words/money.ts'
import { count, counted, decimal, percent } from '../words/numbers.ts'
import { dayOfNumber, horizonWords } from '../words/prediction-words.ts'
import { AliveHistoryChart } from './charts/AliveHistoryChart.tsx'
import { OrderCountBars } from './charts/OrderCountBars.tsx'
import css from './OutlookPanel.module.css'

interface CustomerOutlookViewProps {
  readonly id: string
  readonly prediction: Prediction
  /** The customer's entry in the prediction; −1 without a purchase. */
  readonly buyer: number
  /** Place by predicted value, from 0, among so many; null where it is not known. */
  readonly place: { readonly at: number; readonly of: number } | null
  /** Null until it is there. */
  readonly outlook: CustomerOutlook | null
  readonly currency: string
  /** What else there is to say of the customer. */
  readonly children?: ReactNode
}

/** One customer's prediction and what it rests on. */
export function CustomerOutlookView({ id, prediction, buyer, place, outlook, currency, children }: CustomerOutlookViewProps) {
  if (buyer < 0) {
    return (
      <section aria-label={`Prediction for ${id}`} className={css['panel']}>
        <h3 className={css['title']}>{id}</h3>
        <p>Nothing is predicted: this customer has no order up to the as-of date, or all of them were refunded.</p>
        {children}
      </section>
    )
  }
  const at = (column: ArrayLike<number>): number => column[buyer] ?? 0
  const { terms } = prediction
  return (
    <section aria-label={`Prediction for ${id}`} className={css['panel']}>
      <h3 className={css['title']}>
        {id}: <span className={css['estimate']}>{money(at(prediction.predictedClv), currency)}</span> over the{' '}
        {horizonWords(terms.horizonMonths)}
      </h3>
      <p>
        95% of such customers bring between {money(at(prediction.clvLo95), currency)} and {money(at(prediction.clvHi95), currency)}.
        {place === null ? null : ` Number ${count(place.at + 1)} of ${count(place.of)} by predicted value.`}
      </p>
      <dl className={css['facts']}>
        <Fact term="P(alive)" value={percent(at(prediction.pAlive))} isEstimate />
        <Fact term="Orders to come" value={decimal(at(prediction.expectedOrders), 2)} isEstimate />
        <Fact term="No order at all" value={percent(at(prediction.pNoOrder))} isEstimate />
        <Fact term="Spend each" value={money(at(prediction.expectedSpend), currency)} isEstimate />
        <Fact term="Repeat days x" value={count(at(prediction.frequency))} />
        <Fact term="Last at tₓ" value={`${decimal(at(prediction.recencyWeeks), 1)} weeks`} />
        <Fact term="Watched for T" value={`${decimal(at(prediction.ageWeeks), 1)} weeks`} />
        <Fact term="Spent so far" value={money(at(prediction.historicRevenue), currency)} />
      </dl>
      {outlook?.history == null || outlook.counts === null ? null : (
        <>
          <p>
            {counted(outlook.history.purchaseDays.length, 'day')} with an order, the last on{' '}
            {dayOfNumber(outlook.history.purchaseDays.at(-1) ?? outlook.history.firstDay)}.
          </p>
          <div className={css['pair']}>
            <PictureNotes whose={`customer ${id}`}>
              <AliveHistoryChart history={outlook.history} />
              <OrderCountBars counts={outlook.counts} />
            </PictureNotes>
          </div>
        </>
      )}
      {children}
    </section>
  )
}

function Fact({ term, value, isEstimate = false }: { readonly term: string; readonly value: string; readonly isEstimate?: boolean }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd className={isEstimate ? css['estimate'] : undefined}>{value}</dd>
    </div>
  )
}
