import { STORE_FORMATS, STORES_FORMATS } from '../../share/export.ts'
import { pseudonymousStores } from '../../share/pseudonymous.ts'
import { type StoresExport, type StoreTable, storeTable } from '../../share/stores-formats.ts'
import type { Exportable } from '../export/ExportForm.tsx'

/** Answers about stores, as the sheet of exports takes them: one of them, or all together. `last`: milliseconds UTC of the last transaction, for the file's name. */
export function exportableStores(all: readonly StoreTable[], last: number | null): Exportable<StoresExport> {
  return {
    noun: 'row',
    scopes: all.map(table => ({
      id: table.subject,
      label: table.subject.charAt(0).toUpperCase() + table.subject.slice(1),
      subject: table.subject,
      rows: table.rows,
      source: { table, all },
    })),
    formats: all.length > 1 ? STORES_FORMATS : STORE_FORMATS,
    everything: 'all answers',
    whole: { subject: 'stores', rows: all.reduce((sum, { rows }) => sum + rows, 0) },
    last,
    hasPlaces: false,
    tableOf: storeTable,
    withPseudonyms: pseudonymousStores,
  }
}
