import type { ColumnMapping } from './column-mapping.ts'

/** What people have said about tables that did not tell by themselves, by the `headerKey` of their header. Plain data: crosses threads, and is kept. */
export interface TableChoices {
  readonly mappings: readonly (readonly [string, ColumnMapping])[]
  readonly dateOrders: readonly (readonly [string, 'day-first' | 'month-first'])[]
}

export const NO_CHOICES: TableChoices = { mappings: [], dateOrders: [] }
