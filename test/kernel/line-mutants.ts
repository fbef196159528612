import { CARRIAGE_RETURN, CLOSE_BRACE, LINE_FEED, OPEN_BRACE, SPACE } from '../../src/intake/ascii.ts'
import { type JudgedRecord, judgedRecords } from './judged-lines.ts'
import { mutate, pick, type Random, record } from './mutants.ts'

/** A line of NDJSON and what it must give. */
export interface JudgedLine {
  readonly bytes: Buffer
  readonly records: readonly JudgedRecord[]
}

/** Longer bodies would only make it slow. */
const BODY_BYTES = 2_000

/** Records that lines are made of. */
export function linePool(random: Random, size: number): readonly Buffer[] {
  return Array.from({ length: size }, () => Buffer.from(record(random, '')))
}

/**
 * A line, mostly broken somewhere: a record of the pool with one change or a few, or with some foreign JSON (or what looks like it) as one more field.
 * A seventh of them is left whole, so that something is taken in.
 */
export function lineMutant(random: Random, pool: readonly Buffer[], others: readonly Uint8Array[]): JudgedLine {
  for (;;) {
    const bytes = asLine(changed(random, pick(random, pool), others))
    const records = judgedRecords(bytes)
    if (records !== null) return { bytes, records }
  }
}

/** The same of bytes from elsewhere; null when they mean nothing alone. */
export function judgedLine(body: Uint8Array): JudgedLine | null {
  const bytes = asLine(body)
  const records = judgedRecords(bytes)
  return records === null ? null : { bytes, records }
}

/** `original` with `body` as one more field. */
export function withField(original: Buffer, body: Uint8Array): Buffer {
  return Buffer.concat([original.subarray(0, original.lastIndexOf(CLOSE_BRACE)), Buffer.from(',"x":'), body, Buffer.from('}')])
}

function changed(random: Random, original: Buffer, others: readonly Uint8Array[]): Uint8Array {
  const fate = random()
  if (fate < 0.15) return original
  if (fate < 0.25) {
    const body = pick(random, others).subarray(0, BODY_BYTES)
    const whole = withField(original, body)
    return random() < 0.7 ? whole : mutate(random, whole, others, 1)
  }
  return mutate(random, original, others, fate < 0.8 ? 1 : 4)
}

/** Bytes as one line that begins a record: line breaks become spaces, and a brace is put in front where there is none. */
function asLine(bytes: Uint8Array): Buffer {
  const line = bytes[0] === OPEN_BRACE ? Buffer.from(bytes) : Buffer.concat([BRACE, bytes])
  for (const lineBreak of [LINE_FEED, CARRIAGE_RETURN]) {
    for (let at = line.indexOf(lineBreak); at >= 0; at = line.indexOf(lineBreak, at)) line[at] = SPACE
  }
  return line
}
const BRACE = Buffer.from('{')
