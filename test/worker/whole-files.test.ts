import { gzipSync } from 'node:zlib'
import { expect, it, onTestFinished } from 'vitest'
import { SeededRandom } from '../../src/base/seeded-random.ts'
import program from '../../src/kernel/assembly/kernel.ts?program'
import { startKernel } from '../../src/kernel/kernel-dataset.ts'
import { PieceReader } from '../../src/kernel/piece-reader.ts'
import type { RecordsAhead } from '../../src/kernel/records-ahead.ts'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { Assistant, assist } from '../../src/worker/assistant.ts'
import { FileReading } from '../../src/worker/file-reading.ts'
import { fingerprint } from '../kernel/both-readings.ts'
import { mutate, pick, type Random, record } from '../kernel/mutants.ts'
import { eventsRead } from '../support/read-bytes.ts'

/** Each takes seconds. */
const FILES = Number(process.env['FILES'] ?? 6)
const SEED = Number(process.env['SEED'] ?? 20_170_106)
/** Some pieces of a MiB: with fewer nothing is read ahead, no buffer used again and no finder asked twice. */
const LEAST_BYTES = 3_500_000
const MOST_BYTES = 8_000_000

/** By turns. The first has no quote but one, which is never closed. */
const LAYOUTS: readonly ((records: readonly string[]) => string)[] = [
  records => withOpenQuote(table(records, '\n').replaceAll(/"[^"]*"/g, '')),
  records => `${records.join('\n')}\n`,
  records => `[${records.join(',')}]`,
  records => table(records, '\n'),
  records => `{"events": [${records.join(', ')}]}`,
  records => records.join('\r\n'),
  records => `[\n${records.join(',\n')}\n]`,
  records => `\ufeff${records.join('\n')}`,
  records => table(records, '\r\n'),
]

function withOpenQuote(text: string): string {
  const middle = text.indexOf(',NEW,', text.length / 2)
  return `${text.slice(0, middle)},"${text.slice(middle + 1)}`
}

function table(records: readonly string[], lineEnd: string): string {
  const names = ['type', 'verb', 'key', 'event_time', 'customer_id', 'total_amount', 'last_name']
  const rows = records.map(text => {
    // `as`: records that are no mutants are objects.
    const values = JSON.parse(text) as Readonly<Record<string, unknown>>
    return names.map(name => cell(values[name])).join(',')
  })
  return `${[names.join(','), ...rows].join(lineEnd)}${lineEnd}`
}

function cell(value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** What changes how all that follows is read. */
const SPOILERS = ['"', ',"', '\\', '{', '[', ']', '\n', '\r', '\0', 'é'].map(text => Buffer.from(text)).concat(Buffer.from([0xe9]))

/** A file of a few MB: mostly the same few thousand records again and again, changed in a place or not at all. */
function wholeFile(random: Random, layout: number): { readonly bytes: Uint8Array<ArrayBuffer>; readonly what: string } {
  const some = Array.from({ length: 3_000 }, () => record(random, ''))
  const bytes = LEAST_BYTES + random() * (MOST_BYTES - LEAST_BYTES)
  const records: string[] = []
  for (let length = 0; length < bytes; ) {
    const next = pick(random, some)
    records.push(next)
    length += next.length
  }
  let text: Uint8Array = Buffer.from(LAYOUTS[layout]?.(records) ?? '')
  const changes = pick(random, [0, 1, 3, 3])
  // Some of them near the end, where what is still to be read ahead runs out.
  for (let change = 0; change < changes; change++) {
    const at = Math.floor(text.length * (random() < 0.3 ? 0.999 : random()))
    const part = Buffer.from(text.subarray(at, at + 400))
    const changed = random() < 0.5 ? mutate(random, part, SPOILERS) : Buffer.concat([pick(random, SPOILERS), part])
    text = Buffer.concat([text.subarray(0, at), changed, text.subarray(at + 400)])
  }
  if (random() < 0.2) text = text.subarray(0, text.length - Math.floor(random() * 400))
  const packing = random() < 0.3 ? 'gzip' : 'plain'
  return {
    bytes: new Uint8Array(packing === 'gzip' ? gzipSync(text, { level: 1 }) : text),
    what: `layout ${layout}, ${changes} changes, ${packing}, ${text.length} bytes`,
  }
}

/** Pieces in which assistants have looked for records. */
let searched = 0

class CountingReader extends PieceReader {
  override read(...asked: Parameters<PieceReader['read']>): RecordsAhead {
    searched++
    return super.read(...asked)
  }
}

/** An assistant that has started, with as many finders. */
async function startedAssistant(finders: number): Promise<Assistant> {
  const { port1, port2 } = new MessageChannel()
  onTestFinished(() => port1.close())
  assist(port2, new CountingReader(program))
  const assistant = new Assistant(port1)
  await assistant.started
  for (let finder = 0; finder < finders; finder++) assistant.joinedBy(await startedAssistant(0))
  return assistant
}

/** As the app does with so many threads beside the one that takes in; null is without the kernel. */
async function read(bytes: Uint8Array<ArrayBuffer>, assistants: number | null): Promise<string> {
  const silent = { progress() {}, soFar() {} }
  const kernel = assistants === null ? null : startKernel(program, 7)
  const assistant = assistants === null || assistants === 0 ? null : await startedAssistant(assistants - 1)
  const files = [{ path: 'events', content: new Blob([bytes]) }]
  const reading = new FileReading(files, DEFAULT_DEFINITION, () => performance.now(), silent, kernel, assistant)
  const { dataset, problems } = eventsRead(await reading.run())
  return fingerprint([{ dataset, problems, asValues: 0 }])
}

it(`${FILES} files of several MB are read alike by one thread in TypeScript and by one to four with the kernel (seed ${SEED})`, {
  timeout: FILES * 120_000,
}, async () => {
  const seeded = new SeededRandom(SEED)
  const random: Random = () => seeded.unit()
  for (let file = 0; file < FILES; file++) {
    const { bytes, what } = wholeFile(random, file % LAYOUTS.length)
    const expected = await read(bytes, null)
    for (const assistants of [0, 1, 2, 3])
      expect(await read(bytes, assistants), `file ${file}: ${what}; ${assistants} assistants`).toBe(expected)
  }
  expect(searched).toBeGreaterThan(FILES)
})
