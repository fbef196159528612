import type { QueryProgress } from '../../warehouse/warehouse.ts'
import { Button } from '../parts/Button.tsx'
import { Progress } from '../parts/Progress.tsx'
import { bytes, count } from '../words/numbers.ts'
import css from './AskingLine.module.css'

interface AskingLineProps {
  /** What is being asked, as “Adding up spend”. */
  readonly what: string
  readonly progress: QueryProgress | null
  readonly onCancel: () => void
}

/** What the server is busy with, how far it is, and the way to stop it. */
export function AskingLine({ what, progress, onCancel }: AskingLineProps) {
  return (
    <div className={css['line']}>
      <span className={css['words']}>
        {what}
        {progress === null ? '…' : `: ${progressWords(progress)}`}
      </span>
      <Progress label={what} done={progress?.rowsRead ?? 0} total={progress?.rowsToRead ?? 0} />
      <Button onClick={onCancel}>Cancel</Button>
    </div>
  )
}

function progressWords({ rowsRead, rowsToRead, bytesRead }: QueryProgress): string {
  return `${count(rowsRead)}${rowsToRead === null ? '' : ` of ${count(rowsToRead)}`} rows, ${bytes(bytesRead)} read`
}
