import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../src/base/seeded-random.ts'
import { JsonReader } from '../../src/intake/json/json-reader.ts'
import { type JsonShape, shapeOf } from '../../src/intake/json/json-shape.ts'
import type { DirectReceiver } from '../../src/intake/record-reader.ts'
import program from '../../src/kernel/assembly/kernel.ts?program'
import { KernelDataset } from '../../src/kernel/kernel-dataset.ts'
import { PieceReader } from '../../src/kernel/piece-reader.ts'
import { addNote, addText, createDataset, type Dataset, ingest, merge, rejectRecord } from '../../src/ltv/index.ts'
import type { EventTarget } from '../../src/ltv/ingest.ts'
import { eventFixtures } from '../support/event-fixtures.ts'
import { hasShared, readShared, sharedPath } from '../support/shared-data.ts'
import { fingerprint } from './both-readings.ts'
import { eventsText, mutate, pick, type Random } from './mutants.ts'

/** The default run is a sample; MUTANTS=1000000 is the whole. */
const MUTANTS = Number(process.env['MUTANTS'] ?? 10_000)
const SEED = Number(process.env['SEED'] ?? 20_170_106)
/** Texts that are read into one data set, one behind the other. */
const TOGETHER = 200
const CHUNKS = [1, 7, 64, 300, 65_536]

/** As those of a table of events. */
const RECORD_MEMBERS = new Set(['type', 'verb', 'key', 'event_time'])
const UNKNOWN_SHAPE: JsonShape = { format: 'JSON', reason: 'is taken for it', lineOpener: null, outermost: 'records' }

/** Reads JSON texts into a data set; what the reader says of problems is kept among the notes of the text. */
function readTexts(
  texts: readonly Uint8Array[],
  chunkBytes: number,
  target: EventTarget,
  frame: Dataset,
  direct?: DirectReceiver & { file: number },
  aheadOf: (piece: Uint8Array, offset: number) => void = () => {},
): void {
  for (const bytes of texts) {
    const file = addText(frame, { path: 'mutant.json', format: 'JSON', reason: '' })
    if (direct !== undefined) direct.file = file
    const shape = shapeOf(new TextDecoder().decode(bytes), true, RECORD_MEMBERS) ?? UNKNOWN_SHAPE
    const reader = new JsonReader(
      shape,
      {
        direct,
        record: (value, line, byte, raw) => void ingest(value, target, { file, line, byte }, raw),
        broken: (fault, line, byte, raw) => rejectRecord(target, fault, { file, line, byte }, raw),
        note: (code, count) => addNote(frame, file, code, count),
        endsEarly: () => addNote(frame, file, 'ends-early', 1),
        problem: () => addNote(frame, file, 'rejects-cut', 1),
      },
      0,
    )
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      const piece = bytes.slice(at, at + chunkBytes)
      aheadOf(piece, at)
      reader.push(piece)
    }
    reader.end()
  }
}

function inParts<T>(things: readonly T[], parts: number): T[][] {
  return Array.from({ length: parts }, (_, part) => things.filter((_thing, index) => index % parts === part))
}

function readSimply(texts: readonly Uint8Array[], chunkBytes: number): Dataset {
  const dataset = createDataset()
  readTexts(texts, chunkBytes, dataset, dataset)
  return dataset
}

function readByKernel(texts: readonly Uint8Array[], chunkBytes: number): Dataset {
  const kernel = new KernelDataset(program)
  readTexts(texts, chunkBytes, kernel, kernel.frame, kernel)
  return kernel.dataset()
}

/** Texts whose pieces were read ahead by a second instance, and how many records of theirs. */
function readAhead(texts: readonly Uint8Array[], chunkBytes: number): { dataset: Dataset; ahead: number } {
  const kernel = new KernelDataset(program)
  let ahead = 0
  readTexts(texts, chunkBytes, kernel, kernel.frame, kernel, (piece, offset) => {
    const { habit, file } = kernel
    if (habit === null) return
    const records = PIECES.read(piece, offset, file, habit, null)
    for (const run of records.runs) ahead += run.records
    kernel.expect(records)
  })
  return { dataset: kernel.dataset(), ahead }
}
const PIECES = new PieceReader(program)

/** All readings of the parts and, with several parts, of their merge. */
function fingerprints(texts: readonly Uint8Array[], chunkBytes: number, parts: number): { simple: string; kernel: string; ahead: string } {
  const reading = (read: (texts: readonly Uint8Array[], chunkBytes: number) => Dataset): string => {
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
function culprits(texts: readonly Uint8Array[], chunkBytes: number): string[] {
  return texts
    .filter(text => {
      const { simple, kernel, ahead } = fingerprints([text], chunkBytes, 1)
      return simple !== kernel || simple !== ahead
    })
    .map(text => Buffer.from(text).toString('latin1'))
}

function expectTheSame(texts: readonly Uint8Array[], random: Random): void {
  const chunkBytes = pick(random, CHUNKS)
  const parts = 1 + Math.floor(random() * 4)
  const { simple, kernel, ahead } = fingerprints(texts, chunkBytes, parts)
  if (simple === kernel && simple === ahead) return
  expect(culprits(texts, chunkBytes), `in chunks of ${chunkBytes} bytes`).toEqual([])
  expect.fail(
    `the readings differ in ${texts.length} texts together, in ${parts} parts and chunks of ${chunkBytes} bytes, but in none alone`,
  )
}

/** Pieces that mutants are spliced from. */
function corpus(): Uint8Array[] {
  const suite = ['hostile', 'json-test-suite', 'test_parsing']
  const hostile = hasShared(...suite) ? readdirSync(sharedPath(...suite)).map(name => readShared(...suite, name)) : []
  return [...eventFixtures().map(({ bytes }) => bytes), ...hostile].filter(bytes => bytes.length > 0 && bytes.length < 20_000)
}

describe('the kernel and the simple reader agree on every column, reject and note', () => {
  it(`of ${MUTANTS.toLocaleString('en-US')} mutants of events (seed ${SEED})`, { timeout: 7_200_000 }, () => {
    const seeded = new SeededRandom(SEED)
    const random: Random = () => seeded.unit()
    const pieces = corpus()
    expect(pieces.length).toBeGreaterThan(20)
    let accepted = 0
    let ahead = 0
    for (let done = 0; done < MUTANTS; done += TOGETHER) {
      const texts = Array.from({ length: Math.min(TOGETHER, MUTANTS - done) }, () => {
        const original = random() < 0.9 ? Buffer.from(eventsText(random, random() < 0.1 ? 80 : 8)) : pick(random, pieces)
        return random() < 0.2 ? new Uint8Array(original) : mutate(random, original, pieces)
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
