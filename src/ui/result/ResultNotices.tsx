import type { NoteCode } from '../../base/notes.ts'
import type { LoadedCustomers } from '../../store/session.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { weeksOnly } from '../words/weeks-only.ts'
import { leftOut } from './left-out.ts'
import css from './ResultNotices.module.css'
import { SetAside } from './SetAside.tsx'

/** Notes that bear on the figures so much that they belong beside them; the others wait in the data sheet. */
const GRAVE_NOTES: readonly NoteCode[] = ['outlying-dates', 'ends-early', 'suspected-totals', 'cut-ids', 'unknown-states']

interface ResultNoticesProps {
  readonly loaded: LoadedCustomers
  /** Parts of the link that mean nothing. */
  readonly notUnderstood: readonly string[]
  /** Why another definition is in force than was asked for; null when it is not. */
  readonly unanswered: string | null
  readonly onSeeRejects: () => void
  readonly onDownloadRejects: () => void
  readonly onSeeData: () => void
  readonly onChooseCurrency: (currency: string) => void
  /** Reads the files again, and asks what their columns and dates mean. */
  readonly onAskAgain: () => void
}

/** What was left out or set aside, and what the figures rest on. */
export function ResultNotices(props: ResultNoticesProps) {
  const { loaded, notUnderstood, unanswered, onSeeRejects, onDownloadRejects, onSeeData, onChooseCurrency, onAskAgain } = props
  const { summary, ranking } = loaded
  const left = leftOut(summary)
  const rollup = weeksOnly(summary)
  const grave = summary.notes.filter(note => GRAVE_NOTES.includes(note.code))
  const told = summary.notes.find(({ code }) => code === 'as-told')
  const aside = ranking.facts.ordersSetAside
  const isQuiet = left === null && grave.length === 0 && aside === 0 && told === undefined && notUnderstood.length === 0
  if (isQuiet && rollup === null) return null
  return (
    <div className={css['notices']}>
      {notUnderstood.length === 0 ? null : (
        <Notice kind="caution">
          The link says “{notUnderstood.join('&')}”, which means nothing here and was left out: the figures may not be those of whoever sent
          it. What they rest on is said above.
        </Notice>
      )}
      {unanswered === null ? null : (
        <Notice kind="caution" title="This data cannot answer the definition as it stood. The nearest one is in force, as said above.">
          {unanswered}
        </Notice>
      )}
      {rollup === null ? null : <Notice>{rollup}</Notice>}
      {left === null ? null : (
        <Notice>
          {left}{' '}
          <Button kind="link" onClick={onSeeRejects}>
            See them
          </Button>
          <span data-print="no"> · </span>
          <Button kind="link" onClick={onDownloadRejects}>
            Download them
          </Button>
        </Notice>
      )}
      <SetAside facts={ranking.facts} currency={ranking.currency} onChooseCurrency={onChooseCurrency} />
      {told === undefined ? null : (
        <Notice>
          {told.message}{' '}
          <Button kind="link" onClick={onAskAgain}>
            Choose again
          </Button>
        </Notice>
      )}
      {grave.map(note => (
        <Notice key={note.code} kind="caution">
          {note.message}{' '}
          <Button kind="link" onClick={onSeeData}>
            About this data
          </Button>
        </Notice>
      ))}
    </div>
  )
}
