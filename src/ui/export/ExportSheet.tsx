import type { CustomerTable } from '../../share/customer-table.ts'
import { app, useApp, useSortOrder } from '../../store/app-store.ts'
import type { LoadedCustomers } from '../../store/session.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { useSay } from '../parts/Status.tsx'
import { isRankOrder, rankedRows, sortedRows } from '../result/shown-rows.ts'
import { count } from '../words/numbers.ts'
import { ExportForm } from './ExportForm.tsx'
import { saveBlob } from './save-blob.ts'

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

/** The rows as the table shows them, and all rows. */
function ExportOfView({ loaded, onCopyLink, onClose }: Omit<ExportSheetProps, 'open'>) {
  const say = useSay()
  const { x, sort } = useApp(state => state.view)
  const order = useSortOrder(isRankOrder(sort) ? null : sort.column)
  const { ranking, directory, summary } = loaded
  const shown = Math.min(x, ranking.ranked)
  const rows = isRankOrder(sort) ? rankedRows(shown, sort) : order === null ? null : sortedRows(ranking, directory, order, shown, sort)
  const table = (scope: string, tableRows: CustomerTable['rows']): CustomerTable => ({
    scope,
    ranking,
    directory,
    summary,
    rows: tableRows,
    eventTables: () => app.getState().eventTables(loaded.generation),
  })
  const all = rankedRows(ranking.ranked, { column: 'rank', descending: false })
  return (
    <ExportForm
      scopes={[
        {
          id: 'shown',
          label: `The top ${count(shown)}, in the order of the table`,
          table: rows === null ? null : table(`top ${shown}`, rows),
        },
        { id: 'all', label: 'All customers, best first', table: table('all customers', all) },
      ]}
      onSave={saveBlob}
      onCopy={copyTable}
      onCopyLink={() => {
        onClose()
        onCopyLink()
      }}
      onDone={said => {
        onClose()
        say(said, true)
      }}
    />
  )
}

async function copyTable(texts: Record<string, Promise<Blob>>): Promise<void> {
  if (navigator.clipboard?.write === undefined) throw new Error('This browser does not let the page copy tables. Save a CSV file instead.')
  await navigator.clipboard.write([new ClipboardItem(texts)])
}
