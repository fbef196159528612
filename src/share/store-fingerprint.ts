import { DAY } from '../base/time.ts'
import type { StoreAnswers, StoreSummary } from '../stores/results.ts'

/**
 * What tells one data set about stores from another without giving any of it away; as the fingerprint of customers. The sum is over all that the answers say, so
 * it is to be compared under the same definition alone.
 */
export interface StoreFingerprint {
  readonly stores: number
  /** Accepted ones, whatever their status. */
  readonly transactions: number
  /** Days since 1970 (UTC) of the first and last transaction, by the time it happened; null when there is none. */
  readonly firstDay: number | null
  readonly lastDay: number | null
  /** 16 hexadecimal digits. */
  readonly sum: string
}

/** Cost: a pass over the answers; some milliseconds for thousands of stores. */
export function storeFingerprintOf(
  { tables, first, last }: Pick<StoreSummary, 'tables' | 'first' | 'last'>,
  answers: StoreAnswers,
): StoreFingerprint {
  return {
    stores: tables.stores.accepted,
    transactions: tables.transactions.accepted,
    firstDay: first === null ? null : Math.floor(first / DAY),
    lastDay: last === null ? null : Math.floor(last / DAY),
    sum: sumOf(JSON.stringify(answers, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))),
  }
}

const PRIME = 0x01000193

/** Two sums of 32 bits over the characters of a text (FNV-1a from two beginnings). */
function sumOf(text: string): string {
  let one = 0x811c9dc5
  let other = 0x9e3779b9
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at)
    one = Math.imul(one ^ character, PRIME)
    other = Math.imul((other ^ character) + 0x7f4a7c15, PRIME)
  }
  return [one, other].map(word => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

/** “stores.6.30.19724.19754.5bd1e995a3c59ac3”, for a link. */
export function storeFingerprintText({ stores, transactions, firstDay, lastDay, sum }: StoreFingerprint): string {
  return ['stores', stores, transactions, firstDay ?? '', lastDay ?? '', sum].join('.')
}

/** What a link says; null when it is no fingerprint of stores. */
export function readStoreFingerprint(text: string): StoreFingerprint | null {
  const match = /^stores\.(\d{1,10})\.(\d{1,10})\.(-?\d{1,9})?\.(-?\d{1,9})?\.([\da-f]{16})$/.exec(text)
  if (match === null) return null
  const [, stores, transactions, firstDay, lastDay, sum = ''] = match
  return {
    stores: Number(stores),
    transactions: Number(transactions),
    firstDay: firstDay === undefined ? null : Number(firstDay),
    lastDay: lastDay === undefined ? null : Number(lastDay),
    sum,
  }
}
