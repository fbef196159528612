import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { storedPreferences } from '../../store/preferences.ts'
import type { WarehouseProblem } from '../../warehouse/problems.ts'
import type { MappingFault, Warehouse, WarehouseEvents } from '../../warehouse/warehouse.ts'
import appCss from '../App.module.css'
import { Footer } from '../Footer.tsx'
import { reloadIntoNewVersion, useOffline } from '../offline.ts'
import { Boundary } from '../parts/Boundary.tsx'
import { Status } from '../parts/Status.tsx'
import { useMedia } from '../parts/use-media.ts'
import '../theme.css'
import '../print.css'
import { useTheme } from '../use-theme.ts'
import { ColumnsScreen } from './ColumnsScreen.tsx'
import { ConnectScreen, type Wish } from './ConnectScreen.tsx'
import { bindTo, boundOrigin } from './one-server.ts'
import { fetchPastOfflineCopy } from './past-offline-copy.ts'
import { ReachSheet } from './ReachSheet.tsx'
import { problemOf } from './use-answer.ts'
import { SourceLine, WarehouseHeader } from './WarehouseHeader.tsx'

/** What the page is doing. The password is in none of them: the server's own object keeps it, in memory. */
type Stage =
  | { readonly phase: 'form'; readonly isConnecting: boolean; readonly problem: WarehouseProblem | null }
  | { readonly phase: 'columns'; readonly server: Server; readonly before: WarehouseEvents | null }
  | { readonly phase: 'result'; readonly server: Server; readonly events: WarehouseEvents }

interface Server {
  readonly warehouse: Warehouse
  readonly wish: Pick<Wish, 'database' | 'table'>
  readonly mappingFault: MappingFault
}

// What the form does not need comes when the form stands.
const resultScreen = () => import('./WarehouseResult.tsx')
const WarehouseResult = lazy(async () => ({ default: (await resultScreen()).WarehouseResult }))
const SetUpSheet = lazy(async () => ({ default: (await import('./SetUpSheet.tsx')).SetUpSheet }))

/** The code that speaks to servers is fetched when the page is bound to one, and not before. */
const loadDoor = () => import('../../warehouse/index.ts')

/** Header.module.css has the same width: below it, what is said of a source goes. */
const ROOM_FOR_HOSTS = '(min-width: 981px)'

export function WarehousePage() {
  return (
    <Status>
      <Page />
    </Status>
  )
}

const preferences = storedPreferences(() => window.localStorage)

/** The frame around the screens: which server, what the page may reach, and the sheets over it. */
function Page() {
  const [stage, setStage] = useState<Stage>({ phase: 'form', isConnecting: false, problem: null })
  const [sheet, setSheet] = useState<'reach' | 'set-up' | null>(null)
  const [theme, setTheme] = useState(() => preferences.theme())
  const offline = useOffline()
  const connecting = useRef<AbortController>(null)
  const main = useRef<HTMLElement>(null)
  useTheme(theme)
  const isWide = useMedia(ROOM_FOR_HOSTS)
  const { phase } = stage
  useEffect(() => {
    document.title = `${TITLES[phase]} · Worthwhile`
    // The button that was pressed is gone with its screen; without this the focus would fall back to the top of the page.
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true })
  }, [phase])

  const connect = async ({ origin, settings, ...wish }: Wish): Promise<void> => {
    const controller = new AbortController()
    connecting.current = controller
    setStage({ phase: 'form', isConnecting: true, problem: null })
    try {
      bindTo(origin)
      const { connect: open, mappingFault } = await loadDoor()
      const warehouse = await open(settings, { signal: controller.signal }, fetchPastOfflineCopy)
      // A failure here is not one yet: the screen asks again when it is needed, and then says so.
      resultScreen().catch(() => undefined)
      setStage({ phase: 'columns', server: { warehouse, wish, mappingFault }, before: null })
    } catch (reason) {
      setStage({ phase: 'form', isConnecting: false, problem: problemOf(reason) })
    }
  }

  const source =
    stage.phase === 'form'
      ? null
      : {
          host: new URL(stage.server.warehouse.origin).host,
          table: stage.phase === 'result' ? stage.events.description.table : null,
        }
  return (
    <>
      <div className={appCss['page']}>
        <WarehouseHeader
          source={source}
          isWide={isWide}
          bound={boundOrigin()}
          theme={theme}
          onReach={() => setSheet('reach')}
          onSetUp={() => setSheet('set-up')}
          onDisconnect={() => location.reload()}
          onTheme={next => {
            preferences.setTheme(next)
            setTheme(next)
          }}
        />
        <main ref={main} tabIndex={-1} className={appCss['main']}>
          {source === null || isWide ? null : <SourceLine source={source} />}
          <Boundary key={phase} what="this screen">
            {stage.phase === 'form' ? (
              <ConnectScreen
                bound={boundOrigin()}
                isConnecting={stage.isConnecting}
                problem={stage.problem}
                isSafePage={location.protocol === 'https:'}
                onConnect={wish => void connect(wish)}
                onCancel={() => connecting.current?.abort()}
                onReload={() => location.reload()}
                onSetUp={() => setSheet('set-up')}
                onReach={() => setSheet('reach')}
              />
            ) : stage.phase === 'columns' ? (
              <ColumnsScreen
                warehouse={stage.server.warehouse}
                wanted={stage.server.wish}
                before={stage.before}
                mappingFault={stage.server.mappingFault}
                onEvents={events => setStage({ phase: 'result', server: stage.server, events })}
              />
            ) : (
              <Suspense fallback={<p aria-busy="true">Opening…</p>}>
                <WarehouseResult
                  events={stage.events}
                  onBack={() => setStage({ phase: 'columns', server: stage.server, before: stage.events })}
                />
              </Suspense>
            )}
          </Boundary>
        </main>
        {/* That the page itself needs no host is no comfort here: its server it does need. */}
        {phase === 'result' ? null : <Footer offline={{ ...offline, phase: 'off' }} onReload={reloadIntoNewVersion} />}
      </div>
      <ReachSheet open={sheet === 'reach'} bound={boundOrigin()} onClose={() => setSheet(null)} />
      <Boundary what="this sheet">
        <Suspense>
          <SetUpSheet open={sheet === 'set-up'} pageOrigin={location.origin} onClose={() => setSheet(null)} />
        </Suspense>
      </Boundary>
    </>
  )
}

const TITLES: Readonly<Record<Stage['phase'], string>> = {
  form: 'Events in a warehouse',
  columns: 'Table and columns',
  result: 'Best customers in the warehouse',
}
