import type { StoreDefinition } from '../../stores/definition.ts'
import type { StoreAnswers, StoreSummary } from '../../stores/results.ts'

/** What every answer's card is given. */
export interface AnswerProps {
  readonly summary: StoreSummary
  readonly answers: StoreAnswers
  readonly onDefinition: (definition: StoreDefinition) => void
}

/** Where stores can be chosen. */
export interface ChooseStoreProps {
  readonly storeId: string | null
  readonly onStore: (storeId: string | null) => void
}
