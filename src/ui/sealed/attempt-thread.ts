import { CONNECTIONS, judge, type Outcome, WORKER_ONLY } from './attempts.ts'

/** One outcome of the worker's part of the self-test; `name` is the attempt's. */
export interface ThreadOutcome {
  readonly name: string
  readonly outcome: Outcome
}

// The page posts the address to try; every attempt is answered with its outcome, in order.
addEventListener('message', async ({ data }: MessageEvent<string>) => {
  for (const attempt of [...CONNECTIONS, ...WORKER_ONLY]) {
    const answer: ThreadOutcome = { name: attempt.name, outcome: await judge(attempt, data) }
    postMessage(answer)
  }
})
