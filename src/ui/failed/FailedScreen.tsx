import { useState } from 'react'
import type { Problem } from '../../base/problems.ts'
import type { ColumnMapping } from '../../clv/column-mapping.ts'
import type { Session } from '../../store/session.ts'
import { Button } from '../parts/Button.tsx'
import { classes } from '../parts/classes.ts'
import { Icon } from '../parts/Icon.tsx'
import { FileButtons } from '../start/FileButtons.tsx'
import type { Gathered } from '../start/gather-files.ts'
import { count } from '../words/numbers.ts'
import { ColumnForm } from './ColumnForm.tsx'
import { DateOrderForm } from './DateOrderForm.tsx'
import css from './FailedScreen.module.css'
import { ProblemList } from './ProblemList.tsx'

interface FailedScreenProps {
  readonly session: Extract<Session, { phase: 'failed' }>
  readonly onGathered: (gathered: Gathered) => void
  readonly onPaste: () => void
  readonly onBack: () => void
  /** Somebody has said what the columns of a table mean, or which date is meant. */
  readonly onMap: (header: string, mapping: ColumnMapping) => void
  readonly onDateOrder: (header: string, order: 'day-first' | 'month-first') => void
  /** Of how many tables it is remembered what somebody said of them. */
  readonly rememberedTables: number
  readonly onAskAgain: () => void
  /** Shows the rejects, when records were read but every one was left out. */
  readonly onRejects: () => void
}

/** More problems than this are shown when asked for, so that the ways out stay in sight. */
const LISTED_PROBLEMS = 8

/** Nothing could be read: what was found instead, the way out of it, and the way back. */
export function FailedScreen(props: FailedScreenProps) {
  const { session, rememberedTables, onGathered, onPaste, onMap, onDateOrder, onAskAgain, onBack, onRejects } = props
  const { problems, previous, rejected } = session
  const [listed, setListed] = useState(LISTED_PROBLEMS)
  // A date that can be read in two ways is nobody's failure: the page asks, and then reads on.
  const isQuestion = problems.length > 0 && problems.every(({ dates }) => dates !== undefined)
  const isAsking = problems.some(({ dates, table }) => dates !== undefined || table?.header !== undefined)
  // A table whose columns can be said is one answer away: what else it could have been stands below the question.
  const isMappable = problems.some(({ table }) => table?.header !== undefined)
  const forms = problems.slice(0, listed).map(({ file, table, dates }) => {
    if (dates !== undefined) return <DateOrderForm key={dates.header} dates={dates} onOrder={order => onDateOrder(dates.header, order)} />
    const header = table?.header
    if (table === undefined || header === undefined) return null
    return (
      <section key={`${file} ${header}`} aria-label={`Columns of ${file ?? 'the text'}`} className={css['columns']}>
        <ColumnForm table={table} onMap={mapping => onMap(header, mapping)} />
      </section>
    )
  })
  return (
    <div className={css['failed']}>
      <h1>{isQuestion ? 'Which comes first in these dates, the day or the month?' : failureTitle(problems)}</h1>
      {previous === null ? null : <p className={css['kept']}>The data shown before ({previous.label}) is as it was.</p>}
      {isMappable ? forms : null}
      <section className={classes(css['card'], isQuestion && css['question'])} aria-label="What was found">
        <Icon name={isQuestion ? 'info' : 'warning'} size={18} />
        <div>
          <ProblemList problems={problems.slice(0, listed)} />
          {listed < problems.length ? (
            <Button kind="link" onClick={() => setListed(problems.length)}>
              Show all {count(problems.length)}
            </Button>
          ) : null}
        </div>
      </section>
      {isMappable ? null : forms}
      {rejected === null ? null : (
        <p>
          <Button kind="link" onClick={onRejects}>
            See which and why
          </Button>
        </p>
      )}
      {rejected === null || rememberedTables === 0 ? null : (
        <p>
          What you said of columns and dates before was used here. If a choice was wrong,{' '}
          <Button kind="link" onClick={onAskAgain}>
            choose again
          </Button>
          .
        </p>
      )}
      <div className={css['actions']}>
        {previous === null ? null : (
          <Button kind="primary" icon="back" onClick={onBack}>
            Back to {previous.label}
          </Button>
        )}
        <FileButtons
          filesLabel="Choose other files"
          filesKind={previous === null && !isAsking ? 'primary' : 'plain'}
          onGathered={onGathered}
        />
        <Button icon="paste" onClick={onPaste}>
          Paste text
        </Button>
        {previous === null ? <Button onClick={onBack}>Back to the start</Button> : null}
      </div>
    </div>
  )
}

function failureTitle(problems: readonly Problem[]): string {
  const files = problems.filter(problem => problem.file !== null).length
  if (problems.length > 0 && problems.every(({ code }) => code === 'several-kinds')) return 'These files cannot be read together.'
  return files > 1
    ? `None of the ${files} files could be read as events, orders or tables of stores.`
    : 'This could not be read as events, orders or tables of stores.'
}
