import { OPEN_BRACE } from '../../src/intake/ascii.ts'
import type { JsonShape } from '../../src/intake/json/json-shape.ts'
import type { RecordHabit } from '../../src/kernel/records-ahead.ts'
import type { Dataset } from '../../src/ltv/index.ts'
import { fingerprint } from './both-readings.ts'
import { ExpectedColumns } from './expected-columns.ts'
import { type JsonText, readAhead, readByKernel, readSimply } from './json-readings.ts'
import type { JudgedLine } from './line-mutants.ts'

/** How lines are put together and cut. */
export interface Cut {
  readonly lineEnd: '\n' | '\r\n' | '\r'
  /** Pieces of the whole that are read ahead. */
  readonly pieces: number
  /** Of the lines, how many are also read in chunks of 1 byte and of 7, which takes long. */
  readonly finely: number
  /** In which other way the whole is read. */
  readonly way: Way
}

export const WAYS = ['without the kernel', 'in chunks of 64 KiB', 'ahead in pieces'] as const
export type Way = (typeof WAYS)[number]

const NDJSON: JsonShape = { format: 'NDJSON', reason: 'is taken for it', lineOpener: OPEN_BRACE, outermost: 'records', wrappers: 0 }
const HABIT: RecordHabit = { kind: 'json', inArray: false, ownLines: true, opener: Buffer.from('{"type":') }
const WHOLE = 1 << 24
/** Ends a broken line in front of it, whatever that was. */
const LAST_LINE = Buffer.from('{}')

/** The first thing in which a reading of the lines as one text differs from what they must give, or from another reading; null when there is none. */
export function differenceIn(lines: readonly JudgedLine[], cut: Cut): string | null {
  const text = textOf(lines, cut.lineEnd)
  const kernel = readByKernel([text], WHOLE)
  const difference = expectedOf(lines, cut.lineEnd).differenceTo(kernel)
  if (difference !== null) return difference
  if (printOf(readIn(cut.way, text, cut.pieces)) !== printOf(kernel)) return `the text reads differently ${cut.way}`
  const some = textOf(lines.slice(0, cut.finely), cut.lineEnd)
  const coarse = printOf(readByKernel([some], WHOLE))
  for (const chunkBytes of [1, 7]) {
    if (printOf(readByKernel([some], chunkBytes)) !== coarse) return `the text reads differently in chunks of ${chunkBytes} bytes`
    if (printOf(readAhead([some], chunkBytes, HABIT).dataset) !== coarse)
      return `the text reads differently when pieces of ${chunkBytes} bytes are read ahead`
  }
  return null
}

function readIn(way: Way, text: JsonText, pieces: number): Dataset {
  switch (way) {
    case 'without the kernel':
      return readSimply([text], WHOLE)
    case 'in chunks of 64 KiB':
      return readByKernel([text], 65_536)
    case 'ahead in pieces':
      return readAhead([text], Math.ceil(text.bytes.length / pieces), HABIT).dataset
    default:
      return way satisfies never
  }
}

/** The fewest lines in which there is a difference that halving those that have one comes down to, and what differs, for people to read. */
export function smallestDifferent(lines: readonly JudgedLine[], cut: Cut): string {
  let [different, found] = [lines, differenceIn(lines, cut)]
  for (;;) {
    const middle = different.length >> 1
    const halves = [different.slice(0, middle), different.slice(middle)].filter(half => half.length > 0 && half.length < different.length)
    const half = halves.find(each => differenceIn(each, { ...cut, finely: each.length }) !== null)
    if (half === undefined) break
    different = half
    found = differenceIn(half, { ...cut, finely: half.length })
  }
  const shown = different
    .slice(0, 5)
    .map(({ bytes, records }) => `${JSON.stringify(bytes.toString('latin1'))} must give ${shownRecords(records)}`)
  return [`${different.length} lines that end in ${JSON.stringify(cut.lineEnd)}: ${found}`, ...shown].join('\n')
}

function shownRecords(records: JudgedLine['records']): string {
  return JSON.stringify(records, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
}

function printOf(dataset: Dataset): string {
  return fingerprint([{ dataset, problems: [], asValues: 0 }])
}

function textOf(lines: readonly JudgedLine[], lineEnd: string): JsonText {
  const end = Buffer.from(lineEnd)
  return { bytes: new Uint8Array(Buffer.concat([...lines.flatMap(({ bytes }) => [bytes, end]), LAST_LINE])), shape: NDJSON }
}

function expectedOf(lines: readonly JudgedLine[], lineEnd: string): ExpectedColumns {
  const expected = new ExpectedColumns()
  let start = 0
  for (const [index, { bytes, records }] of lines.entries()) {
    for (const { byte, verdict } of records) {
      if ('event' in verdict) expected.accept(verdict.event, start + byte, index + 1)
      else expected.reject(verdict.reject, start + byte, index + 1)
    }
    start += bytes.length + lineEnd.length
  }
  expected.reject({ reason: 'missing type', field: 'type' }, start, lines.length + 1)
  return expected
}
