import { trustedCodeUrl } from './trusted.ts'

/** Code of threads by its address, which is had with the first of them. */
class ThreadCode {
  readonly #load: () => Promise<{ readonly default: string }>
  #address: Promise<string> | null = null

  constructor(load: () => Promise<{ readonly default: string }>) {
    this.#load = load
  }

  /** @throws when the chunk cannot be loaded or the browser refuses to start a worker */
  async start(): Promise<Worker> {
    this.#address ??= this.#loadCode()
    try {
      return new Worker(await this.#address)
    } catch (error) {
      // Try the loading again next time: a chunk that could not be had once must not stay missing.
      this.#address = null
      throw error
    }
  }

  async #loadCode(): Promise<string> {
    const { default: code } = await this.#load()
    return trustedCodeUrl(code)
  }
}

const reader = new ThreadCode(() => import('./thread.ts?worker-text'))
const workbooks = new ThreadCode(() => import('./workbook-thread.ts?worker-text'))

/**
 * A fresh reading thread. Its code is text that is started from a blob: address, because only such workers inherit the page's policy
 * and with it the promise that nothing leaves. The text is a chunk of its own, loaded with the first worker (or from the offline cache).
 * Costs 60–180 ms; nothing is posted before it is ready, as messages wait.
 * @throws when the chunk cannot be loaded or the browser refuses to start a worker
 */
export function startWorker(): Promise<Worker> {
  return reader.start()
}

/** A fresh thread that takes workbooks apart, started in the same way from a chunk that is loaded with the first workbook. */
export function startWorkbookThread(): Promise<Worker> {
  return workbooks.start()
}
