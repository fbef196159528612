import { BUSY, keepFailure, tooLittleRoom } from './failures.ts'
import type { Folder } from './folder.ts'
import { forgetKept, keepFiles, keptFiles } from './kept-files.ts'
import type { KeepAnswer, KeepFailure, KeepRequest } from './messages.ts'

/* The code of the thread that keeps: only workers may write straight into the browser's private files. One tab at a time does, whatever the others do. */

const FOLDER = 'worthwhile-kept'
const LOCK = 'worthwhile-kept'
const PROGRESS_MS = 100

self.onmessage = ({ data }: MessageEvent<KeepRequest>) => {
  void respond(data)
}

async function respond(request: KeepRequest): Promise<void> {
  try {
    // Looking is shared: a file that is being written is not looked at.
    const mode = request.kind === 'look' ? 'shared' : 'exclusive'
    post(await navigator.locks.request(LOCK, { mode, ifAvailable: true }, lock => (lock === null ? failed(BUSY) : answer(request))))
  } catch (error) {
    post(failed(keepFailure(error)))
  }
}

async function answer(request: KeepRequest): Promise<KeepAnswer> {
  const root = await navigator.storage.getDirectory()
  // `as`: TypeScript's library for pages does not know what handles can do in workers.
  const folder = (await root.getDirectoryHandle(FOLDER, { create: true })) as unknown as Folder
  switch (request.kind) {
    case 'look':
      return { kind: 'found', found: await keptFiles(folder) }
    case 'forget':
      await forgetKept(folder)
      return { kind: 'forgotten' }
    case 'keep': {
      const bytes = request.files.reduce((sum, { content }) => sum + content.size, 0)
      const { quota, usage } = await navigator.storage.estimate()
      if (quota !== undefined && usage !== undefined && bytes > quota - usage) return failed(tooLittleRoom(bytes, quota - usage))
      let next = 0
      await keepFiles(folder, request.files, request.keptAt, written => {
        if (performance.now() < next) return
        next = performance.now() + PROGRESS_MS
        post({ kind: 'progress', bytes: written })
      })
      return { kind: 'kept' }
    }
    default:
      return request satisfies never
  }
}

function failed(failure: KeepFailure): KeepAnswer {
  return { kind: 'failed', failure }
}

function post(message: KeepAnswer): void {
  self.postMessage(message)
}
