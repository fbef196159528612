import { lazy, Suspense, useState } from 'react'
import { exportFile, exportName, REJECT_FORMATS } from '../../share/export.ts'
import { app, useApp, useCohorts } from '../../store/app-store.ts'
import type { LoadedCustomers } from '../../store/session.ts'
import type { Tab } from '../../store/view.ts'
import { ChangesTab } from '../changes/ChangesTab.tsx'
import { saveBlob } from '../export/save-blob.ts'
import { useOpenSheet } from '../open-sheet.ts'
import { Button } from '../parts/Button.tsx'
import { prefetchCharts } from '../parts/charts/WeeklyPanel.tsx'
import { LinkedToOther } from '../parts/LinkedToOther.tsx'
import { PictureNotes } from '../parts/picture/picture-notes.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import { useMedia } from '../parts/use-media.ts'
import { definitionLine } from '../words/definition-line.ts'
import { CohortsTab } from './CohortsTab.tsx'
import { ConcentrationTab } from './ConcentrationTab.tsx'
import type { ColumnId } from './columns.tsx'
import { Facts } from './Facts.tsx'
import { headline } from './headline.ts'
import { InspectorPane } from './InspectorPane.tsx'
import { LinkedDataNotice } from './LinkedDataNotice.tsx'
import { ResultNotices } from './ResultNotices.tsx'
import css from './ResultScreen.module.css'
import { TopCustomers } from './TopCustomers.tsx'

const TAB_LABELS: readonly { readonly value: Tab; readonly label: string }[] = [
  { value: 'top', label: 'Top customers' },
  { value: 'concentration', label: 'Concentration' },
  { value: 'cohorts', label: 'Cohorts' },
  { value: 'predict', label: 'Predict' },
]
/** There when others were shown before. */
const CHANGES_TAB = { value: 'changes', label: 'What changed' } as const

// This screen is fetched in advance; the charts on it follow at once, so that the first result need not wait for them.
prefetchCharts()

const PredictTab = lazy(async () => ({ default: (await import('../predict/PredictTab.tsx')).PredictTab }))

/** From here on the inspector stands beside the result. */
const WIDE = '(min-width: 1100px)'

/** The answer: who the best customers are, what they are worth, and why. */
export function ResultScreen({ loaded }: { readonly loaded: LoadedCustomers }) {
  const { ranking } = loaded
  const wantedTab = useApp(state => state.view.tab)
  const chosen = useApp(state => state.view.selected)
  const notUnderstood = useApp(state => state.notUnderstood)
  const unanswered = useApp(state => state.unanswered)
  const linked = useApp(state => state.linked)
  const earlier = useApp(state => state.earlier)
  const x = useApp(state => state.view.x)
  const openSheet = useOpenSheet()
  const wide = useMedia(WIDE)
  const [columns, setColumns] = useState<ReadonlySet<ColumnId> | null>(null)
  const { setView, setDefinition, forgetTableChoices } = app.getState()
  const tab = wantedTab === 'changes' && earlier === null ? 'top' : wantedTab
  const tabs = earlier === null ? TAB_LABELS : [...TAB_LABELS, CHANGES_TAB]
  // Beside the result there is always somebody: the best one, unless another was chosen.
  const wanted = chosen === null ? (wide ? 0 : null) : chosen - 1
  const selected = wanted === null || wanted >= ranking.ranked ? null : wanted

  const { first, last } = ranking.facts
  return (
    <PictureNotes definition={definitionLine(ranking.definition)} first={first} last={last}>
      <div className={css['screen']}>
        <div className={css['answer']}>
          <h1>{headline(ranking)}</h1>
          <p className={css['definition']}>
            {definitionLine(ranking.definition)}{' '}
            <Button kind="link" onClick={() => openSheet('definition')}>
              Change definition
            </Button>
          </p>
          <div className={css['facts']}>
            <Facts ranking={ranking} summary={loaded.summary} />
          </div>
          {linked === null ? null : (
            <div className={css['linked']}>
              {linked.report === 'customers' ? (
                <LinkedDataNotice loaded={loaded} linked={linked} />
              ) : (
                <LinkedToOther made="stores" here="customers" />
              )}
            </div>
          )}
          <ResultNotices
            loaded={loaded}
            notUnderstood={notUnderstood}
            unanswered={unanswered}
            onSeeRejects={() => openSheet('rejects')}
            onDownloadRejects={() => void downloadRejects(loaded)}
            onSeeData={() => openSheet('data')}
            onAskAgain={forgetTableChoices}
            onChooseCurrency={currency => setDefinition({ ...ranking.definition, currency })}
          />
          {ranking.ranked === 0 ? null : (
            <Tabs label="Views of the result" tabs={tabs} value={tab} onChange={next => setView({ tab: next })}>
              {tab === 'top' ? <TopCustomers loaded={loaded} selected={selected} columns={columns} onColumns={setColumns} /> : null}
              {tab === 'concentration' ? <ConcentrationTab ranking={ranking} /> : null}
              {tab === 'cohorts' ? <CohortsFromStore byWeek={loaded.summary.weeks !== null} /> : null}
              {tab === 'changes' && earlier !== null ? (
                <ChangesTab earlier={earlier} loaded={loaded} x={x} onDefinition={setDefinition} />
              ) : null}
              {tab === 'predict' ? (
                <Suspense fallback={<p aria-busy="true">Opening…</p>}>
                  <PredictTab loaded={loaded} />
                </Suspense>
              ) : null}
            </Tabs>
          )}
        </div>
        {ranking.ranked === 0 ? null : <InspectorPane loaded={loaded} selected={selected} beside={wide} />}
      </div>
    </PictureNotes>
  )
}

/** Asked for only while the tab is open. */
function CohortsFromStore({ byWeek }: { readonly byWeek: boolean }) {
  return <CohortsTab cohorts={useCohorts()} byWeek={byWeek} />
}

async function downloadRejects({ summary }: LoadedCustomers): Promise<void> {
  const format = REJECT_FORMATS[0]
  if (format === undefined) return
  saveBlob(await exportFile(format, summary), exportName('rejects', summary.last, format.extension))
}
