import { useVirtualizer } from '@tanstack/react-virtual'
import { useId, useRef, useState } from 'react'
import type { LeftOut, Reject } from '../../base/rejects.ts'
import { Button } from '../parts/Button.tsx'
import { classes } from '../parts/classes.ts'
import { focusFirst } from '../parts/focus-first.ts'
import { count, counted } from '../words/numbers.ts'
import css from './RejectList.module.css'

export type RejectFormat = 'csv' | 'ndjson'

interface RejectListProps {
  readonly summary: Pick<LeftOut, 'files' | 'rejected' | 'rejectedByReason' | 'rejects'>
  /** Takes the focus when it appears, and with it into sight. */
  readonly focused: boolean
  readonly onSave: (format: RejectFormat) => void
}

/** What was left out: how many for each reason, and each one with its place, what is wrong and its text. */
export function RejectList({ summary, focused, onSave }: RejectListProps) {
  const titleId = useId()
  const [reason, setReason] = useState<string | null>(null)
  const { rejected, rejects, rejectedByReason } = summary
  const shown = reason === null ? rejects : rejects.filter(reject => reject.reason === reason)
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} tabIndex={-1} ref={focused ? focusFirst : undefined} className={css['title']}>
        {rejected === 0 ? 'Nothing was left out' : `${counted(rejected, 'record was', 'records were')} left out`}
      </h3>
      {rejected === 0 ? (
        <p className={css['quiet']}>Every record that was read could be used.</p>
      ) : (
        <>
          <fieldset className={css['reasons']}>
            <legend className="visually-hidden">Show those with reason</legend>
            <ReasonButton label="All reasons" amount={rejected} pressed={reason === null} onPress={() => setReason(null)} />
            {rejectedByReason.map(entry => (
              <ReasonButton
                key={entry.reason}
                label={entry.reason}
                amount={entry.count}
                pressed={reason === entry.reason}
                onPress={() => setReason(entry.reason)}
              />
            ))}
          </fieldset>
          <RejectRows key={reason} rejects={shown} fileNames={summary.files.map(file => file.name)} />
          <div className={css['after']}>
            {rejects.length < rejected ? <span>The first {count(rejects.length)} are listed and saved; all are counted.</span> : null}
            <span className={css['save']}>
              <Button icon="download" onClick={() => onSave('csv')}>
                Download as CSV
              </Button>
              <Button icon="download" onClick={() => onSave('ndjson')}>
                Download as NDJSON
              </Button>
            </span>
          </div>
        </>
      )}
    </section>
  )
}

interface ReasonButtonProps {
  readonly label: string
  readonly amount: number
  readonly pressed: boolean
  readonly onPress: () => void
}

function ReasonButton({ label, amount, pressed, onPress }: ReasonButtonProps) {
  return (
    <button type="button" className={classes(css['reason'], pressed && css['pressed'])} aria-pressed={pressed} onClick={onPress}>
      {label} <b>{count(amount)}</b>
    </button>
  )
}

interface RejectRowsProps {
  readonly rejects: readonly Reject[]
  readonly fileNames: readonly string[]
}

const ESTIMATED_ROW_PX = 92

/** Up to 10,000 rows of uneven height: only those in sight exist. */
function RejectRows({ rejects, fileNames }: RejectRowsProps) {
  const scroller = useRef<HTMLElement>(null)
  const rows = useVirtualizer({
    count: rejects.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ESTIMATED_ROW_PX,
    overscan: 6,
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={scroller} className={css['scroller']} tabIndex={0} aria-label="Records with their places">
      <ol className={css['rows']} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(row => {
          const reject = rejects[row.index]
          return reject === undefined ? null : (
            <li
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              aria-setsize={rejects.length}
              aria-posinset={row.index + 1}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <RejectRow reject={reject} file={fileNames[reject.file] ?? 'event'} />
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function RejectRow({ reject, file }: { readonly reject: Reject; readonly file: string }) {
  return (
    <>
      <p className={css['place']}>
        <b>{reject.reason}</b>
        <span>
          {file} · line {count(reject.line)} · byte {count(reject.byte)}
          {reject.field === null ? '' : ` · ${reject.field}`}
        </span>
      </p>
      <p>{reject.message}</p>
      {reject.raw === '' ? null : <pre>{reject.raw}</pre>}
    </>
  )
}
