import { trustedScriptUrl } from '../../worker/trusted.ts'
import type { ThreadOutcome } from './attempt-thread.ts'
import { CONNECTIONS, judge, type Outcome, PAGE_ONLY, WORKER_ONLY } from './attempts.ts'

/** One line of the self-test. */
export interface Trial {
  readonly from: 'page' | 'worker'
  readonly name: string
  /** Null until it has been tried. */
  readonly outcome: Outcome | null
}

/** A host that exists for examples and answers everyone (RFC 2606, kept by IANA), so an attempt that is not blocked does get through. */
export const DEFAULT_TARGET = 'https://example.com'

/** All that will be tried, in order. */
export const PLANNED: readonly Trial[] = [
  ...[...CONNECTIONS, ...PAGE_ONLY].map(({ name }): Trial => ({ from: 'page', name, outcome: null })),
  ...[...CONNECTIONS, ...WORKER_ONLY].map(({ name }): Trial => ({ from: 'worker', name, outcome: null })),
]

/**
 * Tries all planned ways to an address and reports each outcome as it comes. Nothing but the words “self-test” is sent if one gets through.
 * @param target http or https, an origin other than this page's
 * @throws when the worker cannot be started
 */
export async function runSelfTest(target: string, report: (trial: Trial) => void): Promise<void> {
  for (const attempt of [...CONNECTIONS, ...PAGE_ONLY]) report({ from: 'page', name: attempt.name, outcome: await judge(attempt, target) })
  await runInWorker(target, ({ name, outcome }) => report({ from: 'worker', name, outcome }))
}

/** The worker is started as the one that reads the files is: from text, so that it stands under the page's policy. */
async function runInWorker(target: string, report: (answer: ThreadOutcome) => void): Promise<void> {
  const { default: code } = await import('./attempt-thread.ts?worker-text')
  const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))
  const worker = new Worker(trustedScriptUrl(address))
  try {
    await new Promise<void>((resolve, reject) => {
      const awaited = new Set(PLANNED.filter(trial => trial.from === 'worker').map(trial => trial.name))
      worker.onerror = event => reject(new Error(event.message || 'the worker of the self-test did not start'))
      worker.onmessage = ({ data }: MessageEvent<ThreadOutcome>) => {
        report(data)
        awaited.delete(data.name)
        if (awaited.size === 0) resolve()
      }
      worker.postMessage(target)
    })
  } finally {
    worker.terminate()
    URL.revokeObjectURL(address)
  }
}

/** The address to try, tidied, or a sentence that says what is wrong with it. */
export function readTarget(text: string, ownOrigin: string): { readonly target: string } | { readonly error: string } {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    return { error: 'Expected a web address, for example https://example.com' }
  if (url.origin === ownOrigin) return { error: 'This is the page’s own host. Expected another one: reaching that is what must fail.' }
  return { target: url.origin }
}
