import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { killStatement, MOST_STOPPING_MS, type RunningQuery, stopQuery } from '../../src/warehouse/stop.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A server in miniature: what happens to the query is written down, with the time in milliseconds. */
function stopping(of: { readonly kill: (time: number) => Promise<boolean>; readonly runs?: (look: number) => Promise<boolean> }) {
  const log: string[] = []
  const start = performance.now()
  const now = (): number => Math.round(performance.now() - start)
  let looks = 0
  let isOver = (_hasSpoken: boolean): void => undefined
  const signals = new Set<AbortSignal>()
  const query: RunningQuery = {
    over: new Promise<boolean>(resolve => {
      isOver = resolve
    }),
    kill: signal => {
      signals.add(signal)
      log.push(`kill at ${now()}`)
      return of.kill(now())
    },
    runs: signal => {
      signals.add(signal)
      looks += 1
      log.push(`look at ${now()}`)
      return of.runs?.(looks) ?? Promise.reject(new TypeError('Failed to fetch'))
    },
    hangUp: () => {
      log.push(`hang up at ${now()}`)
      // As fetch does: it ends at once, and says nothing of the server.
      isOver(false)
    },
  }
  const stopped = stopQuery(query).then(isStopped => {
    log.push(`${isStopped ? 'stopped' : 'not stopped'} at ${now()}`)
  })
  return { log, end: (hasSpoken: boolean) => isOver(hasSpoken), stopped, signals }
}

const never = () => new Promise<never>(() => {})

describe('a query that is no longer wanted', () => {
  it('is over when the server has had its last word on it, and not when the server has only been told', async () => {
    const { log, end } = stopping({ kill: async () => true })
    await vi.advanceTimersByTimeAsync(100)
    expect(log).toEqual(['kill at 0'])
    end(true)
    await vi.advanceTimersByTimeAsync(1)
    expect(log).toEqual(['kill at 0', 'stopped at 100'])
  })

  it('is ended again and again, since it may not have begun when it is ended first', async () => {
    const { log, end } = stopping({ kill: async () => true })
    await vi.advanceTimersByTimeAsync(700)
    end(true)
    await vi.advanceTimersByTimeAsync(1)
    expect(log).toEqual(['kill at 0', 'kill at 300', 'kill at 600', 'stopped at 700'])
  })

  it('is hung up on when the server refuses to end it, and is over when the server has it no more in three looks', async () => {
    const { log } = stopping({ kill: async () => false, runs: async look => look < 3 })
    await vi.advanceTimersByTimeAsync(5_000)
    expect(log).toEqual([
      'kill at 0',
      'hang up at 0',
      ...['look at 0', 'look at 300', 'look at 600', 'look at 900', 'look at 1200'],
      'stopped at 1200',
    ])
  })

  it('is looked for, too, when the line broke and nobody said what became of it', async () => {
    const { log, end } = stopping({ kill: async () => true, runs: async () => false })
    await vi.advanceTimersByTimeAsync(100)
    end(false)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(log).toEqual(['kill at 0', 'hang up at 100', 'look at 100', 'look at 400', 'look at 700', 'stopped at 700'])
  })

  it.each([
    ['goes on with it', async () => true, async () => true],
    ['answers nothing', never, never],
    ['is gone', () => Promise.reject(new TypeError('Failed to fetch')), undefined],
    ['neither ends it nor lets anybody look', async () => false, undefined],
  ])('is given up after a quarter of a minute, and the line is cut, when the server %s', async (_, kill, runs) => {
    const { log, signals } = stopping({ kill, ...(runs === undefined ? {} : { runs }) })
    await vi.advanceTimersByTimeAsync(MOST_STOPPING_MS - 1)
    expect(log.at(-1)).not.toContain('stopped')
    await vi.advanceTimersByTimeAsync(1)
    expect(log.at(-1)).toBe('not stopped at 15000')
    expect(log.filter(line => line.startsWith('hang up'))).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
    expect([...signals].map(signal => signal.aborted)).toEqual([true])
  })
})

it('is ended by the id that it was sent with', () => {
  expect(killStatement('5f0c1d2e-0000-4000-8000-000000000000')).toBe(
    "KILL QUERY WHERE query_id = '5f0c1d2e-0000-4000-8000-000000000000' ASYNC",
  )
})
