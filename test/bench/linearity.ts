import type { LinearityJob, LinearityTimes } from './linearity-worker.ts'
import { onPage, type Stage } from './stage.ts'

/** As many times as long may twice the bytes take, the noise of a busy machine included; four times would be quadratic. */
export const MOST_TIMES = 2.6
export const LINEARITY_BYTES = [4_000_000, 8_000_000] as const
const ROUNDS = 3

/** How long hostile texts take to read in a worker of a real browser, in two lengths. */
export function linearity(stage: Stage): Promise<readonly LinearityTimes[]> {
  const job: LinearityJob = { bytes: LINEARITY_BYTES, rounds: ROUNDS }
  return onPage(stage, async page => {
    await page.goto(stage.barePage.address)
    return page.evaluate(
      asked =>
        new Promise<readonly LinearityTimes[]>((resolve, reject) => {
          const worker = new Worker('linearity-worker.js', { type: 'module' })
          worker.onmessage = event => resolve(event.data)
          worker.onerror = event => reject(new Error(event.message))
          worker.postMessage(asked)
        }),
      job,
    )
  })
}
