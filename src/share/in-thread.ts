import { trustedCodeUrl } from '../worker/trusted.ts'
import { failureOf, type LongFile, type WriterAnswer } from './long-files.ts'
import type { Table } from './table.ts'
import { headOf, sendRows } from './table-rows.ts'
import type { PackedFormat, TableMessage } from './table-thread.ts'
import { partOf, type Work } from './work.ts'

/*
 * Files that are written by a worker of their own, which ends with them: its code is loaded with the first, and all its memory is given back.
 * Each is ended at once when the work is stopped. Errors say why there is no file and what to do.
 */

const WRITER = codeOf(() => import('./writer-thread.ts?worker-text'))
const PACKER = codeOf(() => import('./table-thread.ts?worker-text'))

/** @param transfer buffers of the content that nobody needs any more */
export function writtenInThread(content: LongFile, transfer: Transferable[], work: Work): Promise<Blob> {
  return inWorker(WRITER, work, worker => worker.postMessage(content, transfer))
}

/** Of the work, what goes into reading the rows off, which the page does itself, in turns. */
const READING_SHARE = 0.6

/** A table in a format that is packed: what takes long is the packing. */
export function packedInThread(table: Table, format: PackedFormat, work: Work): Promise<Blob> {
  return inWorker(PACKER, partOf(work, READING_SHARE, 1), async worker => {
    const send = (message: TableMessage): void => worker.postMessage(message)
    send({ kind: 'table', format, head: headOf(table) })
    await sendRows(table, partOf(work, 0, READING_SHARE), batch => send({ kind: 'rows', batch }))
    send({ kind: 'end' })
  })
}

async function inWorker(code: () => Promise<string>, work: Work, begin: (worker: Worker) => void | Promise<void>): Promise<Blob> {
  const worker = new Worker(await code())
  let stop = (): void => {}
  try {
    return await new Promise((resolve, reject) => {
      stop = () => reject(work.signal.reason)
      work.signal.addEventListener('abort', stop)
      worker.addEventListener('message', ({ data }: MessageEvent<WriterAnswer>) => {
        if (data.kind === 'progress') work.told(data.share)
        else if (data.kind === 'written') resolve(data.file)
        else reject(new Error(data.message))
      })
      worker.addEventListener('error', ({ message }) => reject(new Error(failureOf(message || 'its thread stopped'))))
      worker.addEventListener('messageerror', () => reject(new Error(failureOf('its thread could not be understood'))))
      work.signal.throwIfAborted()
      Promise.resolve(begin(worker)).catch(reject)
    })
  } finally {
    work.signal.removeEventListener('abort', stop)
    worker.terminate()
  }
}

/** The address of a worker's code, loaded once; tried again after a failure: a chunk that could not be had once must not stay missing. */
function codeOf(load: () => Promise<{ readonly default: string }>): () => Promise<string> {
  let address: Promise<string> | null = null
  return async () => {
    address ??= load().then(({ default: code }) => trustedCodeUrl(code))
    try {
      return await address
    } catch (error) {
      address = null
      throw error
    }
  }
}
