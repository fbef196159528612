import { trustedCodeUrl } from '../../worker/trusted.ts'
import { type DatabaseContent, failureOf, type WriterAnswer } from './write.ts'

let address: Promise<string> | null = null

/**
 * A SQLite file, written by a worker of its own that ends with it: SQLite (0.9 MB of code) is loaded with the first one, and all its memory is given back.
 *
 * @param transfer buffers of the content that nobody needs any more
 * @param told is told the share that has been written, from 0 to 1
 * @throws Error that says why there is no file and what to do
 */
export async function databaseInThread(
  content: DatabaseContent,
  transfer: Transferable[] = [],
  told: (share: number) => void = () => {},
): Promise<Blob> {
  address ??= loadCode()
  let worker: Worker
  try {
    worker = new Worker(await address)
  } catch (error) {
    // Try the loading again next time: a chunk that could not be had once must not stay missing.
    address = null
    throw error
  }
  try {
    return await new Promise((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<WriterAnswer>) => {
        if (data.kind === 'progress') told(data.share)
        else if (data.kind === 'written') resolve(new Blob([data.bytes], { type: SQLITE_MIME }))
        else reject(new Error(data.message))
      })
      worker.addEventListener('error', ({ message }) => reject(new Error(failureOf(message || 'its thread stopped'))))
      worker.addEventListener('messageerror', () => reject(new Error(failureOf('its thread could not be understood'))))
      worker.postMessage(content, transfer)
    })
  } finally {
    worker.terminate()
  }
}

const SQLITE_MIME = 'application/vnd.sqlite3'

async function loadCode(): Promise<string> {
  const { default: code } = await import('./writer-thread.ts?worker-text')
  return trustedCodeUrl(code)
}
