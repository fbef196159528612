import { useState } from 'react'
import { type Definition, definitionKey } from '../../ltv/definition.ts'
import {
  MOST_RANKED,
  type RanQuery,
  type Survey,
  type WarehouseEvents,
  type WarehouseFacts,
  type WarehouseTop,
} from '../../warehouse/warehouse.ts'
import { type Question, useAnswer } from './use-answer.ts'

/** A whole result: all of its parts are of one definition. */
export interface Result {
  readonly definition: Definition
  readonly survey: Survey
  readonly facts: WarehouseFacts
  readonly top: WarehouseTop
  readonly ran: { readonly survey: readonly RanQuery[]; readonly facts: readonly RanQuery[]; readonly top: readonly RanQuery[] }
}

/** What is going on: the question that is open or has failed, by what it is for; null when all is answered. */
export interface Pending {
  readonly what: string
  readonly question: Pick<Question<unknown>, 'asked' | 'cancel' | 'again'>
}

/**
 * The result under a definition, asked one question after the other, since each may take all of the server. The result before stays until the new one is whole.
 * @param x how many customers are wanted; more stay once they are there
 */
export function useResult(
  events: WarehouseEvents,
  definition: Definition,
  x: number,
): { readonly result: Result | null; readonly pending: Pending | null } {
  const key = definitionKey(definition)
  const survey = useAnswer('survey', asking => events.survey(asking))
  const facts = useAnswer(survey.asked?.phase === 'answered' ? key : null, asking => events.facts(definition, asking))
  // One more than is shown, so that a tie across the edge shows as one. Fewer need not be asked for.
  const [most, setMost] = useState({ key, rows: x })
  const rows = most.key === key ? Math.max(most.rows, x) : x
  if (most.key !== key || rows !== most.rows) setMost({ key, rows })
  const top = useAnswer(facts.asked?.phase === 'answered' ? `${key} ${rows}` : null, asking =>
    events.top(definition, Math.min(rows + 1, MOST_RANKED), asking),
  )
  const [result, setResult] = useState<Result | null>(null)
  if (survey.asked?.phase === 'answered' && facts.asked?.phase === 'answered' && top.asked?.phase === 'answered') {
    if (result?.top !== top.asked.value || result.definition !== definition)
      setResult({
        definition,
        survey: survey.asked.value,
        facts: facts.asked.value,
        top: top.asked.value,
        ran: { survey: survey.asked.ran, facts: facts.asked.ran, top: top.asked.ran },
      })
    return { result, pending: null }
  }
  const questions: readonly Pending[] = [
    { what: 'Counting what is there', question: survey },
    { what: 'Adding up what customers spent', question: facts },
    { what: 'Ranking customers', question: top },
  ]
  return { result, pending: questions.find(({ question: { asked } }) => asked !== null && asked.phase !== 'answered') ?? null }
}
