import { trustedCodeUrl } from '../worker/trusted.ts'
import { failureOf, type LongFile, type WriterAnswer } from './long-files.ts'

let address: Promise<string> | null = null

/**
 * A file that is written by a worker of its own, which ends with it: its code (1 MB, most of it SQLite) is loaded with the first, and all its memory is given back.
 *
 * @param transfer buffers of the content that nobody needs any more
 * @param told is told the share that has been written, from 0 to 1
 * @throws Error that says why there is no file and what to do
 */
export async function writtenInThread(
  content: LongFile,
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
        else if (data.kind === 'written') resolve(data.file)
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

async function loadCode(): Promise<string> {
  const { default: code } = await import('./writer-thread.ts?worker-text')
  return trustedCodeUrl(code)
}
