import type { InputFile } from '../intake/byte-source.ts'
import { trustedScriptUrl } from '../worker/trusted.ts'
import { keepFailure } from './failures.ts'
import type { Found } from './kept-files.ts'
import type { KeepAnswer, KeepFailure, KeepRequest } from './messages.ts'

/** The page's end of keeping. Each call has a thread of its own, which ends with it; none rejects. */
export interface Keeping {
  look(): Promise<Found | KeepFailure>
  /** @param onBytes told how many bytes have been written so far, some ten times a second */
  keep(files: readonly InputFile[], keptAt: number, onBytes: (bytes: number) => void): Promise<KeepFailure | null>
  forget(): Promise<KeepFailure | null>
}

export const keeping: Keeping = {
  async look() {
    const answer = await ask({ kind: 'look' })
    return answer.kind === 'found' ? answer.found : failureOf(answer)
  },
  async keep(files, keptAt, onBytes) {
    const answer = await ask({ kind: 'keep', files, keptAt }, onBytes)
    return answer.kind === 'kept' ? null : failureOf(answer)
  },
  async forget() {
    const answer = await ask({ kind: 'forget' })
    return answer.kind === 'forgotten' ? null : failureOf(answer)
  },
}

async function ask(request: KeepRequest, onBytes: (bytes: number) => void = () => undefined): Promise<KeepAnswer> {
  let address: string | null = null
  let worker: Worker | null = null
  try {
    const { default: code } = await import('./keep-thread.ts?worker-text')
    address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))
    const started = new Worker(trustedScriptUrl(address))
    worker = started
    return await new Promise<KeepAnswer>((resolve, reject) => {
      started.onmessage = ({ data }: MessageEvent<KeepAnswer>) => {
        if (data.kind === 'progress') onBytes(data.bytes)
        else resolve(data)
      }
      started.onerror = event => reject(new Error(event.message || 'the thread stopped'))
      started.postMessage(request)
    })
  } catch (error) {
    return { kind: 'failed', failure: keepFailure(error) }
  } finally {
    worker?.terminate()
    if (address !== null) URL.revokeObjectURL(address)
  }
}

function failureOf(answer: KeepAnswer): KeepFailure {
  return answer.kind === 'failed' ? answer.failure : keepFailure(new Error(`the thread answered “${answer.kind}”`))
}
