import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type LookAt, MOST_SILENCE_MS, Pulse, type Seen } from '../../src/warehouse/pulse.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const SEEN: Seen = { progress: { rowsRead: 5, bytesRead: 50, rowsToRead: null }, seconds: 1, mostSeconds: 0 }
/** Says of each query when it was told that nobody answers, in seconds, and what it was told before. */
function watched(pulse: Pulse, ...ids: string[]) {
  const told: string[] = []
  const start = performance.now()
  const ends = ids.map(id =>
    pulse.watch(id, {
      onSeen: ({ progress }) => told.push(`${id}: ${progress.rowsRead} rows`),
      onSilence: () => told.push(`${id}: silent after ${Math.round((performance.now() - start) / 1_000)} s`),
    }),
  )
  return { told, ends }
}

describe('queries that are looked at', () => {
  it('are told how far they are by one question for all of them', async () => {
    const asked: (readonly string[])[] = []
    const { told } = watched(
      new Pulse(async ids => {
        asked.push(ids)
        return new Map([['b', SEEN]])
      }),
      'a',
      'b',
    )
    await vi.advanceTimersByTimeAsync(450)
    expect({ asked, told }).toEqual({ asked: [['a', 'b']], told: ['b: 5 rows'] })
  })

  it.each([
    ['no look is answered', () => new Promise<never>(() => {})],
    ['every look fails', () => Promise.reject(new TypeError('Failed to fetch'))],
  ] satisfies [string, LookAt][])('are told after half a minute that nobody answers, when %s', async (_, look) => {
    const { told } = watched(new Pulse(look), 'a', 'b')
    await vi.advanceTimersByTimeAsync(MOST_SILENCE_MS - 1_000)
    expect(told).toEqual([])
    await vi.advanceTimersByTimeAsync(3_000)
    expect(told).toEqual(['a: silent after 30 s', 'b: silent after 30 s'])
  })

  it('are not, as long as somebody answers at all, however long they take themselves', async () => {
    let looks = 0
    const { told } = watched(
      new Pulse(async () => {
        looks += 1
        if (looks % 20 !== 0) throw new TypeError('Failed to fetch')
        return new Map()
      }),
      'a',
    )
    await vi.advanceTimersByTimeAsync(20 * MOST_SILENCE_MS)
    expect(told).toEqual([])
    expect(looks).toBeGreaterThan(1_000)
  })

  it('are looked at no more once they are over, and a look that is out is given up', async () => {
    let given: AbortSignal | null = null
    const { ends, told } = watched(
      new Pulse((_, signal) => {
        given = signal
        return new Promise(() => {})
      }),
      'a',
    )
    await vi.advanceTimersByTimeAsync(500)
    for (const end of ends) end()
    await vi.advanceTimersByTimeAsync(2 * MOST_SILENCE_MS)
    expect(told).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
    expect(given).toMatchObject({ aborted: true })
  })
})
