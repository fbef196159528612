import type { StatusGrouping } from '../share/stores-formats.ts'
import { DEFAULT_STORE_DEFINITION, STORE_SWITCHES, type StoreDefinition } from '../stores/definition.ts'
import { oneOf, positiveWhole, sortOf, textOfSort, wholeFromZero } from './link-values.ts'
import { AVERAGES_FORMS, DEFAULT_VIEW, type SortedTable, STORE_TABLE_COLUMNS, type StoreView } from './view.ts'

/*
 * The part of a link that is about stores:
 *
 *   statuses=all&top=5&products=amount&average=stores&share=amount&time=created_at&five=accepted&fivefrom=store-creation&fiveby=merchants&storeweek=monday&small=3&store=7
 *   sortstores=-transactions&sortproducts=name&sortaverages=-small&sorttypes=type&sortfive=-seconds&sortstatuses=-refused&averages=list&statusesby=country
 */

type StoreSwitch = keyof typeof STORE_SWITCHES

/** The switches of the report, by what they are called in links. */
const SWITCHES = {
  statuses: 'statuses',
  products: 'productsBy',
  average: 'averageOf',
  share: 'shareOf',
  time: 'time',
  five: 'firstFiveStatuses',
  fivefrom: 'firstFiveFrom',
  fiveby: 'firstFiveMeanOf',
  storeweek: 'weekStart',
} as const satisfies Readonly<Record<string, StoreSwitch>>

/** The tables of the report, by what their order is called in links. */
const SORTS = {
  sortstores: 'top_stores',
  sortproducts: 'top_products',
  sortaverages: 'average_amounts',
  sorttypes: 'device_type_shares',
  sortfive: 'first_five',
  sortstatuses: 'statuses',
} as const satisfies Readonly<Record<string, SortedTable>>

const GROUPINGS = { type: 'byDeviceType', country: 'byCountry', store: 'byStore' } as const satisfies Readonly<
  Record<string, StatusGrouping>
>

// `as`, here and below: the names of an object of ours are its keys.
const SWITCH_KEYS = Object.keys(SWITCHES) as readonly (keyof typeof SWITCHES)[]
const SORT_KEYS = Object.keys(SORTS) as readonly (keyof typeof SORTS)[]
const GROUPING_WORDS = Object.keys(GROUPINGS) as readonly (keyof typeof GROUPINGS)[]

/** The keys of links that are about stores, in the order in which they are written. */
export const STORE_KEYS = [
  'statuses',
  'top',
  'products',
  'average',
  'share',
  'time',
  'five',
  'fivefrom',
  'fiveby',
  'storeweek',
  'small',
  'store',
  'sortstores',
  'sortproducts',
  'sortaverages',
  'averages',
  'sorttypes',
  'sortfive',
  'sortstatuses',
  'statusesby',
] as const
export type StoreKey = (typeof STORE_KEYS)[number]

export function storesOf(texts: ReadonlyMap<string, string>): StoreView {
  const chosen = Object.fromEntries(
    SWITCH_KEYS.map(key => [SWITCHES[key], oneOf<string>(STORE_SWITCHES[SWITCHES[key]], texts.get(key))]).filter(
      ([, value]) => value !== null,
    ),
  )
  const definition: StoreDefinition = {
    ...DEFAULT_STORE_DEFINITION,
    ...chosen,
    top: wholeFromZero(texts.get('top')) ?? DEFAULT_STORE_DEFINITION.top,
    smallGroup: wholeFromZero(texts.get('small')) ?? DEFAULT_STORE_DEFINITION.smallGroup,
  }
  const grouping = oneOf(GROUPING_WORDS, texts.get('statusesby'))
  return {
    definition,
    storeRank: positiveWhole(texts.get('store')),
    sorts: Object.fromEntries(
      SORT_KEYS.map(key => [SORTS[key], sortOf<string>(STORE_TABLE_COLUMNS[SORTS[key]], texts.get(key))]).filter(
        ([, sort]) => sort !== null,
      ),
    ),
    averagesAs: oneOf(AVERAGES_FORMS, texts.get('averages')) ?? DEFAULT_VIEW.stores.averagesAs,
    statusesBy: grouping === null ? DEFAULT_VIEW.stores.statusesBy : GROUPINGS[grouping],
  }
}

export function textsOfStores({ definition, storeRank, sorts, averagesAs, statusesBy }: StoreView): Record<StoreKey, string> {
  return {
    ...forEach(SWITCH_KEYS, key => definition[SWITCHES[key]]),
    top: String(definition.top),
    small: String(definition.smallGroup),
    store: storeRank === null ? '' : String(storeRank),
    ...forEach(SORT_KEYS, key => {
      const sort = sorts[SORTS[key]]
      return sort === undefined ? '' : textOfSort(sort)
    }),
    averages: averagesAs,
    statusesby: GROUPING_WORDS.find(word => GROUPINGS[word] === statusesBy) ?? '',
  }
}

/** Whether the value of a key means something. */
export const STORES_UNDERSTOOD: Record<StoreKey, (text: string) => boolean> = {
  ...forEach(SWITCH_KEYS, key => (text: string) => oneOf(STORE_SWITCHES[SWITCHES[key]], text) !== null),
  top: text => wholeFromZero(text) !== null,
  small: text => wholeFromZero(text) !== null,
  store: text => positiveWhole(text) !== null,
  ...forEach(SORT_KEYS, key => (text: string) => sortOf(STORE_TABLE_COLUMNS[SORTS[key]], text) !== null),
  averages: text => oneOf(AVERAGES_FORMS, text) !== null,
  statusesby: text => oneOf(GROUPING_WORDS, text) !== null,
}

function forEach<Key extends string, Value>(keys: readonly Key[], content: (key: Key) => Value): Record<Key, Value> {
  // `as`: there is an entry for every key.
  return Object.fromEntries(keys.map(key => [key, content(key)])) as Record<Key, Value>
}
