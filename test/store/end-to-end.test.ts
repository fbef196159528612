import { describe, expect, it } from 'vitest'
import { type AppState, createApp } from '../../src/store/app.ts'
import { storedPreferences } from '../../src/store/preferences.ts'
import { type Session, shownData } from '../../src/store/session.ts'
import { ThreadClient } from '../../src/worker/client.ts'
import { loadedCustomers } from '../support/loaded-customers.ts'
import { engineWorker } from '../worker/engine-worker.ts'
import { memoryHistory } from './memory-history.ts'

const NDJSON = [
  '{"type":"ORDER","verb":"NEW","key":"o1","event_time":"2017-01-06T12:55:55.555Z","customer_id":"ann","total_amount":"12.34 USD"}',
  '{"type":"ORDER","verb":"NEW","key":"o2","event_time":"2017-01-06T12:55:55.555Z","customer_id":"bob","total_amount":"50 USD"}',
].join('\n')
const CSV = 'type,verb,key,event_time,customer_id,total_amount\nORDER,NEW,o3,2017-01-06,eve,70\nORDER,NEW,,2017-01-06,eve,70\n'

/** The page's state over real threads' code; only the threads themselves are missing. */
function realApp(fragment = '') {
  const client = new ThreadClient({ startWorker: async () => engineWorker(), assistants: () => 0, every: () => {} })
  const { store, questions } = createApp({
    client,
    history: memoryHistory(fragment).history,
    preferences: storedPreferences(() => {
      throw new Error('storage is denied')
    }),
  })
  return {
    store,
    questions,
    state: (): AppState => store.getState(),
    /** Waits until the state fits, by its own messages. */
    until(fits: (session: Session) => boolean): Promise<Session> {
      return new Promise(resolve => {
        const look = (): void => {
          const { session } = store.getState()
          if (!fits(session)) return
          end()
          resolve(session)
        }
        const end = store.subscribe(look)
        look()
      })
    },
    loaded: () => loadedCustomers(shownData(store.getState().session)),
    end: () => client.forget(),
  }
}
const isReady = (session: Session): boolean => session.phase === 'ready' && !session.loaded.redefining

describe('from files to answers', () => {
  it('opens, adds, redefines, asks and cancels', async () => {
    const app = realApp('margin=0.5')
    app.state().openFiles([{ path: 'events.ndjson', content: new Blob([NDJSON]) }], 'replace')
    await app.until(isReady)
    expect([...app.loaded().ranking.ltv]).toEqual([50 * 260, 3208.4])

    app.state().openFiles([{ path: 'more.csv', content: new Blob([CSV]) }], 'add')
    await app.until(isReady)
    expect(app.loaded()).toMatchObject({
      label: '2 files',
      summary: { read: 4, accepted: 3, rejected: 1, customers: 3, rejects: [{ file: 1, line: 3, reason: 'missing key' }] },
    })

    app.state().setDefinition({ ...app.state().view.definition, margin: 1 })
    await app.until(isReady)
    expect([...app.loaded().ranking.ltv]).toEqual([70 * 520, 50 * 520, 6416.8])

    const best = app.loaded().ranking.customer[0] ?? 0
    const detail = await new Promise(resolve => {
      const question = { kind: 'detail', customer: best } as const
      app.questions.watch(question, () => resolve(app.questions.peek<'detail'>(question)))
    })
    expect(detail).toMatchObject({ id: 'eve', rankIndex: 0, eventsTotal: 1, events: [{ key: 'o3', file: 'more.csv', line: 2 }] })

    app.state().openSample({ seed: 1, customers: 1_000, events: 50_000 })
    app.state().cancel()
    expect(app.state().session).toMatchObject({ phase: 'ready', loaded: { label: '2 files' } })
    app.end()
  })

  it('keeps what was shown when the next file is none', async () => {
    const app = realApp()
    app.state().openFiles([{ path: 'events.ndjson', content: new Blob([NDJSON]) }], 'replace')
    await app.until(isReady)
    app.state().openFiles([{ path: 'letter.txt', content: new Blob(['Dear Sir or Madam']) }], 'replace')
    const session = await app.until(({ phase }) => phase === 'failed')
    expect(session).toMatchObject({ phase: 'failed', previous: { label: 'events.ndjson' } })
    app.end()
  })
})

describe('a table that does not tell by itself', () => {
  const until = async (app: ReturnType<typeof realApp>, phase: Session['phase']): Promise<Session> => {
    await expect.poll(() => app.state().session.phase).toBe(phase)
    return app.state().session
  }
  const file = (path: string, lines: readonly string[]) => ({ path, content: new Blob([lines.join('\n')]) })

  it('is read once its columns are explained, and files with the same header at once from then on', async () => {
    const app = realApp()
    app.state().openFiles([file('umsatz.csv', ['wer,wann,wieviel', 'ann,2025-01-03,10'])], 'replace')
    const failed = await until(app, 'failed')
    const table = failed.phase === 'failed' ? failed.problems[0]?.table : undefined
    const rest = { order: null, item: null, items: null, currency: null, dateOrder: null }
    app.state().mapColumns(table?.header ?? '', { customer: 'wer', date: 'wann', amount: { kind: 'column', column: 'wieviel' }, ...rest })
    await until(app, 'ready')
    expect(shownData(app.state().session)).toMatchObject({ label: 'umsatz.csv', summary: { accepted: 1 } })
    app.state().openFiles([file('mehr.csv', ['Wer,Wann,Wieviel', 'bob,2025-01-04,20', 'eve,2025-01-05,30'])], 'replace')
    await expect.poll(() => shownData(app.state().session)?.label).toBe('mehr.csv')
    expect(shownData(app.state().session)).toMatchObject({ summary: { accepted: 2 } })
  })

  it('is asked for again when what somebody said of its columns was wrong', async () => {
    const app = realApp()
    app.state().openFiles([file('umsatz.csv', ['Wer,Wann,Wieviel,Wo', 'ann,2025-01-03,10,Bonn'])], 'replace')
    const asked = await until(app, 'failed')
    const header = (asked.phase === 'failed' ? asked.problems[0]?.table?.header : undefined) ?? ''
    const rest = { order: null, item: null, items: null, currency: null, dateOrder: null }
    app.state().mapColumns(header, { customer: 'wer', date: 'wann', amount: { kind: 'column', column: 'wo' }, ...rest })
    await expect.poll(() => problemCodes(app.state().session)).toEqual(['no-events'])
    expect(app.state().rememberedTables).toBe(1)
    app.state().forgetTableChoices()
    await expect.poll(() => problemCodes(app.state().session)).toEqual(['not-events'])
    expect(app.state().rememberedTables).toBe(0)
  })

  it('is read once somebody says which part of a date is the day', async () => {
    const app = realApp()
    app.state().openFiles([file('orders.csv', ['customer_id,order_id,created_at_date,revenue', 'ann,o1,03/04/2011,10'])], 'replace')
    const failed = await until(app, 'failed')
    const dates = failed.phase === 'failed' ? failed.problems[0]?.dates : undefined
    app.state().orderDates(dates?.header ?? '', 'month-first')
    await until(app, 'ready')
    expect(shownData(app.state().session)?.summary.first).toBe(Date.UTC(2011, 2, 4))
  })
})

function problemCodes(session: Session): readonly string[] {
  return session.phase === 'failed' ? session.problems.map(({ code }) => code) : []
}
