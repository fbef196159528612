import { Suspense } from 'react'
import type { Problem } from '../base/problems.ts'
import { app, useApp } from '../store/app-store.ts'
import type { Session } from '../store/session.ts'
import { DEFAULT_VIEW, type View } from '../store/view.ts'
import { fragmentOfView } from '../store/view-link.ts'
import type { Recipe } from '../worker/protocol.ts'
import { saveBlob } from './export/save-blob.ts'
import { FailedScreen } from './failed/FailedScreen.tsx'
import { ProblemList } from './failed/ProblemList.tsx'
import { ResultScreen, StoresScreen } from './later.ts'
import { useOpenSheet } from './open-sheet.ts'
import { Button } from './parts/Button.tsx'
import { Notice } from './parts/Notice.tsx'
import { useSay } from './parts/Status.tsx'
import { ReadingScreen } from './reading/ReadingScreen.tsx'
import css from './Screen.module.css'
import { StartScreen } from './start/StartScreen.tsx'
import { savedSample } from './start/saved-sample.ts'
import { useReopening } from './use-reopening.ts'
import type { TakeFiles } from './use-take-files.ts'
import { WaitingScreen } from './waiting/WaitingScreen.tsx'
import { WAREHOUSE_ADDRESS } from './warehouse-page.ts'
import { definitionLine } from './words/definition-line.ts'
import { counted } from './words/numbers.ts'

interface ScreenProps {
  readonly session: Session
  /** What is being done to have the files that are there when the page opens, as a sentence; null when nothing is. */
  readonly arriving: string | null
  readonly refused: readonly Problem[]
  readonly onDismissRefused: () => void
  readonly onFiles: TakeFiles
}

/** The one screen that the session is in, below whatever needs to be said about it. */
export function Screen({ session, arriving, refused, onDismissRefused, onFiles }: ScreenProps) {
  return (
    <>
      {refused.length === 0 ? null : (
        <div className={css['notice']} role="alert">
          <Notice
            kind="failure"
            title={refused.length === 1 ? 'This could not be read.' : `${refused.length} things could not be read.`}
            actions={
              <Button kind="quiet" onClick={onDismissRefused}>
                Dismiss
              </Button>
            }
          >
            <ProblemList problems={refused} />
          </Notice>
        </div>
      )}
      <PhaseScreen session={session} arriving={arriving} onFiles={onFiles} />
    </>
  )
}

function PhaseScreen({ session, arriving, onFiles }: Pick<ScreenProps, 'session' | 'arriving' | 'onFiles'>) {
  const openSheet = useOpenSheet()
  const { cancel, keepWaiting, mapColumns, orderDates, forgetTableChoices, dismissFailure, forget } = app.getState()
  const rememberedTables = useApp(state => state.rememberedTables)
  switch (session.phase) {
    case 'empty':
      return <Start arriving={arriving} onFiles={onFiles} />
    case 'reading':
      return <ReadingScreen session={session} onCancel={cancel} onKeepWaiting={keepWaiting} />
    case 'waiting':
      return (
        <>
          <PartlyRead problems={session.loaded.problems} lost={session.loaded.lost} onSee={() => openSheet('data')} />
          <WaitingScreen
            loaded={session.loaded}
            onGathered={gathered => onFiles(gathered, 'add')}
            onSee={() => openSheet('rejects')}
            onForget={forget}
          />
        </>
      )
    case 'ready':
      return (
        <>
          <PartlyRead problems={session.loaded.problems} lost={session.loaded.lost} onSee={() => openSheet('data')} />
          <Suspense>
            {session.loaded.report === 'customers' ? <ResultScreen loaded={session.loaded} /> : <StoresScreen loaded={session.loaded} />}
          </Suspense>
        </>
      )
    case 'failed':
      return (
        <FailedScreen
          onMap={mapColumns}
          onDateOrder={orderDates}
          rememberedTables={rememberedTables}
          onAskAgain={forgetTableChoices}
          session={session}
          onGathered={gathered => onFiles(gathered, 'replace')}
          onPaste={() => openSheet('paste')}
          onBack={dismissFailure}
          onRejects={() => openSheet('rejects')}
        />
      )
    default:
      return session satisfies never
  }
}

function Start({ arriving, onFiles }: Pick<ScreenProps, 'arriving' | 'onFiles'>) {
  const openSheet = useOpenSheet()
  const say = useSay()
  const view = useApp(state => state.view)
  const reopening = useReopening(onFiles)
  const saveSample = (recipe: Recipe): void => {
    say('Writing the sample.', true)
    app
      .getState()
      .sampleFiles(recipe)
      .then(files => savedSample(recipe, files))
      .then(
        ({ blob, name }) => {
          saveBlob(blob, name)
          say(`Saved ${name}.`, true)
        },
        (error: unknown) => say(error instanceof Error ? error.message : String(error), true),
      )
  }
  return (
    <StartScreen
      arriving={arriving}
      linkedView={linkedViewWords(view)}
      warehouse={WAREHOUSE_ADDRESS}
      reopenable={reopening.names}
      onReopen={reopening.reopen}
      onGathered={gathered => onFiles(gathered, 'replace')}
      onPaste={() => openSheet('paste')}
      onSample={app.getState().openSample}
      onSaveSample={saveSample}
      onSealed={() => openSheet('sealed')}
      drawSeed={drawSeed}
    />
  )
}

function drawSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
}

function linkedViewWords(view: View): string | null {
  if (fragmentOfView(view) === '') return null
  return fragmentOfView({ ...view, stores: DEFAULT_VIEW.stores }) === ''
    ? 'answers about stores.'
    : `the top ${view.x} by ${definitionLine(view.definition)}`
}

interface PartlyReadProps {
  readonly problems: readonly Problem[]
  /** Said when the thread that held the data has stopped. */
  readonly lost: Problem | null
  readonly onSee: () => void
}

/** What must be known before the figures are believed: files that are not in them, and a data set that has gone. */
function PartlyRead({ problems, lost, onSee }: PartlyReadProps) {
  if (problems.length === 0 && lost === null) return null
  const [first] = problems
  return (
    <div className={css['notice']}>
      {lost === null ? null : (
        <Notice kind="failure" title={lost.message}>
          {lost.wayOut}
        </Notice>
      )}
      {first === undefined ? null : (
        <Notice
          kind="caution"
          title={`${counted(problems.length, 'file is', 'files are')} not in these figures, or only in part.`}
          actions={
            <Button kind="link" onClick={onSee}>
              {problems.length === 1 ? 'See the data' : 'See them all'}
            </Button>
          }
        >
          {first.file === null ? '' : `${first.file}: `}
          {first.message}
        </Notice>
      )}
    </div>
  )
}
