import { describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION } from '../../src/ltv/index.ts'
import { FileReading } from '../../src/worker/file-reading.ts'

const LINE = '{"type":"SITE_VISIT","verb":"NEW","key":"p","event_time":"2024-01-06","customer_id":"ann"}\n'

/** Parts of the files that had been read when rows were shown. Each look at the clock takes 5 ms; `rankingMs` is what ranking takes. */
async function shownAt(rankingMs: number): Promise<number[]> {
  let now = 0
  let part = 0
  const shown: number[] = []
  const reading = new FileReading(
    Array.from({ length: 150 }, (_, index) => ({ path: `${index}.ndjson`, content: new Blob([LINE.repeat(500)]) })),
    DEFAULT_DEFINITION,
    () => {
      now += 5
      return now
    },
    {
      progress: ({ bytesRead, bytesTotal }) => {
        part = bytesRead / bytesTotal
      },
      soFar: () => {
        shown.push(part)
        now += rankingMs
      },
    },
  )
  await reading.run()
  return shown
}

describe('rows of what has been read so far', () => {
  it('are shown again and again while ranking takes next to nothing', async () => {
    expect((await shownAt(0)).length).toBeGreaterThan(1)
  })

  it('are shown once, and not again when ranking takes so long that the end comes nearly as soon', async () => {
    const [first, ...others] = await shownAt(35)
    expect(first).toBeLessThan(0.3)
    expect(others).toEqual([])
  })
})
