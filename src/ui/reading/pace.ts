import type { Progress } from '../../worker/protocol.ts'
import { bytes, duration } from '../words/numbers.ts'

/** Before this much time or data, speed says more about starting up than about reading. */
const SETTLED_MS = 300

/** Speed and time left in words, or null while it is too early to tell. The average so far is used: it does not jump about. */
export function pace(
  progress: Pick<Progress, 'bytesRead' | 'bytesTotal' | 'elapsedMs'>,
): { readonly speed: string; readonly left: string } | null {
  if (progress.elapsedMs < SETTLED_MS || progress.bytesRead <= 0) return null
  const bytesPerMs = progress.bytesRead / progress.elapsedMs
  const leftMs = Math.max(0, progress.bytesTotal - progress.bytesRead) / bytesPerMs
  return { speed: `${bytes(bytesPerMs * 1000)}/s`, left: leftMs === 0 ? 'finishing' : `about ${duration(leftMs).replace('under a', 'a')}` }
}
