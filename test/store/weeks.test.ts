import { describe, expect, it, onTestFinished } from 'vitest'
import { type AppState, createApp } from '../../src/store/app.ts'
import { storedPreferences } from '../../src/store/preferences.ts'
import { shownData } from '../../src/store/session.ts'
import { ThreadClient } from '../../src/worker/client.ts'
import { loadedCustomers } from '../support/loaded-customers.ts'
import { textFile } from '../support/rollup-reading.ts'
import { engineWorker } from '../worker/engine-worker.ts'
import { memoryHistory } from './memory-history.ts'

const HEADER = 'customer_id,week_start,events,visits,orders,spend,currency\n'
const SUNDAYS = `${HEADER}ann,2025-01-05,2,1,1,12.34,USD\nann,2025-01-12,1,0,1,7.66,USD\nbob,2025-01-12,1,1,0,0,USD\n`
const MONDAYS = `${HEADER}ann,2025-01-06,2,1,1,12.34,USD\n`
const EVENT = '{"type":"SITE_VISIT","verb":"NEW","key":"p","event_time":"2025-01-06","customer_id":"eve"}\n'

/** The page's state over real threads' code; only the threads themselves are missing. */
async function opened(csv: string, fragment = '') {
  const { history } = memoryHistory(fragment)
  const client = new ThreadClient({ startWorker: async () => engineWorker(), assistants: () => 0, every: () => {} })
  onTestFinished(() => client.forget())
  const denied = (): never => {
    throw new Error('storage is denied')
  }
  const { store } = createApp({ client, history, preferences: storedPreferences(denied) })
  const settled = (): Promise<AppState> =>
    new Promise(resolve => {
      const look = (): void => {
        const { session } = store.getState()
        if (session.phase === 'empty' || session.phase === 'reading' || (session.phase === 'ready' && session.loaded.redefining)) return
        end()
        resolve(store.getState())
      }
      const end = store.subscribe(look)
      look()
    })
  store.getState().openFiles([textFile('weeks.csv', csv)], 'replace')
  await settled()
  return { store, history, settled, loaded: () => loadedCustomers(shownData(store.getState().session)) }
}

describe('weeks on the page', () => {
  it('are shown as what they are, with figures', async () => {
    const { store, loaded } = await opened(SUNDAYS)
    expect(loaded().summary.weeks).toMatchObject({ weekStart: 'sunday', isTimed: false, events: 4 })
    expect([...loaded().ranking.ltv]).toEqual([5200, 0])
    expect(store.getState().unanswered).toBeNull()
  })

  it('have the view ask for the nearest definition that they can answer, and say why', async () => {
    const { store, history, loaded } = await opened(MONDAYS, 'weeks=elapsed&years=5&from=2025-01-07')
    const { view, unanswered } = store.getState()
    expect(view.definition).toMatchObject({ weekStart: 'monday', weeksRule: 'dataset', lifespanYears: 5, windowStart: null })
    expect(loaded().ranking.definition).toEqual(view.definition)
    expect(unanswered).toBe(
      'The data is weeks that start on Monday, which cannot be cut anew: make the rollup with weeks from Sunday, or drop the events.',
    )
    expect(history.read()).toBe('start=monday&years=5')
  })

  it('stay answered when something is asked for later that they cannot tell', async () => {
    const { store, settled, loaded } = await opened(SUNDAYS)
    const { setDefinition, view } = store.getState()
    setDefinition({ ...view.definition, weeksRule: 'active', windowStart: Date.UTC(2025, 0, 8) })
    const { session, unanswered } = await settled()
    expect(session.phase).toBe('ready')
    expect(loaded().ranking.definition).toMatchObject({ weeksRule: 'active', windowStart: null })
    expect(unanswered).toBe(
      'Days inside a week are unknown: let the window start on a Sunday and end the day before one, or drop the events.',
    )
    setDefinition({ ...view.definition, windowStart: Date.UTC(2025, 0, 12) })
    await settled()
    expect(store.getState().unanswered).toBeNull()
    expect([...loaded().ranking.ltv]).toEqual([3983.2, 0])
  })

  it('can be added to each other, and not to events', async () => {
    const { store, settled, loaded } = await opened(SUNDAYS)
    store.getState().openFiles([textFile('more.csv', `${HEADER}bob,2025-01-05,1,0,1,100,USD\n`)], 'add')
    await settled()
    expect([...loaded().ranking.ltv]).toEqual([26_000, 5200])
    expect(loaded().summary).toMatchObject({ read: 4, accepted: 4, files: [{ name: 'weeks.csv' }, { name: 'more.csv' }] })
    store.getState().openFiles([textFile('events.ndjson', EVENT)], 'add')
    const { session } = await settled()
    expect(session).toMatchObject({ phase: 'failed', problems: [{ code: 'several-kinds' }] })
    expect(loaded().ranking.ranked).toBe(2)
  })

  it('have weeks to be exported, and say that there are no events', async () => {
    const { store, loaded } = await opened(SUNDAYS)
    const table = await store.getState().weekTable(loaded().generation)
    expect([...table.rows.units]).toEqual([123_400, 76_600, 0])
    await expect(store.getState().eventTables(loaded().generation)).rejects.toThrow('single events were asked for, but the data is weeks')
  })
})
