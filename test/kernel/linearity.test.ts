import { describe, expect, it } from 'vitest'
import program from '../../src/kernel/assembly/kernel.ts?program'
import { PieceReader } from '../../src/kernel/piece-reader.ts'
import type { RecordHabit } from '../../src/kernel/records-ahead.ts'
import { HOSTILE_TEXTS } from '../bench/hostile-texts.ts'
import { readByKernel } from './both-readings.ts'

const MIB = 1_048_576

/** Of processor time, not of time: a test may have to wait for others. `npm run bench` measures the same texts where they are read, in a browser. */
async function milliseconds(run: () => unknown): Promise<number> {
  const start = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000
}

// Quadratic would be 16. Small times are mostly those of starting.
function expectLinear(single: number, fourfold: number): void {
  expect(fourfold).toBeLessThan(8 * Math.max(single, 20))
}

describe('four times the bytes take about four times the time', () => {
  it.each(HOSTILE_TEXTS.map(({ what, make }) => [what, make] as const))('for %s', { timeout: 120_000, retry: 2 }, async (what, make) => {
    const read = (bytes: number): Promise<number> => {
      const file = { path: 'a.ndjson', bytes: new TextEncoder().encode(make(bytes)) }
      return milliseconds(() => readByKernel([file], MIB))
    }
    // A record that is longer than a chunk becomes a value, which is another way than that of shorter ones: both lengths are to go the same.
    const single = what.startsWith('one record') ? 2 * MIB : MIB / 2
    expectLinear(await read(single), await read(4 * single))
  })

  it.each(['\n', '\r', ','])('for a piece of rejects between %j that is read ahead', { retry: 2 }, async between => {
    const reader = new PieceReader(program)
    const habit: RecordHabit = {
      kind: 'json',
      inArray: between === ',',
      ownLines: between !== ',',
      opener: new TextEncoder().encode('{"type":'),
    }
    // A piece is a MiB long at most.
    const read = (bytes: number): Promise<number> => {
      const piece = new TextEncoder().encode(`{"type":"x"}${between}`.repeat(bytes / 13))
      return milliseconds(() => reader.read(piece, 0, { file: 0, habit, seed: 0 }, null))
    }
    expectLinear(await read(MIB / 4), await read(MIB))
  })
})
