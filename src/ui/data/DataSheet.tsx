import { useState } from 'react'
import type { Problem } from '../../base/problems.ts'
import type { Summary } from '../../worker/protocol.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { FileButtons } from '../start/FileButtons.tsx'
import type { Gathered } from '../start/gather-files.ts'
import css from './DataSheet.module.css'
import { DataSummary } from './DataSummary.tsx'
import { KeepOnDevice, type KeepOnDeviceProps } from './KeepOnDevice.tsx'
import type { RejectFormat } from './RejectList.tsx'
import { StoreTables } from './StoreTables.tsx'

interface DataSheetProps {
  readonly open: boolean
  /** Opens at what was left out instead of at the top. */
  readonly atRejects: boolean
  readonly title: string
  readonly summary: Summary
  readonly problems: readonly Problem[]
  /** What is kept on this device, and what could be; null when there are no data. */
  readonly keep: KeepOnDeviceProps | null
  /** What can be done with the data; null when there are none. */
  readonly actions: DataActionsProps | null
  readonly onSaveRejects: (format: RejectFormat) => void
  readonly onClose: () => void
}

interface DataActionsProps {
  readonly onAdd: (gathered: Gathered) => void
  readonly onForget: () => void
}

/** Everything about the data behind the figures: where it came from, what was counted, what was left out and why. */
export function DataSheet({ open, title, keep, actions, summary, onClose, ...rest }: DataSheetProps) {
  return (
    <Dialog open={open} kind="wide" title={title} onClose={onClose} footer={actions === null ? undefined : <DataActions {...actions} />}>
      {'tables' in summary ? <StoreTables summary={summary} {...rest} /> : <DataSummary summary={summary} {...rest} />}
      {keep === null ? null : <KeepOnDevice {...keep} />}
    </Dialog>
  )
}

function DataActions({ onAdd, onForget }: DataActionsProps) {
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
