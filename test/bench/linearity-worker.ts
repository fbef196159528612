import program from '../../src/kernel/assembly/kernel.ts?program'
import { startKernel } from '../../src/kernel/kernel-dataset.ts'
import { startPieceReader } from '../../src/kernel/piece-reader.ts'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { Assistant, assist } from '../../src/worker/assistant.ts'
import { FileReading } from '../../src/worker/file-reading.ts'
import { HOSTILE_TEXTS, LARGE_HOSTILE_TEXTS } from './hostile-texts.ts'

/* Reads one hostile text after the other in a worker of the bare page, each in several lengths, as the app's worker reads files. */

export interface LinearityJob {
  readonly bytes: readonly number[]
  readonly rounds: number
}

export interface LinearityTimes {
  readonly what: string
  /** For each length the milliseconds of each round. */
  readonly milliseconds: readonly (readonly number[])[]
}

self.onmessage = async ({ data: { bytes, rounds } }: MessageEvent<LinearityJob>) => {
  const all: LinearityTimes[] = []
  for (const { what, make } of [...HOSTILE_TEXTS, ...LARGE_HOSTILE_TEXTS]) {
    const contents = bytes.map(length => new Blob([make(length)]))
    const milliseconds = bytes.map((): number[] => [])
    // In turn, so that a busy moment hits all lengths.
    for (let round = 0; round < rounds; round++)
      for (const [index, content] of contents.entries()) milliseconds[index]?.push(await millisecondsOf(content))
    all.push({ what, milliseconds })
  }
  self.postMessage(all)
}

async function millisecondsOf(content: Blob): Promise<number> {
  const { port1, port2 } = new MessageChannel()
  const assistant = new Assistant(port1)
  assist(port2, startPieceReader(program))
  await assistant.started
  const files = [{ path: 'hostile', content }]
  const listener = { progress: () => {}, soFar: () => {} }
  const start = performance.now()
  // On the same thread, so that the work of reading ahead counts.
  const reading = new FileReading(files, DEFAULT_DEFINITION, () => performance.now(), listener, startKernel(program), [assistant])
  await reading.run()
  const end = performance.now()
  port1.close()
  return end - start
}
