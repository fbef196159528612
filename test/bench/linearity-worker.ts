import program from '../../src/kernel/assembly/kernel.ts?program'
import { startKernel } from '../../src/kernel/kernel-dataset.ts'
import { startPieceReader } from '../../src/kernel/piece-reader.ts'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { Assistant, assist } from '../../src/worker/assistant.ts'
import { FileReading } from '../../src/worker/file-reading.ts'
import { ALL_HOSTILE_TEXTS } from './hostile-texts.ts'

/* Reads a hostile text in several lengths in a worker of the bare page, as the app's worker reads files. */

export interface LinearityJob {
  /** Number of the text among all. */
  readonly text: number
  readonly bytes: readonly number[]
  readonly rounds: number
}

/** For each length the milliseconds of each round; or what went wrong. */
export type LinearityAnswer = readonly (readonly number[])[] | string

self.onmessage = async ({ data }: MessageEvent<LinearityJob>) => {
  let answer: LinearityAnswer
  try {
    answer = await millisecondsFor(data)
  } catch (error) {
    answer = String(error)
  }
  self.postMessage(answer)
}

async function millisecondsFor({ text, bytes, rounds }: LinearityJob): Promise<readonly (readonly number[])[]> {
  const hostile = ALL_HOSTILE_TEXTS[text]
  if (hostile === undefined) throw new RangeError(`there is no text ${text} (expected 0 to ${ALL_HOSTILE_TEXTS.length - 1})`)
  const contents = bytes.map(length => new Blob([hostile.make(length)]))
  const milliseconds = bytes.map((): number[] => [])
  // In turn, so that a busy moment hits all lengths.
  for (let round = 0; round < rounds; round++)
    for (const [index, content] of contents.entries()) milliseconds[index]?.push(await millisecondsOf(content))
  return milliseconds
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
  const reading = new FileReading(files, DEFAULT_DEFINITION, () => performance.now(), listener, startKernel(program, 7), assistant)
  await reading.run()
  const end = performance.now()
  port1.close()
  return end - start
}
