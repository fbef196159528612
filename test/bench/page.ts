import type { Reading } from './reading.ts'

/* The bare page: a field for the file, and a worker with the contestant that the address names. */

export interface TimedReading extends Reading {
  readonly milliseconds: number
}

declare global {
  /** Resolves when the worker is ready to be given the file. */
  var ready: Promise<void>
  /** Starts the clock, hands the chosen file over, and resolves when the answer is here. */
  var compete: () => Promise<TimedReading>
}

const worker = new Worker(`${location.hash.slice(1)}.js`, { type: 'module' })

const answer = (): Promise<unknown> =>
  new Promise((resolve, reject) => {
    worker.onmessage = event => resolve(event.data)
    worker.onerror = event => reject(new Error(event.message))
  })

globalThis.ready = answer().then(() => undefined)

globalThis.compete = async () => {
  const file = document.querySelector('input')?.files?.[0]
  const start = performance.now()
  worker.postMessage(file)
  const reading = await answer()
  if (typeof reading === 'string') throw new Error(reading)
  // `as`: what `contest` posts, if it is not a sentence.
  return { ...(reading as Reading), milliseconds: performance.now() - start }
}
