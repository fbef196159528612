import { useEffect, useMemo, useState } from 'react'
import { DAY } from '../../base/time.ts'
import { app, useApp, useForecast } from '../../store/app-store.ts'
import type { LoadedCustomers } from '../../store/session.ts'
import { forecastSettings } from '../../store/view.ts'
import type { ForecastResult, PredictedForecast } from '../../worker/prediction.ts'
import { useOpenSheet } from '../open-sheet.ts'
import { Notice } from '../parts/Notice.tsx'
import { PictureNotes } from '../parts/picture/picture-notes.tsx'
import { FindCustomer } from '../result/FindCustomer.tsx'
import { TopX } from '../result/TopX.tsx'
import { predictionLine } from '../words/prediction-words.ts'
import { NO_PREDICTION } from '../words/weeks-only.ts'
import { answerPredictionRequests } from './answer-requests.ts'
import { OutlookPanel } from './OutlookPanel.tsx'
import { PredictedTable } from './PredictedTable.tsx'
import { NoPrediction, PredictionPanel, PredictionView } from './PredictionView.tsx'
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
  const openSheet = useOpenSheet()
  return (
    <NoPrediction
      forecast={forecast}
      onChange={() => openSheet('prediction')}
      more={
        <PredictionPanel title={SEED_TITLE} open={false}>
          <SeedScore directory={loaded.directory} x={x} />
        </PredictionPanel>
      }
    />
  )
}

interface PredictedProps {
  readonly forecast: PredictedForecast
  readonly loaded: LoadedCustomers
}

function Predicted({ forecast, loaded }: PredictedProps) {
  const { prediction, currency } = forecast
  const { directory, ranking, rankOf } = loaded
  const { total, buyers } = prediction
  const openSheet = useOpenSheet()
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
  return (
    <PredictionView
      forecast={forecast}
      total={total}
      buyers={buyers}
      onChange={() => openSheet('prediction')}
      more={
        <PredictionPanel title={SEED_TITLE} open={false}>
          <SeedScore directory={directory} x={x} />
        </PredictionPanel>
      }
    >
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
    </PredictionView>
  )
}

const SEED_TITLE = 'The score of the original task'
