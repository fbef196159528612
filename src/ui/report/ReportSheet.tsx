import { exportName } from '../../share/export.ts'
import { fileOf } from '../../share/pieces.ts'
import { pseudonymsOf } from '../../share/pseudonyms.ts'
import { reportPage } from '../../share/report/report-page.ts'
import { app, useApp } from '../../store/app-store.ts'
import { type LoadedCustomers, shownData } from '../../store/session.ts'
import { saveBlob } from '../export/save-blob.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { useSay } from '../parts/Status.tsx'
import { idOf } from '../result/customer-finder.ts'
import { bytes } from '../words/numbers.ts'
import { gather } from './gather.ts'
import { type Persons, personsAsTheyAre, personsBehindPseudonyms } from './persons.ts'
import { type Order, ReportForm } from './ReportForm.tsx'
import { reportOf } from './report-of.ts'

interface ReportSheetProps {
  readonly open: boolean
  readonly loaded: LoadedCustomers
  readonly onClose: () => void
}

export function ReportSheet({ open, loaded, onClose }: ReportSheetProps) {
  const say = useSay()
  const x = useApp(state => state.view.x)
  const save = async (order: Order, told: (done: string) => void): Promise<void> => {
    const { blob, name } = await madeReport(loaded, order, told)
    saveBlob(blob, name)
    onClose()
    say(`Saved ${name}, ${bytes(blob.size)}.`, true)
  }
  return (
    <Dialog open={open} title="Save a report" onClose={onClose}>
      <ReportForm loaded={loaded} x={Math.min(x, loaded.ranking.ranked)} onSave={save} />
    </Dialog>
  )
}

async function madeReport(loaded: LoadedCustomers, order: Order, told: (done: string) => void): Promise<{ blob: Blob; name: string }> {
  const { ranking, summary } = loaded
  const { choices } = order
  const isStill = (): boolean => {
    const shown = shownData(app.getState().session)
    return shown?.report === 'customers' && shown.ranking === ranking && !shown.redefining
  }
  const persons = personsFor(loaded, order)
  const gathered = await gather(loaded, choices, receipts => told(`${receipts} of ${choices.receipts} receipts`), isStill)
  const report = reportOf({ loaded, ...gathered, choices, persons, version: __WORTHWHILE_VERSION__ })
  const blob = await fileOf(reportPage(report), 'text/html')
  return { blob, name: exportName(`report top ${choices.rows}`, summary.last, 'html') }
}

function personsFor({ ranking, directory, summary }: LoadedCustomers, { choices, pseudonyms }: Order): Persons {
  if (pseudonyms === null) return personsAsTheyAre(directory)
  const customers = ranking.customer.subarray(0, choices.rows)
  const names = pseudonymsOf(
    Array.from(customers, customer => idOf(directory, customer)),
    pseudonyms.key,
  )
  const nameOf = new Map(Array.from(customers, (customer, index) => [customer, names[index] ?? ''] as const))
  return personsBehindPseudonyms(directory, summary.files, nameOf, pseudonyms.withPlaces)
}
