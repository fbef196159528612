import { storeTables } from '../../share/stores-formats.ts'
import { useApp, useStoreWeekly } from '../../store/app-store.ts'
import type { LoadedStores } from '../../store/session.ts'
import type { StoreAnswers } from '../../stores/results.ts'
import { ExportOf } from '../export/ExportOf.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { chosenStore } from './chosen-store.ts'
import { exportableStores } from './exportable-stores.ts'

interface StoresExportSheetProps {
  readonly open: boolean
  readonly loaded: LoadedStores
  readonly onCopyLink: () => void
  readonly onClose: () => void
}

/** Every answer of the report, to take away one by one or together. */
export function StoresExportSheet({ open, loaded, onCopyLink, onClose }: StoresExportSheetProps) {
  const { answers, summary } = loaded
  if (answers === null) return null
  return (
    <Dialog open={open} title="Export" onClose={onClose}>
      <Answers answers={answers} last={summary.last} onCopyLink={onCopyLink} onClose={onClose} />
    </Dialog>
  )
}

interface AnswersProps extends Pick<StoresExportSheetProps, 'onCopyLink' | 'onClose'> {
  readonly answers: StoreAnswers
  readonly last: number | null
}

/** Mounted while the sheet is open only: its tables are made of what is on the screen then. */
function Answers({ answers, last, onCopyLink, onClose }: AnswersProps) {
  const storeRank = useApp(state => state.view.stores.storeRank)
  const weekly = useStoreWeekly(chosenStore(answers, storeRank))
  return <ExportOf of={exportableStores(storeTables(answers, weekly), last)} onCopyLink={onCopyLink} onClose={onClose} />
}
