import type { StoreTable } from '../../stores/tables.ts'

/** “The table of transactions is missing.” */
export function missingWords(missing: readonly StoreTable[]): string {
  const [only, ...others] = missing
  return others.length === 0 ? `The table of ${only} is missing.` : `The tables of ${missing.join(' and ')} are missing.`
}
