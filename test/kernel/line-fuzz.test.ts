import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { SeededRandom } from '../../src/base/seeded-random.ts'
import { type Cut, differenceIn, smallestDifferent, WAYS } from './line-comparison.ts'
import { type JudgedLine, judgedLine, lineMutant, linePool, withField } from './line-mutants.ts'
import { pick, type Random } from './mutants.ts'
import { splices } from './splices.ts'

/** A million takes a minute and a half of a quiet machine. `npm run fuzz` tells how far it is, and takes another seed where SEED is set. */
const WHOLE_RUN = process.env['MUTANTS'] !== undefined
const MUTANTS = Number(process.env['MUTANTS'] ?? 1_000_000)
const SEED = Number(process.env['SEED'] ?? 20_170_106)
const TEXTS = 100_000
/** Lines that are read as one text. A reading starts a program, so there should be many. */
const TOGETHER = 4_000

function randomFrom(seed: number): Random {
  const seeded = new SeededRandom(seed)
  return () => seeded.unit()
}

function someCut(random: Random): Cut {
  return {
    lineEnd: pick(random, ['\n', '\n', '\r\n', '\r'] as const),
    pieces: 1 + Math.floor(random() * 4),
    finely: 8,
    way: pick(random, WAYS),
  }
}

function expectAgreement(lines: readonly JudgedLine[], cut: Cut): void {
  if (differenceIn(lines, cut) !== null) expect.fail(smallestDifferent(lines, cut))
}

/** How many records have each outcome. */
class Tally {
  readonly counts = new Map<string, number>()

  add(lines: readonly JudgedLine[]): void {
    for (const { records } of lines) {
      for (const { verdict } of records) {
        const outcome = 'event' in verdict ? 'accepted' : verdict.reject.reason
        this.counts.set(outcome, (this.counts.get(outcome) ?? 0) + 1)
      }
    }
  }
  shareOf(outcome: string): number {
    const all = [...this.counts.values()].reduce((sum, count) => sum + count, 0)
    return (this.counts.get(outcome) ?? 0) / all
  }
}

describe('the kernel gives, reason by reason and column by column, what JSON.parse behind a fatal decoder and the slow reference give', () => {
  beforeAll(() => {
    // Half of all lines have something thrown, and a trace of each takes longer than all else.
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 0
    return () => {
      Error.stackTraceLimit = stackTraceLimit
    }
  })

  it(`of ${MUTANTS.toLocaleString('en-US')} mutants of records (seed ${SEED})`, { timeout: 7_200_000 }, () => {
    const random = randomFrom(SEED)
    const others = splices()
    expect(others.length).toBeGreaterThan(20)
    const tally = new Tally()
    for (let done = 0; done < MUTANTS; done += TOGETHER) {
      const pool = linePool(random, 500)
      const lines = Array.from({ length: Math.min(TOGETHER, MUTANTS - done) }, () => lineMutant(random, pool, others))
      expectAgreement(lines, someCut(random))
      tally.add(lines)
      if (WHOLE_RUN && (done + TOGETHER) % 100_000 === 0) console.info(`${done + TOGETHER} mutants of records agree`)
    }
    // Mutants that all end in the same way would test little.
    expect(tally.shareOf('accepted')).toBeGreaterThan(0.1)
    expect(tally.shareOf('not valid JSON')).toBeGreaterThan(0.1)
    expect(tally.shareOf('not valid UTF-8')).toBeGreaterThan(0.05)
    expect(tally.shareOf('bad event_time')).toBeGreaterThan(0.01)
    expect(tally.counts.size).toBeGreaterThan(12)
  })

  it(`of ${TEXTS.toLocaleString('en-US')} texts of fast-check, put where a value may stand`, { timeout: 600_000 }, () => {
    const random = randomFrom(SEED)
    const tally = new Tally()
    let lines = 0
    fc.assert(
      fc.property(fc.array(fieldText, { minLength: TOGETHER, maxLength: TOGETHER }), texts => {
        const original = linePool(random, 1)[0] ?? Buffer.from('{}')
        const judged = texts.map(text => judgedLine(withField(original, Buffer.from(text)))).filter(line => line !== null)
        lines += judged.length
        expectAgreement(judged, someCut(random))
        tally.add(judged)
      }),
      // What differs is found by halving: shrinking a list of thousands would take hours.
      { numRuns: TEXTS / TOGETHER, seed: SEED, endOnFailure: true },
    )
    expect(lines).toBeGreaterThan(0.95 * TEXTS)
    expect(tally.shareOf('not valid JSON')).toBeGreaterThan(0.2)
    expect(tally.shareOf('not valid JSON')).toBeLessThan(0.8)
  })
})

/** JSON, what nearly is, and what is not at all. */
const fieldText = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary' }).map(text => JSON.stringify(text)),
  fc.string({ unit: fc.constantFrom(...'{}[]",:\\u0123456789abcdefnulltrue.eE+- \t'), maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'0123456789.eE+-') }),
  fc.string({ unit: 'grapheme' }).map(text => `"${text}"`),
)
