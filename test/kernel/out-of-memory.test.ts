import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import asc from 'assemblyscript/asc'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { KernelDataset } from '../../src/kernel/kernel-dataset.ts'
import { PieceReader } from '../../src/kernel/piece-reader.ts'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { summary, topXSimpleLtvCustomers } from '../../src/ltv/index.ts'
import { Assistant, assist } from '../../src/worker/assistant.ts'
import { FileReading } from '../../src/worker/file-reading.ts'
import type { Progress } from '../../src/worker/protocol.ts'
import { type EventsRead, eventsRead } from '../support/read-bytes.ts'

/** Pages of 64 KiB: 8 MiB are room for some 30,000 orders. */
const MOST_PAGES = 128

/** The program, in a browser that gives it no more memory than that. */
let program: Uint8Array<ArrayBuffer>

beforeAll(async () => {
  const folder = resolve(import.meta.dirname, '../../src/kernel/assembly')
  let compiled: Uint8Array | string = ''
  const options = [
    'kernel.ts',
    '--outFile',
    'program.wasm',
    '-O1',
    '--runtime',
    'stub',
    '--noAssert',
    '--enable',
    'simd',
    '--use',
    'abort=',
  ]
  const { error, stderr } = await asc.main([...options, '--maximumMemory', String(MOST_PAGES)], {
    readFile: name => {
      try {
        return readFileSync(join(folder, name), 'utf8')
      } catch {
        return null
      }
    },
    writeFile: (_name, contents) => {
      compiled = contents
    },
    listFiles: () => [],
  })
  expect(error, stderr.toString()).toBeNull()
  program = new Uint8Array(compiled as unknown as Uint8Array)
}, 60_000)

function order(index: number): string {
  return `{"type":"ORDER","verb":"NEW","key":"order-${index}","event_time":"2024-01-06","customer_id":"customer-${index % 1_000}","total_amount":"${1 + (index % 7)}"}`
}

async function read(files: readonly string[], assistant: Assistant | null = null): Promise<EventsRead & { readonly last: Progress }> {
  const seen: Progress[] = []
  const reading = new FileReading(
    files.map((text, index) => ({ path: `${index}.ndjson`, content: new Blob([text]) })),
    DEFAULT_DEFINITION,
    () => performance.now(),
    { progress: progress => seen.push(progress), soFar: () => undefined },
    new KernelDataset(program, 7),
    assistant,
  )
  const outcome = await reading.run()
  const last = seen.at(-1)
  if (last === undefined) throw new Error('no progress was told')
  return { ...eventsRead(outcome), last }
}

async function startedAssistant(): Promise<Assistant> {
  const { port1, port2 } = new MessageChannel()
  onTestFinished(() => port1.close())
  assist(port2, new PieceReader(program))
  const started = new Assistant(port1)
  await started.started
  return started
}

describe('a file that the browser cannot hold', () => {
  const large = Array.from({ length: 60_000 }, (_, index) => order(index)).join('\n')

  it.each(['alone', 'with an assistant'])('is read as far as memory goes, and that is said and kept usable: %s', async how => {
    const { dataset, problems, last } = await read([large, order(1)], how === 'alone' ? null : await startedAssistant())
    const { read: records, accepted } = summary(dataset)
    expect(accepted).toBeGreaterThan(5_000)
    expect(accepted).toBeLessThan(60_000)
    expect(records).toBe(accepted)
    expect(dataset.rows.length).toBe(accepted)
    expect(dataset.orders.length).toBe(accepted)
    expect(last.events).toBe(accepted)
    expect(problems).toEqual([
      {
        code: 'too-large',
        file: '0.ndjson',
        message: `It was read until record ${accepted.toLocaleString('en-US')} of all: this browser cannot hold more.`,
        wayOut: 'What was read is shown. Split the files, or count them in a data warehouse.',
      },
    ])
    const [best] = topXSimpleLtvCustomers(1, dataset)
    const spent = Array.from({ length: accepted }, (_, index) => index).filter(index => `customer-${index % 1_000}` === best?.customer_id)
    expect(best?.orders).toBe(spent.length)
    expect(best?.revenue).toBe(spent.reduce((sum, index) => sum + 1 + (index % 7), 0))
  })
})
