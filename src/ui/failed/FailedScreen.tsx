import { useState } from 'react'
import type { Session } from '../../store/session.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { FileButtons } from '../start/FileButtons.tsx'
import type { Gathered } from '../start/gather-files.ts'
import { count, counted } from '../words/numbers.ts'
import css from './FailedScreen.module.css'
import { ProblemList } from './ProblemList.tsx'

interface FailedScreenProps {
  readonly session: Extract<Session, { phase: 'failed' }>
  readonly onGathered: (gathered: Gathered) => void
  readonly onPaste: () => void
  readonly onBack: () => void
  /** Shows the rejects, when records were read but every one was left out. */
  readonly onRejects: () => void
}

/** More problems than this are shown when asked for, so that the ways out stay in sight. */
const LISTED_PROBLEMS = 8

/** Nothing could be read: what was found instead, the way out of it, and the way back. */
export function FailedScreen({ session, onGathered, onPaste, onBack, onRejects }: FailedScreenProps) {
  const { problems, previous, rejected } = session
  const [listed, setListed] = useState(LISTED_PROBLEMS)
  const files = problems.filter(problem => problem.file !== null).length
  return (
    <div className={css['failed']}>
      <h1>{files > 1 ? `None of the ${files} files could be read as events.` : 'This could not be read as events.'}</h1>
      {previous === null ? null : <p className={css['kept']}>The data shown before ({previous.label}) is as it was.</p>}
      <section className={css['card']} aria-label="What was found">
        <Icon name="warning" size={18} />
        <div>
          <ProblemList problems={problems.slice(0, listed)} />
          {listed < problems.length ? (
            <Button kind="link" onClick={() => setListed(problems.length)}>
              Show all {count(problems.length)}
            </Button>
          ) : null}
        </div>
      </section>
      {rejected === null ? null : (
        <p>
          {counted(rejected.read, 'record was', 'records were')} found and every one was left out.{' '}
          <Button kind="link" onClick={onRejects}>
            See which and why
          </Button>
        </p>
      )}
      <div className={css['actions']}>
        {previous === null ? null : (
          <Button kind="primary" icon="back" onClick={onBack}>
            Back to {previous.label}
          </Button>
        )}
        <FileButtons filesLabel="Choose other files" filesKind={previous === null ? 'primary' : 'plain'} onGathered={onGathered} />
        <Button icon="paste" onClick={onPaste}>
          Paste text
        </Button>
        {previous === null ? <Button onClick={onBack}>Back to the start</Button> : null}
      </div>
    </div>
  )
}
