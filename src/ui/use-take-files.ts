import { useState } from 'react'
import type { Problem } from '../base/problems.ts'
import { app } from '../store/app-store.ts'
import type { OpenMode } from './start/DropOverlay.tsx'
import type { Gathered } from './start/gather-files.ts'

export type TakeFiles = (gathered: Gathered, mode: OpenMode) => void

interface FileTaking {
  /** What of the last drop could not even be looked at: folders without files, files that could not be opened. */
  readonly refused: readonly Problem[]
  readonly takeFiles: TakeFiles
  readonly dismissRefused: () => void
}

/** Everything that was dropped, chosen or pasted goes this way. `onTaken` runs when something is going to be read. */
export function useTakeFiles(onTaken: () => void): FileTaking {
  const [refused, setRefused] = useState<readonly Problem[]>([])
  const takeFiles: TakeFiles = ({ files, problems }, mode) => {
    setRefused(problems)
    if (files.length === 0) return
    onTaken()
    app.getState().openFiles(files, mode)
  }
  return { refused, takeFiles, dismissRefused: () => setRefused([]) }
}
