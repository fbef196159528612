import type { CustomerDetail, WeeklySeries } from '../../ltv/results.ts'
import { askOnce } from '../../store/app-store.ts'
import type { LoadedCustomers } from '../../store/session.ts'
import type { Failed, Gone } from '../../worker/reading-thread.ts'
import type { ReportChoices } from './report-choices.ts'

/** What a report needs besides what the page has. */
export interface Gathered {
  readonly weekly: WeeklySeries
  readonly bySpend: Uint32Array
  readonly details: readonly CustomerDetail[]
}

/**
 * Asks the thread that holds the data for all that a report needs. `told` hears how many receipts are there. `isStill` says whether the data set
 * and its definition are those that were asked about: when not, the answers belong to something else and an Error says so.
 */
export async function gather(
  { ranking }: LoadedCustomers,
  { rows, receipts }: ReportChoices,
  told: (receipts: number) => void,
  isStill: () => boolean,
): Promise<Gathered> {
  const weekly = await askOnce<'weekly'>({ kind: 'weekly', x: rows })
  if (weekly.kind !== 'weekly') throw refusal(weekly)
  const sorted = await askOnce<'sort'>({ kind: 'sort', column: 'spend' })
  if (sorted.kind !== 'sorted') throw refusal(sorted)
  const details: CustomerDetail[] = []
  for (let index = 0; index < receipts; index++) {
    // One after the other, so that whatever the page asks meanwhile need not wait for all of them.
    const answer = await askOnce<'detail'>({ kind: 'detail', customer: ranking.customer[index] ?? 0 })
    if (answer.kind !== 'detailed') throw refusal(answer)
    details.push(answer.detail)
    told(details.length)
  }
  if (!isStill()) throw new Error('The data or its definition has changed meanwhile. Save the report again.')
  return { weekly: weekly.series, bySpend: sorted.order, details }
}

function refusal(answer: Failed | Gone): Error {
  if (answer.kind === 'failed') return new Error(answer.problems.map(({ message, wayOut }) => `${message} ${wayOut}`).join(' '))
  return new Error('The data is not there any more. Open the files again.')
}
