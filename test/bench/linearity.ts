import { ALL_HOSTILE_TEXTS } from './hostile-texts.ts'
import type { LinearityAnswer, LinearityJob } from './linearity-worker.ts'
import { onPage, type Stage } from './stage.ts'

export interface LinearityTimes {
  readonly what: string
  /** For each length the milliseconds of each round. */
  readonly milliseconds: readonly (readonly number[])[]
}

/** As many times as long may twice the bytes take, the noise of a busy machine included; four times would be quadratic. */
export const MOST_TIMES = 2.6
export const LINEARITY_BYTES = [4_000_000, 8_000_000] as const
const ROUNDS = 3

/** How long hostile texts take to read in a worker of a real browser, in two lengths. */
export async function linearity(stage: Stage): Promise<readonly LinearityTimes[]> {
  const all: LinearityTimes[] = []
  for (const [text, { what }] of ALL_HOSTILE_TEXTS.entries()) {
    const milliseconds = await timesOf({ text, bytes: LINEARITY_BYTES, rounds: ROUNDS }, stage)
    if (typeof milliseconds === 'string') throw new Error(`${what} could not be read: ${milliseconds}`)
    all.push({ what, milliseconds })
    console.log(`  ${what}: ${milliseconds.map(values => values.map(Math.round).join(' ')).join(' and ')} ms`)
  }
  return all
}

function timesOf(job: LinearityJob, stage: Stage): Promise<LinearityAnswer> {
  return onPage(stage, async page => {
    await page.goto(stage.barePage.address)
    return page.evaluate(
      asked =>
        new Promise<LinearityAnswer>((resolve, reject) => {
          const worker = new Worker('linearity-worker.js', { type: 'module' })
          worker.onmessage = event => resolve(event.data)
          worker.onerror = event => reject(new Error(event.message))
          worker.postMessage(asked)
        }),
      job,
    )
  })
}
