// @vitest-environment jsdom
import { Blob as NodeBlob } from 'node:buffer'
import { act, cleanup, render, renderHook, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { loadedCustomers } from '../support/loaded-customers.ts'
import { engineWorker } from '../worker/engine-worker.ts'

const NDJSON = [
  '{"type":"ORDER","verb":"NEW","key":"o1","event_time":"2017-01-06T12:55:55.555Z","customer_id":"ann","total_amount":"12.34 USD"}',
  '{"type":"ORDER","verb":"NEW","key":"o2","event_time":"2017-01-06T12:55:55.555Z","customer_id":"bob","total_amount":"50 USD"}',
].join('\n')
// jsdom's Blob cannot cross a message channel; Node's is what a browser's File is there.
const FILE = { path: 'events.ndjson', content: new NodeBlob([NDJSON]) as Blob }

// jsdom has neither workers nor blob: addresses; the code behind them is the real one.
vi.stubGlobal(
  'Worker',
  class {
    constructor(address: string) {
      expect(address).toMatch(/^blob:/)
      // biome-ignore lint/correctness/noConstructorReturn: stands in for a class of the browser.
      return engineWorker()
    }
  },
)
URL.createObjectURL = () => `blob:${window.location.origin}/thread`

const store = await import('../../src/store/app-store.ts')
const { app, useApp, useCohorts, useDetail, useSortOrder, useStrips, useWeekly } = store

beforeAll(async () => {
  app.getState().openFiles([FILE], 'replace')
  // The worker's code is bundled the first time it is asked for.
  await vi.waitFor(() => expect(app.getState().session.phase).toBe('ready'), { timeout: 20_000 })
}, 30_000)
afterEach(() => {
  cleanup()
})

function Shown() {
  return <p>top {useApp(state => state.view.x)}</p>
}

describe('the store in a component', () => {
  it('shows what it selects, and changes with it', () => {
    render(<Shown />)
    expect(screen.getByText('top 10')).toBeDefined()
    act(() => app.getState().setView({ x: 25 }))
    expect(screen.getByText('top 25')).toBeDefined()
  })

  it('gives every derived answer: null first, then what was asked for', async () => {
    const { result } = renderHook(() => ({
      order: useSortOrder('customer'),
      detail: useDetail(1),
      weekly: useWeekly(1),
      strips: useStrips([0, 1]),
      cohorts: useCohorts(),
    }))
    expect(result.current).toEqual({ order: null, detail: null, weekly: null, strips: null, cohorts: null })
    await waitFor(() => expect(Object.values(result.current)).not.toContain(null))
    const { order, detail, weekly, strips, cohorts } = result.current
    // ann is customer 0 and second best.
    expect([...(order ?? [])]).toEqual([1, 0])
    expect(detail).toMatchObject({ id: 'bob', rankIndex: 0 })
    expect([...(weekly?.spendUnits ?? [])]).toEqual([500_000])
    expect([...(strips?.byCustomer.get(0) ?? [])]).toEqual([123_400])
    expect(cohorts?.customers).toEqual([2])
  })

  it('fetches strips for the rows that come into sight', async () => {
    const { result, rerender } = renderHook(({ customers }) => useStrips(customers), { initialProps: { customers: [1] } })
    await waitFor(() => expect(result.current?.byCustomer.has(1)).toBe(true))
    app.getState().setDefinition({ ...app.getState().view.definition, margin: 0.5 })
    await waitFor(() => expect(result.current?.byCustomer.has(0)).toBe(false))
    rerender({ customers: [0] })
    await waitFor(() => expect(result.current?.byCustomer.has(0)).toBe(true))
  })

  it('asks for nothing when no customer is chosen', () => {
    const { result } = renderHook(() => useDetail(null))
    expect(result.current).toBeNull()
  })

  it('gives null again until a new definition is worked out, and never an answer of the old one', async () => {
    const { result } = renderHook(() => ({
      weekly: useWeekly(null),
      definition: useApp(({ session }) => (session.phase === 'ready' ? loadedCustomers(session.loaded).ranking.definition : null)),
    }))
    await waitFor(() => expect(result.current.weekly?.spendUnits.length).toBe(1))
    act(() => app.getState().setDefinition({ ...app.getState().view.definition, windowStart: Date.UTC(2030, 0, 1) }))
    await waitFor(() => expect(result.current.definition?.windowStart).toBe(Date.UTC(2030, 0, 1)))
    await waitFor(() => expect(result.current.weekly?.spendUnits.length).toBe(0))
    act(() => app.getState().setDefinition({ ...app.getState().view.definition, windowStart: null }))
    await waitFor(() => expect(result.current.weekly?.spendUnits.length).toBe(1))
  })
})
