import { AMOUNT_SCALE } from '../base/money.ts'
import type { Problem } from '../base/problems.ts'
import { nearestRatio } from '../base/ratio.ts'
import { DEFAULT_STORE_DEFINITION, missingTables, storeAnswers } from '../stores/index.ts'
import type { StoreAnswers, StoreSummary } from '../stores/results.ts'
import type { StoreTable } from '../stores/tables.ts'
import type { StoreData } from '../worker/store-data.ts'

/** The JSON document that the command line prints of stores. */
export interface StoresDocument {
  /** Of each table: read = accepted + rejected + duplicates. */
  readonly tables: StoreSummary['tables']
  /** Counts by reason, in order of reason. */
  readonly rejected: Readonly<Record<string, number>>
  /** First and last accepted transaction by the time it happened, ISO 8601 in UTC with milliseconds; null when there is none. */
  readonly first: string | null
  readonly last: string | null
  /** As the app answers, under the default definition; amounts are euros, named `amount`. Null while a table is missing. */
  readonly answers: InEuros<StoreAnswers> | null
  /** The tables of which there is no row. */
  readonly missing: readonly StoreTable[]
  /** The first 10,000 in order of file and byte. */
  readonly rejects: readonly {
    readonly file: string
    readonly line: number
    readonly byte: number
    readonly field: string | null
    readonly reason: string
  }[]
  readonly notes: readonly { readonly code: string; readonly count: number; readonly message: string }[]
  /** Only there when something could not be read. */
  readonly problems?: readonly Problem[]
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
  const { files, tables, missing, first, last, rejectedByReason, rejects, notes } = data.counts()
  const isWhole = missingTables(data.dataset).length === 0
  return {
    tables,
    // `__proto__` cannot be among the reasons: they are this program's own words.
    rejected: Object.fromEntries(rejectedByReason.map(({ reason, count }) => [reason, count])),
    first: isoTime(first),
    last: isoTime(last),
    answers: isWhole ? inEuros(storeAnswers(data.dataset, { ...DEFAULT_STORE_DEFINITION, top: x })) : null,
    missing,
    rejects: rejects.map(({ file, line, byte, field, reason }) => ({ file: files[file]?.name ?? '', line, byte, field, reason })),
    notes,
    ...(problems.length > 0 ? { problems } : {}),
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

const isoTime = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString())
