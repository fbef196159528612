import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../src/base/seeded-random.ts'
import { type JsonShape, shapeOf } from '../../src/intake/json/json-shape.ts'
import { type Dataset, merge } from '../../src/ltv/index.ts'
import { fingerprint } from './both-readings.ts'
import { type JsonText, readAhead, readByKernel, readSimply } from './json-readings.ts'
import { eventsText, mutate, pick, type Random } from './mutants.ts'
import { splices } from './splices.ts'

/** The default run is a sample; `npm run fuzz` has MUTANTS=1000000, and as these are whole texts of some eight records each, a tenth of them here. */
const MUTANTS = process.env['MUTANTS'] === undefined ? 5_000 : Number(process.env['MUTANTS']) / 10
const SEED = Number(process.env['SEED'] ?? 20_170_106)
/** Texts that are read into one data set, one behind the other. */
const TOGETHER = 500
/** The small ones take long. */
const CHUNKS = [1, 7, 64, 64, 300, 300, 300, 65_536, 65_536, 65_536]

/** As those of a table of events. */
const RECORD_MEMBERS = new Set(['type', 'verb', 'key', 'event_time'])
const UNKNOWN_SHAPE: JsonShape = { format: 'JSON', reason: 'is taken for it', lineOpener: null, outermost: 'records', wrappers: 0 }

function asText(bytes: Uint8Array): JsonText {
  return { bytes, shape: shapeOf(new TextDecoder().decode(bytes), true, RECORD_MEMBERS) ?? UNKNOWN_SHAPE }
}

function inParts<T>(things: readonly T[], parts: number): T[][] {
  return Array.from({ length: parts }, (_, part) => things.filter((_thing, index) => index % parts === part))
}

/** All readings of the parts and, with several parts, of their merge. */
function fingerprints(texts: readonly JsonText[], chunkBytes: number, parts: number): { simple: string; kernel: string; ahead: string } {
  const reading = (read: (texts: readonly JsonText[], chunkBytes: number) => Dataset): string => {
    const datasets = inParts(texts, parts).map(part => read(part, chunkBytes))
    const [first, ...others] = datasets
    const all = first === undefined || others.length === 0 ? datasets : [...datasets, others.reduce(merge, first)]
    return fingerprint(all.map(dataset => ({ dataset, problems: [], asValues: 0 })))
  }
  return {
    simple: reading(readSimply),
    kernel: reading(readByKernel),
    ahead: reading((some, bytes) => readAhead(some, bytes).dataset),
  }
}

/** Texts in which both readings differ, one by one. */
function culprits(texts: readonly JsonText[], chunkBytes: number): string[] {
  return texts
    .filter(text => {
      const { simple, kernel, ahead } = fingerprints([text], chunkBytes, 1)
      return simple !== kernel || simple !== ahead
    })
    .map(text => Buffer.from(text.bytes).toString('latin1'))
}

function expectTheSame(texts: readonly JsonText[], random: Random): void {
  const chunkBytes = pick(random, CHUNKS)
  const parts = 1 + Math.floor(random() * 4)
  const { simple, kernel, ahead } = fingerprints(texts, chunkBytes, parts)
  if (simple === kernel && simple === ahead) return
  expect(culprits(texts, chunkBytes), `in chunks of ${chunkBytes} bytes`).toEqual([])
  expect.fail(
    `the readings differ in ${texts.length} texts together, in ${parts} parts and chunks of ${chunkBytes} bytes, but in none alone`,
  )
}

describe('the kernel and the simple reader agree on every column, reject and note', () => {
  it(`of ${MUTANTS.toLocaleString('en-US')} mutants of events (seed ${SEED})`, { timeout: 7_200_000 }, () => {
    const seeded = new SeededRandom(SEED)
    const random: Random = () => seeded.unit()
    const pieces = splices()
    expect(pieces.length).toBeGreaterThan(20)
    let accepted = 0
    let ahead = 0
    for (let done = 0; done < MUTANTS; done += TOGETHER) {
      const texts = Array.from({ length: Math.min(TOGETHER, MUTANTS - done) }, () => {
        const original = random() < 0.9 ? Buffer.from(eventsText(random, random() < 0.1 ? 80 : 8)) : pick(random, pieces)
        return asText(random() < 0.2 ? new Uint8Array(original) : mutate(random, original, pieces))
      })
      expectTheSame(texts, random)
      if (done > 0) continue
      accepted = readByKernel(texts, 65_536).accepted
      ahead = readAhead(texts, 300).ahead
    }
    // Mutants of which none is accepted would test half of it.
    expect(accepted).toBeGreaterThan(TOGETHER / 2)
    expect(ahead).toBeGreaterThan(0)
  })
})
