import { trustedCodeUrl } from './trusted.ts'

let address: Promise<string> | null = null

/**
 * A fresh reading thread. Its code is text that is started from a blob: address, because only such workers inherit the page's policy
 * and with it the promise that nothing leaves. The text is a chunk of its own, loaded with the first worker (or from the offline cache).
 * Costs 60–180 ms; nothing is posted before it is ready, as messages wait.
 * @throws when the chunk cannot be loaded or the browser refuses to start a worker
 */
export async function startWorker(): Promise<Worker> {
  address ??= loadCode()
  try {
    return new Worker(await address)
  } catch (error) {
    // Try the loading again next time: a chunk that could not be had once must not stay missing.
    address = null
    throw error
  }
}

async function loadCode(): Promise<string> {
  const { default: code } = await import('./thread.ts?worker-text')
  return trustedCodeUrl(code)
}
