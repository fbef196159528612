import { useMemo, useState } from 'react'
import { DAY } from '../../base/time.ts'
import type { Ranking } from '../../ltv/results.ts'
import { DEFAULT_PREDICTION, type PredictionChoices } from '../../store/view.ts'
import type { RanQuery, WarehouseEvents } from '../../warehouse/warehouse.ts'
import type { GroupedPrediction } from '../../worker/grouped-prediction.ts'
import { Button } from '../parts/Button.tsx'
import { PictureNotes } from '../parts/picture/picture-notes.tsx'
import { CustomerOutlookView } from '../predict/CustomerOutlookView.tsx'
import { PredictedTable } from '../predict/PredictedTable.tsx'
import { PredictionSheet } from '../predict/PredictionSheet.tsx'
import { NoPrediction, PredictionView } from '../predict/PredictionView.tsx'
import css from '../predict/PredictTab.module.css'
import { PrintedPredictions } from '../predict/PrintedPredictions.tsx'
import { type PredictedSort, predictedRanking } from '../predict/predicted-rows.ts'
import { TopX } from '../result/TopX.tsx'
import { count, counted } from '../words/numbers.ts'
import { predictionLine } from '../words/prediction-words.ts'
import { AskingLine } from './AskingLine.tsx'
import { FindById } from './FindById.tsx'
import { ProblemNotice } from './ProblemNotice.tsx'
import { RanSql } from './RanSql.tsx'
import { servedDirectory } from './served-ranking.ts'
import type { Question } from './use-answer.ts'
import { MOST_PREDICTED, type ServedCustomers, usePrediction } from './use-prediction.ts'

interface ServedPredictionProps {
  readonly events: WarehouseEvents
  /** The rows that have been fetched: their ranks by simple LTV stand beside predictions. */
  readonly ranking: Ranking
  /** Ids of those rows, by rank index. */
  readonly ids: readonly string[]
  readonly dataFirst: number | null
  readonly dataLast: number | null
  readonly x: number
  readonly onX: (x: number, history: 'push' | 'replace') => void
}

/** What today's customers are expected to bring, asked for only while somebody looks: the server adds histories up, models are fitted to them here. */
export function ServedPrediction({ events, ranking, ids, dataFirst, dataLast, x, onX }: ServedPredictionProps) {
  const [choices, setChoices] = useState<PredictionChoices>(DEFAULT_PREDICTION)
  // What is being typed, and what is asked for.
  const [draft, setDraft] = useState<PredictionChoices>(DEFAULT_PREDICTION)
  const [isChanging, setIsChanging] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = Math.min(x, MOST_PREDICTED)
  const questions = usePrediction(events, ranking.definition, choices, shown, chosen)
  const { histories, forecast } = questions
  const change = (next: PredictionChoices, history: 'push' | 'replace'): void => {
    setDraft(next)
    if (history === 'push') setChoices(next)
  }
  const found = forecast.asked?.phase === 'answered' ? forecast.asked.value : null
  const known = histories.asked?.phase === 'answered' ? histories.asked.value : null
  return (
    <>
      <Waiting
        question={histories}
        what="Adding up histories of purchases"
        ways={
          <Button kind="quiet" onClick={() => setIsChanging(true)}>
            Change prediction
          </Button>
        }
      />
      <Waiting question={forecast} what="Fitting the models and testing them on the customers’ own past" />
      {found?.kind === 'refused' ? <NoPrediction forecast={found} onChange={() => setIsChanging(true)} /> : null}
      {found?.kind === 'predicted' && known !== null ? (
        <PictureNotes
          definition={predictionLine(found.settings, found.orderFit.model)}
          first={found.span === null ? null : found.span.firstDay * DAY}
          last={found.settings.throughDay === null ? null : found.settings.throughDay * DAY}
        >
          <PredictionView
            forecast={found}
            total={found.total}
            buyers={found.buyers}
            onChange={() => setIsChanging(true)}
            basis={<p>{basisWords(known.everyone.length, found.buyers, known.oneIn)}</p>}
          >
            <PredictedCustomers
              found={found}
              ranking={ranking}
              rankedIds={ids}
              x={shown}
              best={questions.best}
              chosen={questions.chosen}
              chosenId={chosen}
              onX={onX}
              onChoose={setChosen}
            />
          </PredictionView>
        </PictureNotes>
      ) : null}
      {histories.asked?.phase === 'answered' ? (
        <RanSql subject="this prediction" ran={[...histories.asked.ran, ...ranFor(questions.best)]} />
      ) : null}
      <PredictionSheet
        open={isChanging}
        choices={draft}
        dataFirst={dataFirst}
        dataLast={dataLast}
        onChange={change}
        onReset={() => change(DEFAULT_PREDICTION, 'push')}
        onClose={() => setIsChanging(false)}
      />
    </>
  )
}

/** What came from the server, and what of it is a part. */
function basisWords(histories: number, buyers: number, oneIn: number): string {
  const all = `The server added ${counted(buyers, 'customer')} up to ${counted(histories, 'history', 'histories')} of purchases; models of orders and the total are those of everyone.`
  return oneIn === 1
    ? all
    : `${all} The model of spend and the back-test are of one customer in ${count(oneIn)}, chosen by their ids alone, since they need each customer’s own orders.`
}

interface PredictedCustomersProps {
  readonly found: GroupedPrediction
  readonly ranking: Ranking
  readonly rankedIds: readonly string[]
  readonly x: number
  readonly best: Question<ServedCustomers>
  readonly chosen: Question<ServedCustomers | null>
  readonly chosenId: string | null
  readonly onX: (x: number, history: 'push' | 'replace') => void
  readonly onChoose: (id: string) => void
}

/** Those with the highest predictions, and anyone by id. */
function PredictedCustomers(props: PredictedCustomersProps) {
  const { found, ranking, rankedIds, x, best, chosen, chosenId, onX, onChoose } = props
  const { currency, buyers } = found
  const [sort, setSort] = useState<PredictedSort>({ column: 'predictedClv', descending: true })
  const there = best.asked?.phase === 'answered' ? best.asked.value : null
  const served = useMemo(() => {
    if (there === null) return null
    const directory = servedDirectory(there.ids)
    const rankOf = Int32Array.from(there.ids, id => rankedIds.indexOf(id))
    return { ...there, directory, rankOf, predicted: predictedRanking(there.prediction, directory) }
  }, [there, rankedIds])
  const answer = chosen.asked?.phase === 'answered' ? chosen.asked : null
  const place = served === null || chosenId === null ? -1 : served.ids.indexOf(chosenId)
  return (
    <>
      <div className={css['controls']} data-print="no">
        <TopX x={x} customers={Math.min(buyers, MOST_PREDICTED)} onChange={onX} />
        <FindById
          missed={answer !== null && answer.value === null && chosenId !== null ? { id: chosenId, near: [] } : null}
          onFind={onChoose}
        />
      </div>
      {buyers > MOST_PREDICTED ? (
        <p>
          At most {count(MOST_PREDICTED)} customers are shown one by one here; anyone else is found by id. Ranks by simple LTV are there for
          those in the table of top customers.
        </p>
      ) : null}
      <Waiting question={best} what="Looking for the customers who are expected to bring most" />
      {served === null ? null : (
        <>
          <PrintedPredictions {...served} ranking={ranking} x={Math.min(x, served.ids.length)} sort={sort} currency={currency} />
          <PredictedTable
            prediction={served.prediction}
            predicted={served.predicted}
            directory={served.directory}
            rankOf={served.rankOf}
            ranking={ranking}
            x={Math.min(x, served.prediction.buyers)}
            sort={sort}
            currency={currency}
            selected={place < 0 ? null : place}
            onSort={setSort}
            onSelect={customer => onChoose(served.ids[customer] ?? '')}
          />
        </>
      )}
      <Waiting question={chosen} what="Looking for the customer" />
      {answer === null || answer.value === null || chosenId === null ? null : (
        <CustomerOutlookView
          id={chosenId}
          prediction={answer.value.prediction}
          buyer={answer.value.prediction.buyers === 0 ? -1 : 0}
          place={null}
          outlook={answer.value.outlook}
          currency={currency}
        >
          <RanSql subject="this customer’s prediction" ran={answer.ran} />
        </CustomerOutlookView>
      )}
    </>
  )
}

interface WaitingProps {
  readonly question: Question<unknown>
  readonly what: string
  /** What else can be done when it has failed. */
  readonly ways?: React.ReactNode
}

/** That something is asked, with the way to stop it, or why it was not answered. */
function Waiting({ question: { asked, cancel, again }, what, ways }: WaitingProps) {
  if (asked?.phase === 'asking') return <AskingLine what={what} open={asked} onCancel={cancel} />
  if (asked?.phase === 'failed')
    return (
      <ProblemNotice
        problem={asked.problem}
        actions={
          <>
            <Button onClick={again}>Ask again</Button>
            {ways}
          </>
        }
      />
    )
  return null
}

function ranFor({ asked }: Question<unknown>): readonly RanQuery[] {
  return asked?.phase === 'answered' ? asked.ran : []
}
