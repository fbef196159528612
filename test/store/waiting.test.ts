import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/store/app.ts'
import { storedPreferences } from '../../src/store/preferences.ts'
import { type LoadedStores, type Session, shownData } from '../../src/store/session.ts'
import { DEFAULT_STORE_DEFINITION } from '../../src/stores/definition.ts'
import { ThreadClient } from '../../src/worker/client.ts'
import { storeFixture } from '../support/store-files.ts'
import { engineWorker } from '../worker/engine-worker.ts'
import { memoryHistory } from './memory-history.ts'

function realApp(fragment = '') {
  const client = new ThreadClient({ startWorker: async () => engineWorker(), assistants: () => 0, every: () => {} })
  const { history } = memoryHistory(fragment)
  const { store, questions } = createApp({
    client,
    history,
    preferences: storedPreferences(() => {
      throw new Error('storage is denied')
    }),
  })
  return {
    questions,
    state: () => store.getState(),
    address: () => history.read(),
    stores(): LoadedStores {
      const shown = shownData(store.getState().session)
      if (shown?.report !== 'stores') throw new Error('no stores are shown')
      return shown
    },
    until(phase: Session['phase'], generation = 0): Promise<Session> {
      return new Promise(resolve => {
        const look = (): void => {
          const { session } = store.getState()
          const shown = shownData(session)
          if (session.phase !== phase || shown?.redefining === true || (shown?.generation ?? 0) < generation) return
          end()
          resolve(session)
        }
        const end = store.subscribe(look)
        look()
      })
    },
    end: () => client.forget(),
  }
}

const file = (name: string) => ({ path: name, content: new Blob([storeFixture(name)]) })
const EVENTS = {
  path: 'e.ndjson',
  content: new Blob(['{"type":"ORDER","verb":"NEW","key":"o","event_time":"2025-01-06","customer_id":"ann","total_amount":"1"}']),
}

describe('tables of stores', () => {
  it('wait, are added to by whatever is opened, and are ready when all are there', async () => {
    const app = realApp('top=1')
    app.state().openFiles([file('terminals.csv')], 'replace')
    await app.until('waiting')
    expect(app.stores()).toMatchObject({ answers: null, label: 'terminals.csv', summary: { missing: ['stores', 'transactions'] } })

    // Replacing is not offered while tables are missing: a drop is one of them.
    app.state().openFiles([file('places.csv')], 'replace')
    await app.until('waiting', 2)
    expect(app.stores()).toMatchObject({ label: '2 files', summary: { missing: ['transactions'] } })

    app.state().openFiles([EVENTS], 'replace')
    expect(await app.until('failed')).toMatchObject({ problems: [{ code: 'several-kinds' }] })
    app.state().dismissFailure()
    expect(app.state().session.phase).toBe('waiting')

    app.state().openFiles([file('sales-2023-a.csv')], 'replace')
    app.state().cancel()
    expect(app.state().session.phase).toBe('waiting')

    app.state().openFiles([file('sales-2023-a.csv')], 'replace')
    await app.until('ready')
    expect(app.stores().answers?.topStores).toHaveLength(1)
    app.end()
  })

  it('are asked anew when the definition changes, and the link says so', async () => {
    const app = realApp()
    app.state().openFiles([file('terminals.csv'), file('places.csv'), file('sales-2023-a.csv')], 'replace')
    await app.until('ready')
    const question = { kind: 'store-weekly', storeId: '10' } as const
    const weekly = () =>
      new Promise<void>(resolve => {
        const end = app.questions.watch(question, () => {
          if (app.questions.peek<'store-weekly'>(question) === null) return
          end()
          resolve()
        })
      })
    await weekly()
    const accepted = app.questions.peek<'store-weekly'>(question)
    app.state().setStoreDefinition({ ...DEFAULT_STORE_DEFINITION, statuses: 'all', top: 3 })
    app.state().chooseStore(2)
    await app.until('ready')
    expect(app.stores().answers).toMatchObject({ definition: { statuses: 'all' }, topStores: [{}, {}, {}] })
    expect(app.address()).toBe('statuses=all&top=3&store=2')
    // What was known under the other definition is not taken for this one's.
    expect(app.questions.peek<'store-weekly'>(question)).toBeNull()
    await weekly()
    expect(app.questions.peek<'store-weekly'>(question)).not.toEqual(accepted)
    app.end()
  })

  it('have the order and the grouping of their tables in the address', () => {
    const app = realApp('statusesby=country')
    app.state().sortStores('top_stores', { column: 'transactions', descending: true })
    app.state().sortStores('statuses', { column: 'refused', descending: true })
    app.state().lookAtStores({ averagesAs: 'list' })
    expect(app.address()).toBe('sortstores=-transactions&averages=list&sortstatuses=-refused&statusesby=country')
    app.end()
  })

  it('forgotten leave the page empty, and its definition as it was', async () => {
    const app = realApp('statuses=all&store=4')
    app.state().openFiles([file('terminals.csv')], 'replace')
    await app.until('waiting')
    app.state().forget()
    expect(app.state()).toMatchObject({
      session: { phase: 'empty' },
      view: { stores: { storeRank: null, definition: { statuses: 'all' } } },
    })
  })
})
