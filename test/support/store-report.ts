import { DEFAULT_STORE_DEFINITION, type StoreDefinition, storeAnswers, storeSummary } from '../../src/stores/index.ts'
import type { StoreAnswers, StoreSummary } from '../../src/stores/results.ts'
import type { ReferenceRow } from '../reference/stores.ts'
import { readStoreTexts, storeFixture, storesOf } from './store-files.ts'

/** The four files of the fixture: 6 stores, 7 devices, 52 transactions of which 39 are accepted. */
export const fixtureStores = () => readStoreTexts(['places.csv', 'terminals.csv', 'sales-2023-a.csv', 'sales-2023-b.csv'].map(storeFixture))

/** A store with one device in one go. */
export interface StoreOfTest {
  readonly id: string
  readonly name?: string
  readonly country?: string
  readonly typology?: string
  /** [amount, product SKU or “tea”, status or “accepted”], one on each day from 1 January 2023 on. */
  readonly sold: readonly (readonly [amount: string, sku?: string, status?: string])[]
}

/** A data set of a few stores, their devices named and typed after them. */
export function fewStores(stores: readonly StoreOfTest[]) {
  const rows: ReferenceRow[] = stores.flatMap(({ id, name = '', country = 'Spain', typology = 'Café', sold }) => [
    { table: 'stores', record: { id, name, country, typology, created_at: '2023-01-01', customer_id: `m${id}` } },
    { table: 'devices', record: { id: `d${id}`, type: id, store_id: id } },
    ...sold.map(([amount, sku = 'tea', status = 'accepted'], at): ReferenceRow => {
      const time = `2023-01-${String(at + 1).padStart(2, '0')}`
      const record = { id: `${id}-${at}`, device_id: `d${id}`, product_sku: sku, product_name: `name of ${sku}`, amount, status }
      return { table: 'transactions', record: { ...record, created_at: time, happened_at: time } }
    }),
  ])
  return storesOf(rows)
}

/** What the report is given. */
export function reportOf(
  dataset: ReturnType<typeof fewStores>,
  change: Partial<StoreDefinition> = {},
): { readonly summary: StoreSummary; readonly answers: StoreAnswers } {
  return { summary: storeSummary(dataset), answers: storeAnswers(dataset, { ...DEFAULT_STORE_DEFINITION, ...change }) }
}
