import type { SortedTable, TableSort } from '../../store/view.ts'
import type { StoreDefinition } from '../../stores/definition.ts'
import type { StoreAnswers, StoreSummary } from '../../stores/results.ts'

/** What every answer's card is given. */
export interface AnswerProps {
  readonly summary: StoreSummary
  readonly answers: StoreAnswers
  readonly onDefinition: (definition: StoreDefinition) => void
}

/** How the table of an answer is sorted, null where it is as the answer comes, and how it is asked to be. `onSort` must stay the same. */
export interface SortProps {
  readonly sort: TableSort | null
  readonly onSort: (table: SortedTable, sort: TableSort) => void
}

/** Where stores can be chosen. */
export interface ChooseStoreProps {
  readonly storeId: string | null
  readonly onStore: (storeId: string | null) => void
}
