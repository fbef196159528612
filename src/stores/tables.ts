/*
 * The three tables of a data set of stores, told apart by their columns: files may have any name and come in any order.
 */

export const STORE_TABLES = ['devices', 'stores', 'transactions'] as const
export type StoreTable = (typeof STORE_TABLES)[number]

/** Columns by which a header row is recognised, compared without case and without what parts words: `store_id`, `Store ID` and `storeId` are one. */
export interface StoreTableLayout {
  readonly name: StoreTable
  readonly required: readonly string[]
  readonly optional: readonly string[]
  /** What `id` may be called where no column is called that. */
  readonly ownId: string
  /** What a column is that stands in a header for the second time. */
  readonly again: Readonly<Record<string, string>>
}

/**
 * Keys, amounts, statuses and times are required; names and places may be missing. Card numbers are in no layout, so a reader never hands them over.
 * Order matters: the columns of a reject's text stand as they do here, and of two layouts that fit the first is taken, so the one that asks for more comes first.
 */
export const STORE_LAYOUTS: readonly StoreTableLayout[] = [
  {
    name: 'transactions',
    required: ['id', 'device_id', 'product_sku', 'amount', 'status', 'created_at', 'happened_at'],
    optional: ['product_name', 'category_name'],
    ownId: 'transaction_id',
    // The export that this layout comes from calls the category by the name of the product.
    again: { product_name: 'category_name' },
  },
  {
    name: 'stores',
    required: ['id', 'country', 'created_at', 'typology', 'customer_id'],
    optional: ['name', 'address', 'city'],
    ownId: 'store_id',
    again: {},
  },
  { name: 'devices', required: ['id', 'type', 'store_id'], optional: [], ownId: 'device_id', again: {} },
]

export interface StoreHeader {
  readonly table: StoreTable
  /** By place in a row: the layout's column, or null for a cell that is not read. */
  readonly columns: readonly (string | null)[]
}

/** Which table a header row belongs to, and what its cells are; null when it is none of the three. Cost: a pass over the cells. */
export function recogniseStoreTable(header: readonly string[]): StoreHeader | null {
  const named = header.map(cell => COLUMN_BY_LETTERS.get(lettersOf(cell)) ?? cell.trim().toLowerCase())
  for (const { name, required, optional, ownId, again } of STORE_LAYOUTS) {
    const cells = named.includes('id') ? named : named.map(cell => (cell === ownId ? 'id' : cell))
    if (!required.every(column => cells.includes(column))) continue
    const known = [...required, ...optional]
    const taken = new Set<string>()
    const columns = cells.map(cell => {
      const repeated = again[cell]
      // A column that has its own name is never read from a repeated one.
      const column = taken.has(cell) && repeated !== undefined && !cells.includes(repeated) ? repeated : cell
      if (!known.includes(column) || taken.has(column)) return null
      taken.add(column)
      return column
    })
    return { table: name, columns }
  }
  return null
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '')
}

const COLUMN_BY_LETTERS: ReadonlyMap<string, string> = new Map(
  STORE_LAYOUTS.flatMap(({ required, optional, ownId }) => [...required, ...optional, ownId]).map(column => [lettersOf(column), column]),
)

/** The columns of each table's layout, in its order. */
export const STORE_COLUMNS: Readonly<Record<StoreTable, readonly string[]>> = {
  devices: columnsOf('devices'),
  stores: columnsOf('stores'),
  transactions: columnsOf('transactions'),
}

function columnsOf(table: StoreTable): readonly string[] {
  return STORE_LAYOUTS.filter(({ name }) => name === table).flatMap(({ required, optional }) => [...required, ...optional])
}
