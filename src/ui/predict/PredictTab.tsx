import { useEffect, useMemo, useState } from 'react'
import { DAY } from '../../base/time.ts'
import { app, useApp, useForecast } from '../../store/app-store.ts'
import type { LoadedCustomers } from '../../store/session.ts'
import { forecastSettings } from '../../store/view.ts'
import type { ForecastResult, PredictedForecast } from '../../worker/prediction.ts'
import { useOpenSheet } from '../open-sheet.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { PictureNotes } from '../parts/picture/picture-notes.tsx'
import { FindCustomer } from '../result/FindCustomer.tsx'
import { TopX } from '../result/TopX.tsx'
import { money, wholeMoney } from '../words/money.ts'
import { count, counted, decimal, percent } from '../words/numbers.ts'
import { dayOfNumber, horizonWords, predictionLine } from '../words/prediction-words.ts'
import { NO_PREDICTION } from '../words/weeks-only.ts'
import { answerPredictionRequests } from './answer-requests.ts'
import { BackTestPanel } from './BackTestPanel.tsx'
import { Checklist } from './Checklist.tsx'
import { FrequencyRecencyMaps } from './charts/FrequencyRecencyMaps.tsx'
import { ModelTable } from './ModelTable.tsx'
import { OutlookPanel } from './OutlookPanel.tsx'
import { PredictedTable } from './PredictedTable.tsx'
import css from './PredictTab.module.css'
import { PrintedPredictions } from './PrintedPredictions.tsx'
import { type PredictedSort, predictedRanking } from './predicted-rows.ts'
import { SavePrediction } from './SavePrediction.tsx'
import { SeedScore } from './SeedScore.tsx'

/** What today's customers are expected to bring, how far that can be trusted, and who they are. Asked for only while the tab is open. */
export function PredictTab({ loaded }: { readonly loaded: LoadedCustomers }) {
  if (loaded.summary.weeks !== null) return <Notice title="No prediction from a rollup.">{NO_PREDICTION}</Notice>
  return <PredictionOf loaded={loaded} />
}

function PredictionOf({ loaded }: { readonly loaded: LoadedCustomers }) {
  const prediction = useApp(state => state.view.prediction)
  const settings = forecastSettings({ prediction, definition: loaded.ranking.definition })
  const forecast = useForecast(settings)
  if (forecast === null) {
    return (
      <p className={css['busy']} aria-busy="true">
        Fitting the models and testing them on the customers’ own past…
      </p>
    )
  }
  if (forecast.kind === 'refused') return <Refused forecast={forecast} loaded={loaded} />
  const { span, orderFit } = forecast
  const lastDay = forecast.settings.throughDay ?? span?.lastDay ?? null
  return (
    <PictureNotes
      definition={predictionLine(forecast.settings, orderFit.model)}
      first={span === null ? null : span.firstDay * DAY}
      last={lastDay === null ? null : lastDay * DAY}
    >
      <Predicted forecast={forecast} loaded={loaded} />
    </PictureNotes>
  )
}

function Refused({ forecast, loaded }: { readonly forecast: ForecastResult; readonly loaded: LoadedCustomers }) {
  const x = useApp(state => state.view.x)
  const first = forecast.checks.find(({ outcome }) => outcome === 'fail')
  return (
    <section aria-label="Prediction" className={css['prediction']}>
      <h2 className={css['headline']}>No prediction from these orders.</h2>
      <Line forecast={forecast} />
      {first === undefined ? null : <Notice kind="caution" title={first.message} />}
      <Panel title="What a prediction needs">
        <Checklist checks={forecast.checks} />
      </Panel>
      <Panel title={SEED_TITLE} open={false}>
        <SeedScore directory={loaded.directory} x={x} />
      </Panel>
    </section>
  )
}

interface PredictedProps {
  readonly forecast: PredictedForecast
  readonly loaded: LoadedCustomers
}

function Predicted({ forecast, loaded }: PredictedProps) {
  const { prediction, currency, checks } = forecast
  const { directory, ranking, rankOf } = loaded
  const { terms, total, buyers } = prediction
  const predicted = useMemo(() => predictedRanking(prediction, directory), [prediction, directory])
  const x = Math.min(
    useApp(state => state.view.x),
    buyers,
  )
  const selected = useApp(state => state.view.selected)
  const [sort, setSort] = useState<PredictedSort>({ column: 'predictedClv', descending: true })
  const { setView } = app.getState()
  const customer = selected === null ? null : (ranking.customer[selected - 1] ?? null)
  const choose = (each: number): void => {
    const rank = rankOf[each] ?? -1
    if (rank >= 0) setView({ selected: rank + 1 })
  }
  useEffect(answerPredictionRequests, [])
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
      <Line forecast={forecast} />
      <p>
        {count(Math.round(total.expectedOrders))} orders from {counted(Math.round(total.activeBuyers), 'customer')} of {count(buyers)} who
        have bought so far. Customers who are not here yet are not part of it.
      </p>
      <Panel
        title={
          cautions === 0
            ? 'The history is enough for a prediction'
            : `The history allows a prediction; ${counted(cautions, 'point')} to take with care`
        }
        open={cautions > 0}
      >
        <Checklist checks={checks} />
      </Panel>
      <div className={css['controls']} data-print="no">
        <TopX x={x} customers={buyers} onChange={(next, history) => setView({ x: next }, history)} />
        <FindCustomer directory={directory} rankOf={predicted.placeOf} onChoose={choose} />
        <SavePrediction forecast={forecast} directory={directory} ranking={ranking} predicted={predicted} sort={sort} x={x} />
      </div>
      <PrintedPredictions
        prediction={prediction}
        predicted={predicted}
        directory={directory}
        ranking={ranking}
        rankOf={rankOf}
        x={x}
        sort={sort}
        currency={currency}
      />
      <PredictedTable
        prediction={prediction}
        predicted={predicted}
        directory={directory}
        rankOf={rankOf}
        ranking={ranking}
        x={x}
        sort={sort}
        currency={currency}
        selected={customer}
        onSort={setSort}
        onSelect={choose}
      />
      {customer === null ? null : (
        <OutlookPanel forecast={forecast} loaded={loaded} customer={customer} place={predicted.placeOf[customer] ?? -1} />
      )}
      <BackTestPanel forecast={forecast} />
      <h3 className={css['title']}>What the model expects of customers by their history</h3>
      <div className={css['pair']}>
        <FrequencyRecencyMaps map={forecast.map} measure="expectedOrders" />
        <FrequencyRecencyMaps map={forecast.map} measure="alive" />
      </div>
      <h3 className={css['title']}>Models compared on the same customers</h3>
      <ModelTable forecast={forecast} />
      <Panel title={SEED_TITLE} open={false}>
        <SeedScore directory={directory} x={x} />
      </Panel>
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

const SEED_TITLE = 'The score of the original task'

/** The definition in force, what of it could not be used, and the way to change it. */
function Line({ forecast }: { readonly forecast: ForecastResult }) {
  const openSheet = useOpenSheet()
  const { settings, unusable, span } = forecast
  const words = { throughDay: 'as-of date', splitDay: 'date of the back-test’s split' }
  return (
    <>
      <p className={css['line']}>
        {predictionLine(settings, forecast.kind === 'predicted' ? forecast.orderFit.model : null)}{' '}
        <Button kind="link" onClick={() => openSheet('prediction')}>
          Change prediction
        </Button>
      </p>
      {unusable.map(which => (
        <Notice key={which} kind="caution" title={`The ${words[which]} lies outside of the data, so the usual one is used.`}>
          {span === null ? null : (
            <p>
              The orders reach from {dayOfNumber(span.firstDay)} to {dayOfNumber(span.lastDay)}.
            </p>
          )}
        </Notice>
      ))}
    </>
  )
}

interface PanelProps {
  readonly title: string
  readonly open?: boolean
  readonly children: React.ReactNode
}

function Panel({ title, open = true, children }: PanelProps) {
  const [isOpen, setIsOpen] = useState(open)
  return (
    <details className={css['panel']} open={isOpen} onToggle={event => setIsOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen ? children : null}
    </details>
  )
}
