import { Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { app, prepareToRead, useApp } from '../store/app-store.ts'
import { isWaiting, shownData } from '../store/session.ts'
import css from './App.module.css'
import { Footer } from './Footer.tsx'
import { Header } from './Header.tsx'
import { loadLater, Sheets } from './later.ts'
import { reloadIntoNewVersion, useOffline } from './offline.ts'
import { OpenSheetContext, type Sheet } from './open-sheet.ts'
import { Boundary } from './parts/Boundary.tsx'
import { Status } from './parts/Status.tsx'
import { Screen } from './Screen.tsx'
import { DropOverlay } from './start/DropOverlay.tsx'
import { pastedText } from './start/gather-files.ts'
import { useFilesAtHand } from './start/use-files-at-hand.ts'
import { usePaste } from './start/use-paste.ts'
import './theme.css'
import './print.css'
import { useAnnouncements } from './use-announcements.ts'
import { useCopyLink } from './use-copy-link.ts'
import { useFirstSign } from './use-first-sign.ts'
import { useViewRemembered } from './use-reopening.ts'
import { useTakeFiles } from './use-take-files.ts'
import { useTheme } from './use-theme.ts'

export function App() {
  return (
    <Status>
      <Page />
    </Status>
  )
}

/** The frame around whatever the session is in: header, one screen, the sheets over it, and the whole page as a place to drop on. */
function Page() {
  const session = useApp(state => state.session)
  const theme = useApp(state => state.theme)
  const offline = useOffline()
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const [pasted, setPasted] = useState('')
  const { refused, takeFiles, dismissRefused } = useTakeFiles(() => setSheet(null))
  const take = useRef(takeFiles)
  const arriving = useFilesAtHand(
    useCallback(gathered => {
      // Whoever was quicker with files of their own wants to see those.
      if (app.getState().session.phase === 'empty') take.current(gathered, 'replace')
    }, []),
  )
  const copyLink = useCopyLink()
  const shown = shownData(session)
  // What waits for tables is always added to.
  const canAdd = shown !== null && !isWaiting(shown)
  useAnnouncements(session)
  useViewRemembered()
  useTheme(theme)
  const [awake, setAwake] = useState(false)
  useFirstSign(
    useCallback(() => {
      // A pointer on its way to a button takes longer than these do to be there.
      prepareToRead()
      loadLater()
      setAwake(true)
    }, []),
  )
  // Files can come without a sign, for example from another program: then the result is fetched while they are read.
  useEffect(() => {
    if (session.phase === 'reading') loadLater()
  }, [session.phase])
  const main = useFocusKept(session.phase)

  const openSheet = (next: Sheet): void => {
    setPasted('')
    setSheet(next)
  }
  usePaste({
    onFiles: gathered => takeFiles(gathered, 'replace'),
    onText: text => {
      // With data on screen it must be asked whether to replace it; the empty page has nothing to lose.
      if (!canAdd) takeFiles(pastedText(text), 'replace')
      else {
        setPasted(text)
        setSheet('paste')
      }
    },
  })

  return (
    <OpenSheetContext value={openSheet}>
      <div className={css['page']}>
        <Header
          shown={shown}
          isResult={session.phase === 'ready'}
          theme={theme}
          newVersion={offline.newVersion}
          onGathered={gathered => takeFiles(gathered, 'replace')}
          onSheet={openSheet}
          onCopyLink={copyLink}
          onTheme={app.getState().setTheme}
        />
        <main ref={main} tabIndex={-1} className={css['main']}>
          <Boundary key={session.phase} what="this screen">
            <Screen session={session} arriving={arriving} refused={refused} onDismissRefused={dismissRefused} onFiles={takeFiles} />
          </Boundary>
        </main>
        {session.phase === 'ready' ? null : <Footer offline={offline} onReload={reloadIntoNewVersion} />}
      </div>
      {awake || session.phase !== 'empty' ? (
        <Boundary what="this sheet">
          <Suspense>
            <Sheets
              sheet={sheet}
              session={session}
              pasted={pasted}
              onFiles={takeFiles}
              onCopyLink={copyLink}
              onClose={() => setSheet(null)}
            />
          </Suspense>
        </Boundary>
      ) : null}
      <DropOverlay canAdd={canAdd} onDragStart={() => setSheet(null)} onDrop={takeFiles} />
    </OpenSheetContext>
  )
}

/** When a screen goes together with the button that was pressed on it, the focus would fall back to the page's top. It goes to the new screen. */
function useFocusKept(phase: string) {
  const main = useRef<HTMLElement>(null)
  const before = useRef(phase)
  useEffect(() => {
    const isOther = before.current !== phase
    before.current = phase
    if (isOther && document.activeElement === document.body) main.current?.focus({ preventScroll: true })
  }, [phase])
  return main
}
