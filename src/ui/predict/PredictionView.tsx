import { type ReactNode, useState } from 'react'
import type { TotalPrediction } from '../../clv/group-outlook.ts'
import type { PredictedForecast, UnusableDay } from '../../worker/prediction.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { money, wholeMoney } from '../words/money.ts'
import { count, counted, decimal, percent } from '../words/numbers.ts'
import { dayOfNumber, horizonWords, predictionLine } from '../words/prediction-words.ts'
import { BackTestPanel } from './BackTestPanel.tsx'
import { Checklist } from './Checklist.tsx'
import { FrequencyRecencyMaps } from './charts/FrequencyRecencyMaps.tsx'
import { ModelTable } from './ModelTable.tsx'
import css from './PredictTab.module.css'

/** A prediction of everyone, without the customers one by one. */
export type ForecastInWords = Pick<
  PredictedForecast,
  'settings' | 'unusable' | 'currency' | 'span' | 'checks' | 'orderFit' | 'spendFit' | 'comparison' | 'backTest' | 'verdict' | 'map'
>

interface PredictionViewProps {
  readonly forecast: ForecastInWords
  readonly total: TotalPrediction
  /** Customers with a purchase. */
  readonly buyers: number
  readonly onChange: () => void
  /** What else the figures rest on; stands below the headline. */
  readonly basis?: ReactNode
  /** Who the customers are, one by one. */
  readonly children: ReactNode
  /** Below everything else. */
  readonly more?: ReactNode
}

/** What today's customers are expected to bring, how far that can be trusted, and what it rests on. */
export function PredictionView({ forecast, total, buyers, onChange, basis, children, more }: PredictionViewProps) {
  const { currency, checks, settings } = forecast
  const { terms } = settings
  const cautions = checks.filter(({ outcome }) => outcome === 'caution').length
  return (
    <section aria-label="Prediction" className={css['prediction']}>
      <h2 className={css['headline']}>
        Expected from today’s customers over the {horizonWords(terms.horizonMonths)}:{' '}
        <span className={css['estimate']}>{wholeMoney(total.clv, currency)}</span>{' '}
        <span className={css['interval']}>
          (95%: {wholeMoney(total.clvLo95, currency)} – {wholeMoney(total.clvHi95, currency)})
        </span>
      </h2>
      <PredictionLine forecast={forecast} onChange={onChange} />
      <p>
        {count(Math.round(total.expectedOrders))} orders from {counted(Math.round(total.activeBuyers), 'customer')} of {count(buyers)} who
        have bought so far. Customers who are not here yet are not part of it.
      </p>
      {basis}
      <PredictionPanel
        title={
          cautions === 0
            ? 'The history is enough for a prediction'
            : `The history allows a prediction; ${counted(cautions, 'point')} to take with care`
        }
        open={cautions > 0}
      >
        <Checklist checks={checks} />
      </PredictionPanel>
      {children}
      <BackTestPanel forecast={forecast} />
      <h3 className={css['title']}>What the model expects of customers by their history</h3>
      <div className={css['pair']}>
        <FrequencyRecencyMaps map={forecast.map} measure="expectedOrders" />
        <FrequencyRecencyMaps map={forecast.map} measure="alive" />
      </div>
      <h3 className={css['title']}>Models compared on the same customers</h3>
      <ModelTable forecast={forecast} />
      {more}
      <p className={css['small']}>
        A purchase of today’s customers is worth {money(forecast.spendFit.meanSpend, currency)} on average. Interval of the total: chance is{' '}
        {wholeMoney(total.chanceError, currency)} and what is not known of the parameters {wholeMoney(total.parameterError, currency)}{' '}
        (standard errors, the latter by the delta method from the curvature of both likelihoods). A single customer’s interval is that of
        chance alone, with the parameters taken as estimated: of what one customer does, chance is nearly everything.{' '}
        {percent(total.activeBuyers / buyers)} of customers are expected to buy again within {decimal(terms.horizonMonths, 2)} months.
      </p>
    </section>
  )
}

interface NoPredictionProps {
  readonly forecast: Pick<ForecastInWords, 'settings' | 'unusable' | 'span' | 'checks'>
  readonly onChange: () => void
  readonly more?: ReactNode
}

/** Why there is no prediction, and what one needs. */
export function NoPrediction({ forecast, onChange, more }: NoPredictionProps) {
  const first = forecast.checks.find(({ outcome }) => outcome === 'fail')
  return (
    <section aria-label="Prediction" className={css['prediction']}>
      <h2 className={css['headline']}>No prediction from these orders.</h2>
      <PredictionLine forecast={forecast} onChange={onChange} />
      {first === undefined ? null : <Notice kind="caution" title={first.message} />}
      <PredictionPanel title="What a prediction needs">
        <Checklist checks={forecast.checks} />
      </PredictionPanel>
      {more}
    </section>
  )
}

interface PredictionLineProps {
  readonly forecast: Pick<ForecastInWords, 'settings' | 'unusable' | 'span'> & Partial<Pick<ForecastInWords, 'orderFit'>>
  readonly onChange: () => void
}

/** The definition in force, what of it could not be used, and the way to change it. */
function PredictionLine({ forecast, onChange }: PredictionLineProps) {
  const { settings, unusable, span, orderFit } = forecast
  return (
    <>
      <p className={css['line']}>
        {predictionLine(settings, orderFit?.model ?? null)}{' '}
        <Button kind="link" onClick={onChange}>
          Change prediction
        </Button>
      </p>
      {unusable.map(which => (
        <Notice key={which} kind="caution" title={`${UNUSABLE_WORDS[which]}, so the usual one is used.`}>
          {which === 'lateSplitDay' ? <AsOf day={settings.throughDay} /> : <Span span={span} />}
        </Notice>
      ))}
    </>
  )
}

const UNUSABLE_WORDS: Record<UnusableDay, string> = {
  throughDay: 'The as-of date lies outside of the data',
  splitDay: 'The date of the back-test’s split lies outside of the data',
  lateSplitDay: 'The date of the back-test’s split is not before the as-of date',
}

function Span({ span }: Pick<ForecastInWords, 'span'>) {
  if (span === null) return null
  return (
    <p>
      The orders reach from {dayOfNumber(span.firstDay)} to {dayOfNumber(span.lastDay)}.
    </p>
  )
}

function AsOf({ day }: { readonly day: number | null }) {
  return day === null ? null : <p>Nothing after {dayOfNumber(day)} is known, and the back-test needs days after its split.</p>
}

interface PredictionPanelProps {
  readonly title: string
  readonly open?: boolean
  readonly children: ReactNode
}

/** A part that can be folded; it is made when it is opened. */
export function PredictionPanel({ title, open = true, children }: PredictionPanelProps) {
  const [isOpen, setIsOpen] = useState(open)
  return (
    <details className={css['panel']} open={isOpen} onToggle={event => setIsOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen ? children : null}
    </details>
  )
}
