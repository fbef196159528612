import type { QueryProgress } from '../../warehouse/warehouse.ts'
import { Button } from '../parts/Button.tsx'
import { Progress } from '../parts/Progress.tsx'
import { bytes, count } from '../words/numbers.ts'
import css from './AskingLine.module.css'
import type { Open } from './use-answer.ts'

interface AskingLineProps {
  /** What is being asked, as “Adding up spend”. */
  readonly what: string
  readonly open: Open
  readonly onCancel: () => void
}

/** What the server is busy with, how far it is, and the way to stop it. */
export function AskingLine({ what, open: { progress, isStopping }, onCancel }: AskingLineProps) {
  return (
    <div className={css['line']}>
      <span className={css['words']}>
        {isStopping ? 'Stopping the query on the server…' : progress === null ? `${what}…` : `${what}: ${progressWords(progress)}`}
      </span>
      <Progress label={what} done={progress?.rowsRead ?? 0} total={progress?.rowsToRead ?? 0} />
      <Button onClick={onCancel} disabled={isStopping}>
        Cancel
      </Button>
    </div>
  )
}

function progressWords({ rowsRead, rowsToRead, bytesRead }: QueryProgress): string {
  return `${count(rowsRead)}${rowsToRead === null ? '' : ` of ${count(rowsToRead)}`} rows, ${bytes(bytesRead)} read`
}
