import type { StoreDefinition } from '../../stores/definition.ts'
import type { StoreAnswers, StoreSummary, WeeklyAmounts } from '../../stores/results.ts'

interface StoresReportProps {
  readonly summary: StoreSummary
  readonly answers: StoreAnswers
  readonly onDefinition: (definition: StoreDefinition) => void
  /** Answers under another definition are being worked out. */
  readonly isBusy: boolean
  readonly storeId: string | null
  readonly weekly: WeeklyAmounts | null
  readonly onStore: (storeId: string | null) => void
}

/** How the stores perform: the five questions, each with its answer first. */
export function StoresReport({ summary, answers, isBusy, weekly, onStore }: StoresReportProps) {
  return (
    <div aria-busy={isBusy}>
      <h1>{summary.tables.transactions.accepted} transactions</h1>
      <table>
        <tbody>
          {answers.topStores.map(store => (
            <tr key={store.storeId}>
              <td>
                <button type="button" onClick={() => onStore(store.storeId)}>
                  {store.storeId}
                </button>
              </td>
              <td>{String(store.amountUnits / 10_000n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {weekly === null ? null : <p>{weekly.transactions.length} weeks</p>}
    </div>
  )
}
