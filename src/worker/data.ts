import type { Problem } from '../base/problems.ts'
import type { LeftOut } from '../base/rejects.ts'
import type { Definition } from '../ltv/definition.ts'
import type { StoreDefinition } from '../stores/definition.ts'
import type { CustomerData } from './customer-data.ts'
import type { OpenedResult, PackedData } from './protocol.ts'
import type { StoreData } from './store-data.ts'

/** What files came to, by what it answers: customers from events or orders, or stores. */
export type Data = CustomerData | StoreData

/** What the answers are to mean, whatever the files turn out to be. */
export interface Definitions {
  readonly customers: Definition
  readonly stores: StoreDefinition
}

/** What every kind of data can do; what is asked of one kind only is a matter of its own class. */
export interface ReportData {
  /** Records that were read and accepted, and those that were left out. */
  counts(): LeftOut & { readonly accepted: number }
  /** Everything that is shown at once. @throws RangeError for a definition that cannot be used */
  opened(definitions: Definitions, problems: readonly Problem[]): OpenedResult
  /** In storage of its own. Costs the size in memory once more. */
  copy(): PackedData
  /** Both together, with the files of `before` first; null when they are of different kinds. Changes neither. */
  behind(before: PackedData): Data | null
}
