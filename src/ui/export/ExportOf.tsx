import { useSay } from '../parts/Status.tsx'
import { type Exportable, ExportForm } from './ExportForm.tsx'
import { saveBlob } from './save-blob.ts'

interface ExportOfProps<Source> {
  readonly of: Exportable<Source>
  readonly onCopyLink?: () => void
  readonly onClose: () => void
}

/** What is in the sheet from which every report is taken away: it ends with the file or the copy. */
export function ExportOf<Source>({ of, onCopyLink, onClose }: ExportOfProps<Source>) {
  const say = useSay()
  const closeAndCopyLink = (): void => {
    onClose()
    onCopyLink?.()
  }
  return (
    <ExportForm
      of={of}
      onSave={saveBlob}
      onCopy={copyTable}
      {...(onCopyLink === undefined ? {} : { onCopyLink: closeAndCopyLink })}
      onDone={said => {
        onClose()
        say(said, true)
      }}
      onStopped={said => say(said, true)}
    />
  )
}

async function copyTable(texts: Record<string, Promise<Blob>>): Promise<void> {
  if (navigator.clipboard?.write === undefined) throw new Error('This browser does not let the page copy tables. Save a CSV file instead.')
  await navigator.clipboard.write([new ClipboardItem(texts)])
}
