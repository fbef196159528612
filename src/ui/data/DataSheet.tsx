import { type ReactNode, useState } from 'react'
import type { Loaded } from '../../store/session.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { FileButtons } from '../start/FileButtons.tsx'
import type { Gathered } from '../start/gather-files.ts'
import css from './DataSheet.module.css'
import { DataSummary } from './DataSummary.tsx'
import type { RejectFormat } from './RejectList.tsx'

interface DataSheetProps {
  readonly open: boolean
  /** Opens at what was left out instead of at the top. */
  readonly atRejects: boolean
  readonly loaded: Loaded
  readonly onClose: () => void
  readonly onAdd: (gathered: Gathered) => void
  readonly onForget: () => void
  readonly onSaveRejects: (format: RejectFormat) => void
}

/** Everything about the data behind the figures: where it came from, what was counted, what was left out and why. */
export function DataSheet({ open, atRejects, loaded, onClose, onAdd, onForget, onSaveRejects }: DataSheetProps) {
  return (
    <Dialog
      open={open}
      kind="wide"
      title={`The data: ${loaded.label}`}
      onClose={onClose}
      footer={<DataActions onAdd={onAdd} onForget={onForget} />}
    >
      <DataSummary summary={loaded.summary} problems={loaded.problems} atRejects={atRejects} onSaveRejects={onSaveRejects} />
    </Dialog>
  )
}

function DataActions({ onAdd, onForget }: Pick<DataSheetProps, 'onAdd' | 'onForget'>): ReactNode {
  const [isAsking, setIsAsking] = useState(false)
  if (isAsking)
    return (
      <>
        <p className={css['question']}>The data and everything worked out from it go; your files stay where they are.</p>
        <Button onClick={() => setIsAsking(false)}>Keep it</Button>
        <Button kind="danger" icon="trash" onClick={onForget}>
          Forget it
        </Button>
      </>
    )
  return (
    <>
      <Button kind="quiet" icon="trash" className={css['forget']} onClick={() => setIsAsking(true)}>
        Forget everything
      </Button>
      <FileButtons filesLabel="Add files" folderLabel="Add folder" onGathered={onAdd} />
    </>
  )
}
