import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { DEFAULT_DEFINITION, type Definition, definitionKey } from '../../ltv/definition.ts'
import { MOST_RANKED, type WarehouseEvents } from '../../warehouse/warehouse.ts'
import { DefinitionSheet } from '../definition/DefinitionSheet.tsx'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { PictureNotes } from '../parts/picture/picture-notes.tsx'
import { useSay } from '../parts/Status.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import { useMedia } from '../parts/use-media.ts'
import { Facts } from '../result/Facts.tsx'
import { headline } from '../result/headline.ts'
import { leftOut } from '../result/left-out.ts'
import resultCss from '../result/ResultScreen.module.css'
import { SetAside } from '../result/SetAside.tsx'
import { definitionLine } from '../words/definition-line.ts'
import { counted } from '../words/numbers.ts'
import { AskingLine } from './AskingLine.tsx'
import { ProblemNotice } from './ProblemNotice.tsx'
import { RanSql } from './RanSql.tsx'
import { ServedConcentration } from './ServedConcentration.tsx'
import { ServedCustomer } from './ServedCustomer.tsx'
import { ServedTop } from './ServedTop.tsx'
import { servedRanking } from './served-ranking.ts'
import { useAnswer } from './use-answer.ts'
import { type Pending, type Result, useResult } from './use-result.ts'
import css from './WarehouseResult.module.css'

// Charts and tables of predictions come when somebody looks at them.
const ServedPrediction = lazy(async () => ({ default: (await import('./ServedPrediction.tsx')).ServedPrediction }))

const TABS = [
  { value: 'top', label: 'Top customers' },
  { value: 'concentration', label: 'Concentration' },
  { value: 'predict', label: 'Predict' },
] as const
type Tab = (typeof TABS)[number]['value']

/** From here on the inspector stands beside the result. */
const WIDE = '(min-width: 1100px)'
const FIRST_X = 10

interface WarehouseResultProps {
  readonly events: WarehouseEvents
  /** Leads back to the choice of table and columns. */
  readonly onBack: () => void
}

/** The answer, worked out by the warehouse: who the best customers are, what they are worth, and why. */
export function WarehouseResult({ events, onBack }: WarehouseResultProps) {
  // What is being typed, and what stands and is asked for.
  const [draft, setDraft] = useState<Definition>(DEFAULT_DEFINITION)
  const [definition, setDefinition] = useState<Definition>(DEFAULT_DEFINITION)
  const [x, setX] = useState({ shown: FIRST_X, asked: FIRST_X })
  const { result, pending } = useResult(events, definition, x.asked)
  const say = useSay()
  const told = result === null ? null : `${counted(result.facts.customers, 'customer')} ranked. ${headlineOf(result)}`
  useEffect(() => {
    if (told !== null) say(told)
  }, [told, say])

  const change = (next: Definition, history: 'push' | 'replace'): void => {
    setDraft(next)
    if (history === 'push' && definitionKey(next) !== definitionKey(definition)) setDefinition(next)
  }
  const backToShown = (): void => {
    if (result === null) return
    setDraft(result.definition)
    setDefinition(result.definition)
    const there = Math.min(x.asked, Math.max(1, result.top.rows.length))
    setX({ shown: there, asked: there })
  }

  if (result === null)
    return (
      <div className={css['first']}>
        <h1>Asking the warehouse</h1>
        <PendingLine
          pending={pending}
          ways={
            <Button kind="quiet" onClick={onBack}>
              Table and columns
            </Button>
          }
        />
      </div>
    )
  return (
    <ResultView
      events={events}
      result={result}
      draft={draft}
      x={x.shown}
      // What has failed is not on its way: the figures shown stand.
      busy={pending?.question.asked?.phase === 'asking'}
      pendingLine={
        <PendingLine
          pending={pending}
          ways={
            <Button kind="quiet" onClick={backToShown}>
              Keep the figures shown
            </Button>
          }
        />
      }
      onDefinition={change}
      onX={(shown, history) => setX(before => ({ shown, asked: history === 'push' ? shown : before.asked }))}
      onBack={onBack}
    />
  )
}

interface ResultViewProps {
  readonly events: WarehouseEvents
  readonly result: Result
  /** The definition as it is being chosen; the figures are those of the result’s own. */
  readonly draft: Definition
  readonly x: number
  readonly busy: boolean
  readonly pendingLine: React.ReactNode
  readonly onDefinition: (definition: Definition, history: 'push' | 'replace') => void
  readonly onX: (x: number, history: 'push' | 'replace') => void
  readonly onBack: () => void
}

function ResultView({ events, result, draft, x, busy, pendingLine, onDefinition, onX, onBack }: ResultViewProps) {
  const { definition, survey, facts, top, ran } = result
  const [tab, setTab] = useState<Tab>('top')
  const [isDefining, setIsDefining] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  const wide = useMedia(WIDE)
  // Beside the result there is always somebody: the best one, unless another was chosen.
  const wanted = chosen ?? (wide ? (top.rows[0]?.id ?? null) : null)
  const customer = useAnswer(wanted === null ? null : `${definitionKey(definition)} ${wanted}`, asking =>
    events.customer(definition, wanted ?? '', asking),
  )
  const found = customer.asked?.phase === 'answered' ? customer.asked.value : null
  const isListed = top.rows.some(row => row.id === wanted)
  const foundRow = !isListed && found?.id === wanted ? found.row : null
  const { ranking, directory } = useMemo(
    () => servedRanking(definition, facts, foundRow === null ? top.rows : [...top.rows, foundRow]),
    [definition, facts, top, foundRow],
  )
  const at = isListed ? top.rows.findIndex(row => row.id === wanted) : foundRow === null ? -1 : top.rows.length
  const rankedIds = useMemo(() => (foundRow === null ? top.rows : [...top.rows, foundRow]).map(({ id }) => id), [top, foundRow])
  const left = leftOut(survey)
  return (
    <PictureNotes definition={definitionLine(definition)} first={facts.first} last={facts.last}>
      <div className={resultCss['screen']}>
        <div className={resultCss['answer']}>
          <h1>{headlineOf(result)}</h1>
          <p className={resultCss['definition']}>
            {definitionLine(definition)}{' '}
            <Button kind="link" onClick={() => setIsDefining(true)}>
              Change definition
            </Button>
            {' · '}
            <Button kind="link" onClick={onBack}>
              Table and columns
            </Button>
          </p>
          <div className={css['pending']}>{pendingLine}</div>
          <div className={resultCss['facts']}>
            <Facts ranking={ranking} summary={{ ...survey, records: 'events', weeks: null }} />
          </div>
          <div className={css['notices']}>
            {left === null ? null : <Notice>{left}</Notice>}
            <SetAside
              facts={facts}
              currency={facts.currency}
              onChooseCurrency={currency => onDefinition({ ...definition, currency }, 'push')}
            />
          </div>
          {facts.customers === 0 ? null : (
            <Tabs label="Views of the result" tabs={TABS} value={tab} onChange={setTab}>
              {tab === 'top' ? (
                <ServedTop
                  events={events}
                  served={{ ranking, directory }}
                  top={top}
                  ran={ran.top}
                  x={Math.min(x, facts.customers, MOST_RANKED)}
                  busy={busy}
                  selected={at < 0 ? null : at}
                  looking={wanted !== null && !isListed && customer.asked?.phase === 'asking' ? customer : null}
                  missed={customer.asked?.phase === 'answered' && found === null && wanted !== null ? wanted : null}
                  outside={found !== null && found.row === null ? found.id : null}
                  onX={onX}
                  onSelect={setChosen}
                />
              ) : tab === 'concentration' ? (
                <ServedConcentration events={events} facts={facts} definition={definition} />
              ) : (
                <Suspense fallback={<p aria-busy="true">Opening…</p>}>
                  <ServedPrediction
                    events={events}
                    ranking={ranking}
                    ids={rankedIds}
                    dataFirst={survey.first}
                    dataLast={survey.last}
                    x={x}
                    onX={onX}
                  />
                </Suspense>
              )}
            </Tabs>
          )}
          <RanSql subject="the facts above" ran={[...ran.survey, ...ran.facts]} />
        </div>
        {facts.customers === 0 ? null : (
          <ServedCustomer
            ranking={ranking}
            selected={at < 0 ? null : at}
            id={wanted ?? ''}
            question={customer}
            beside={wide}
            onClose={() => setChosen(null)}
          />
        )}
      </div>
      <DefinitionSheet
        open={isDefining}
        ranking={ranking}
        directory={directory}
        dataFirst={survey.first}
        dataLast={survey.last}
        busy={busy}
        definition={draft}
        onChange={onDefinition}
        onReset={() => onDefinition(DEFAULT_DEFINITION, 'push')}
        onClose={() => setIsDefining(false)}
      />
    </PictureNotes>
  )
}

interface PendingLineProps {
  readonly pending: Pending | null
  /** What else can be done when the question has failed. */
  readonly ways: React.ReactNode
}

function PendingLine({ pending, ways }: PendingLineProps) {
  const asked = pending?.question.asked
  if (pending === null || asked === null || asked === undefined) return null
  const { what, question } = pending
  if (asked.phase === 'failed')
    return (
      <ProblemNotice
        problem={asked.problem}
        actions={
          <>
            <Button onClick={question.again}>Ask again</Button>
            {ways}
          </>
        }
      />
    )
  return asked.phase === 'asking' ? <AskingLine what={what} open={asked} onCancel={question.cancel} /> : null
}

function headlineOf({ definition, facts }: Result): string {
  return headline({ definition, facts, currency: facts.currency })
}
