import { type CustomerTable, customersTable } from '../../share/customer-table.ts'
import { CUSTOMER_FORMATS } from '../../share/export.ts'
import { pseudonymousCustomers } from '../../share/pseudonymous.ts'
import { app, useApp, useSortOrder } from '../../store/app-store.ts'
import type { LoadedCustomers } from '../../store/session.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { isRankOrder, orderedRows, rankedRows } from '../result/shown-rows.ts'
import { count } from '../words/numbers.ts'
import type { Exportable, ExportScope } from './ExportForm.tsx'
import { ExportOf } from './ExportOf.tsx'

interface ExportSheetProps {
  readonly open: boolean
  readonly loaded: LoadedCustomers
  readonly onCopyLink: () => void
  readonly onClose: () => void
}

export function ExportSheet({ open, loaded, onCopyLink, onClose }: ExportSheetProps) {
  return (
    <Dialog open={open} title="Export" onClose={onClose}>
      <ExportOfView loaded={loaded} onCopyLink={onCopyLink} onClose={onClose} />
    </Dialog>
  )
}

/** The rows of the ranking as the table shows them, and all rows. */
function ExportOfView({ loaded, onCopyLink, onClose }: Omit<ExportSheetProps, 'open'>) {
  const { x, sort } = useApp(state => state.view)
  const order = useSortOrder(isRankOrder(sort) ? null : sort.column, sort.descending)
  const { ranking, directory, summary } = loaded
  const shown = Math.min(x, ranking.ranked)
  const rows = isRankOrder(sort) ? rankedRows(shown, sort) : order === null ? null : orderedRows(order, shown)
  const eventTables = () => app.getState().eventTables(loaded.generation)
  const weekTable = () => app.getState().weekTable(loaded.generation)
  const table = (scope: string, tableRows: CustomerTable['rows']): CustomerTable => ({
    scope,
    ranking,
    directory,
    summary,
    rows: tableRows,
    eventTables,
    weekTable,
  })
  const all = rankedRows(ranking.ranked, { column: 'rank', descending: false })
  const scopes: readonly ExportScope<CustomerTable>[] = [
    {
      id: 'shown',
      label: `The top ${count(shown)}, in the order of the table`,
      subject: `top ${shown}`,
      rows: shown,
      source: rows === null ? null : table(`top ${shown}`, rows),
    },
    { id: 'all', label: 'All customers, best first', subject: 'all customers', rows: ranking.ranked, source: table('all customers', all) },
  ]
  const of = exportableCustomers(scopes, directory.customers, ranking.facts.last, summary.weeks === null)
  return <ExportOf of={of} onCopyLink={onCopyLink} onClose={onClose} />
}

/** Customers, as the sheet of exports takes them. `customers`: of the whole data, also those with no event inside the window, whom no ranking holds. */
export function exportableCustomers(
  scopes: readonly ExportScope<CustomerTable>[],
  customers: number,
  last: number | null,
  hasEvents = true,
): Exportable<CustomerTable> {
  return {
    noun: 'customer',
    scopes,
    formats: CUSTOMER_FORMATS,
    everything: 'all customers and their events',
    whole: { subject: 'all customers', rows: customers },
    last,
    hasPlaces: true,
    hasEvents,
    tableOf: customersTable,
    withPseudonyms: pseudonymousCustomers,
  }
}
