import type { KeepFailure } from '../../keep/messages.ts'
import type { Kept } from '../../store/kept.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Progress } from '../parts/Progress.tsx'
import { day } from '../words/dates.ts'
import { bytes, counted } from '../words/numbers.ts'
import css from './KeepOnDevice.module.css'

export interface KeepOnDeviceProps {
  readonly kept: Kept
  readonly failure: KeepFailure | null
  /** Size of the files behind what is shown; null when there are none, as of a sample. */
  readonly shownBytes: number | null
  /** Whether what is kept is what is shown. */
  readonly isShown: boolean
  readonly onKeep: () => void
  readonly onForget: () => void
}

/** The files can be kept in this browser, to be there after a reload. Nothing is, unless somebody asks for it here. */
export function KeepOnDevice({ kept, failure, shownBytes, isShown, onKeep, onForget }: KeepOnDeviceProps) {
  return (
    <section aria-labelledby="keep-title" className={css['keep']}>
      <h3 id="keep-title">On this device</h3>
      <p>{sentence(kept, shownBytes !== null)}</p>
      {failure === null ? null : (
        <Notice kind="caution" title={failure.message}>
          {failure.wayOut}
        </Notice>
      )}
      {kept.phase === 'keeping' ? <Progress label="Keeping the files" done={kept.bytes} total={kept.bytesTotal} /> : null}
      {kept.phase === 'keeping' || kept.phase === 'looking' ? null : (
        <div className={css['actions']}>
          {shownBytes === null || isShown ? null : (
            <Button onClick={onKeep}>
              {kept.phase === 'kept' ? 'Keep what is shown instead' : 'Keep on this device'} ({bytes(shownBytes)})
            </Button>
          )}
          {kept.phase === 'kept' ? (
            <Button kind="quiet" icon="trash" onClick={onForget}>
              Keep no longer
            </Button>
          ) : null}
        </div>
      )}
    </section>
  )
}

function sentence(kept: Kept, hasFiles: boolean): string {
  switch (kept.phase) {
    case 'nothing':
      return hasFiles
        ? 'Nothing is kept: when this tab is closed or reloaded, the data are gone from it, and your files are where they were. A copy of the files can be kept in this browser, for this page alone.'
        : 'Nothing is kept. There is no file behind what is shown that could be.'
    case 'looking':
      return 'Looking what is kept.'
    case 'keeping':
      return `Keeping ${bytes(kept.bytes)} of ${bytes(kept.bytesTotal)}.`
    case 'kept':
      return `A copy of ${filesWords(kept.paths)} (${bytes(kept.bytes)}) is kept in this browser since ${day(kept.keptAt)}, and opened again with this page. It takes up to twice that room, because the copy before it stays until a newer one is whole.`
    default:
      return kept satisfies never
  }
}

function filesWords(paths: readonly string[]): string {
  const [only] = paths
  return paths.length === 1 && only !== undefined ? `“${only}”` : counted(paths.length, 'file')
}
