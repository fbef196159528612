import type { STORE_SWITCHES, StoreDefinition } from '../../stores/definition.ts'
import { count } from './numbers.ts'

/** The currency of all amounts of stores. */
export const EURO = 'EUR'

export type StoreSwitchName = keyof typeof STORE_SWITCHES

/** What each switch asks, and what its values are called. */
export const STORE_SWITCH_WORDS: {
  readonly [Name in StoreSwitchName]: { readonly legend: string; readonly labels: Readonly<Record<StoreDefinition[Name], string>> }
} = {
  statuses: { legend: 'Transactions that count', labels: { accepted: 'Accepted', all: 'All statuses' } },
  productsBy: { legend: 'Ranked by', labels: { count: 'Times sold', amount: 'Amount' } },
  averageOf: { legend: 'Mean of', labels: { transactions: 'Transactions', stores: 'Totals of stores' } },
  shareOf: { legend: 'Share of', labels: { count: 'Number', amount: 'Amount' } },
  time: { legend: 'Time of a transaction', labels: { happened_at: 'It happened', created_at: 'It was entered' } },
  firstFiveStatuses: { legend: 'Counted to five', labels: { all: 'All statuses', accepted: 'Accepted only' } },
  firstFiveFrom: {
    legend: 'The time begins at the',
    labels: { 'first-transaction': 'First transaction', 'store-creation': 'Store’s creation' },
  },
  firstFiveMeanOf: { legend: 'Mean over', labels: { stores: 'Stores', merchants: 'Merchants' } },
  weekStart: { legend: 'Weeks start on', labels: { sunday: 'Sunday', monday: 'Monday' } },
}

/** “accepted transactions” or “transactions”, as the definition counts them. */
export function countedTransactions({ statuses }: Pick<StoreDefinition, 'statuses'>): string {
  return statuses === 'accepted' ? 'accepted transactions' : 'transactions'
}

/** (1, …) → “1 accepted transaction”. */
export function transactionsWords(transactions: number, definition: Pick<StoreDefinition, 'statuses'>): string {
  const words = countedTransactions(definition)
  return `${count(transactions)} ${transactions === 1 ? words.slice(0, -1) : words}`
}

/** The answers about stores, in the order in which they are shown. */
export const STORE_ANSWERS = [
  'top_stores',
  'weekly_amounts',
  'top_products',
  'average_amounts',
  'device_type_shares',
  'first_five',
  'statuses',
] as const
export type StoreAnswer = (typeof STORE_ANSWERS)[number]

export const STORE_ANSWER_NAMES: Readonly<Record<StoreAnswer, string>> = {
  top_stores: 'Top stores',
  weekly_amounts: 'A store by week',
  top_products: 'Top products',
  average_amounts: 'Average amounts',
  device_type_shares: 'Device types',
  first_five: 'First five transactions',
  statuses: 'Refused and cancelled',
}

/** What the figures of an answer mean, in one line that stands beside them. */
export function storeDefinitionLine(answer: StoreAnswer, definition: StoreDefinition): string {
  const transactions = countedTransactions(definition)
  const time = definition.time === 'happened_at' ? 'by the time they happened' : 'by the time they were entered'
  const small = (what: string): string => `groups of fewer than ${count(definition.smallGroup)} ${what} are marked as small`
  switch (answer) {
    case 'top_stores':
      return `Sum of the amounts of ${transactions} of each store · in euros · equal amounts in the order of store ids.`
    case 'weekly_amounts':
      return `Sum of the amounts of ${transactions} in each calendar week, ${time} · weeks start ${definition.weekStart === 'sunday' ? 'Sunday' : 'Monday'}, UTC · over the weeks of all stores.`
    case 'top_products':
      return definition.productsBy === 'count'
        ? `Number of ${transactions} of each SKU · equal numbers by amount, then by SKU · the name is the one it is sold under most often.`
        : `Sum of the amounts of ${transactions} of each SKU · in euros · equal amounts by number, then by SKU · the name is the one it is sold under most often.`
    case 'average_amounts':
      return definition.averageOf === 'transactions'
        ? `Mean amount of ${transactions}, by typology and country of the store · in euros · ${small('transactions')}.`
        : `Mean of the totals of stores that have ${transactions}, by typology and country · in euros · ${small('stores')}.`
    case 'device_type_shares':
      return definition.shareOf === 'count'
        ? `Share of each type of device in the number of ${transactions}.`
        : `Share of each type of device in the amount of ${transactions}.`
    case 'first_five':
      return firstFiveLine(definition, time)
    case 'statuses':
      return `All transactions, each by the status it has · shares of the transactions of the same group · ${small('transactions')}.`
    default:
      return answer satisfies never
  }
}

function firstFiveLine({ firstFiveStatuses, firstFiveFrom, firstFiveMeanOf }: StoreDefinition, time: string): string {
  const which = firstFiveStatuses === 'accepted' ? 'accepted transaction' : 'transaction of any status'
  const from =
    firstFiveFrom === 'first-transaction' ? `From the first to the fifth ${which}` : `From a store’s creation to its fifth ${which}`
  const mean =
    firstFiveMeanOf === 'stores'
      ? 'mean over stores with five or more'
      : 'mean over merchants, each with the mean of its stores with five or more'
  return `${from}, ${time} · ${mean}.`
}
