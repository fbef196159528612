import { AMOUNT_SCALE } from '../base/money.ts'
import type { Problem } from '../base/problems.ts'
import { nearestRatio } from '../base/ratio.ts'
import { DEFAULT_STORE_DEFINITION, missingTables, storeAnswers } from '../stores/index.ts'
import type { StoreAnswers, StoreSummary } from '../stores/results.ts'
import type { StoreTable } from '../stores/tables.ts'
import type { StoreData } from '../worker/store-data.ts'
import { isoTime, type ReadingDocument, readingEnd, rejectedOf } from './reading-document.ts'

/** The JSON document that the command line prints of stores. */
export interface StoresDocument extends ReadingDocument {
  /** Of each table: read = accepted + rejected + duplicates. */
  readonly tables: StoreSummary['tables']
  /** First and last accepted transaction by the time it happened, ISO 8601 in UTC with milliseconds; null when there is none. */
  readonly first: string | null
  readonly last: string | null
  /** As the app answers, under the default definition; amounts are euros, named `amount`. Null while a table is missing. */
  readonly answers: InEuros<StoreAnswers> | null
  /** The tables of which there is no row. */
  readonly missing: readonly StoreTable[]
}

/** Plain data with `amount` in euros in the place of `amountUnits`. */
type InEuros<Value> = Value extends readonly (infer Entry)[]
  ? readonly InEuros<Entry>[]
  : Value extends object
    ? {
        readonly [Key in keyof Value as Key extends 'amountUnits' ? 'amount' : Key]: Value[Key] extends bigint
          ? number
          : InEuros<Value[Key]>
      }
    : Value

/** `x`: how many stores and products are listed. */
export function storesDocument(data: StoreData, x: number, problems: readonly Problem[]): StoresDocument {
  const counts = data.counts()
  const { tables, missing, first, last } = counts
  const isWhole = missingTables(data.dataset).length === 0
  return {
    tables,
    rejected: rejectedOf(counts),
    first: isoTime(first),
    last: isoTime(last),
    answers: isWhole ? inEuros(storeAnswers(data.dataset, { ...DEFAULT_STORE_DEFINITION, top: x })) : null,
    missing,
    ...readingEnd(counts, problems),
  }
}

/** JSON knows no bigints, and readers no units. */
function inEuros<Value>(value: Value): InEuros<Value> {
  // `as`: follows the type InEuros line by line, which TypeScript cannot see.
  if (Array.isArray(value)) return value.map(inEuros) as InEuros<Value>
  if (typeof value !== 'object' || value === null) return value as InEuros<Value>
  const entries = Object.entries(value).map(([key, content]) =>
    typeof content === 'bigint' ? ['amount', nearestRatio(content, BigInt(AMOUNT_SCALE))] : [key, inEuros(content)],
  )
  return Object.fromEntries(entries) as InEuros<Value>
}
