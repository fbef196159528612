import { type ReactNode, useContext } from 'react'
import type { StoreDefinition } from '../../stores/definition.ts'
import { classes } from '../parts/classes.ts'
import { InTurn } from '../parts/InTurn.tsx'
import { PictureNotes } from '../parts/picture/picture-notes.tsx'
import { STORE_ANSWER_NAMES, STORE_ANSWERS, type StoreAnswer, storeDefinitionLine } from '../words/store-words.ts'
import css from './AnswerCard.module.css'
import { BusyAnswers } from './busy-answers.ts'

interface AnswerCardProps {
  readonly answer: StoreAnswer
  /** The answer itself. */
  readonly sentence: string
  readonly definition: StoreDefinition
  /** Something of the answer is not there yet. */
  readonly isWaiting?: boolean
  readonly switches: ReactNode
  /** Chart and table. */
  readonly children: ReactNode
  /** False for what says nothing on paper. */
  readonly isPrinted?: boolean
  /** How to take the answer along: files and SQL. */
  readonly foot?: ReactNode
}

/** One answer: in a sentence, what it means, what can be changed, and its figures. Sentences of all answers are there first, the rest comes card by card. */
export function AnswerCard({
  answer,
  sentence,
  definition,
  isWaiting = false,
  switches,
  children,
  isPrinted = true,
  foot,
}: AnswerCardProps) {
  const isBusy = useContext(BusyAnswers) || isWaiting
  const id = headingId(answer)
  const line = storeDefinitionLine(answer, definition)
  return (
    <section
      data-print={isPrinted ? undefined : 'no'}
      aria-labelledby={id}
      aria-busy={isBusy}
      className={classes(css['card'], isBusy && css['busy'])}
    >
      <h2 id={id} tabIndex={-1} className={css['name']}>
        {STORE_ANSWER_NAMES[answer]}
      </h2>
      <p className={css['sentence']}>{sentence}</p>
      <p className={css['line']}>{line}</p>
      <InTurn turn={STORE_ANSWERS.indexOf(answer)}>
        {switches}
        <PictureNotes definition={line}>{children}</PictureNotes>
        {foot}
      </InTurn>
    </section>
  )
}

function headingId(answer: StoreAnswer): string {
  return `stores-${answer.replaceAll('_', '-')}`
}

/** Leads to an answer. Not by a link to a fragment: the fragment holds the view. */
export function goToAnswer(answer: StoreAnswer): void {
  const heading = document.getElementById(headingId(answer))
  heading?.focus({ preventScroll: true })
  heading?.scrollIntoView({ block: 'start' })
}
