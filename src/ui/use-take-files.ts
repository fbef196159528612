import { useState } from 'react'
import type { Problem } from '../base/problems.ts'
import { type FileWay, rememberedReopening, rememberReopening } from '../keep/reopening.ts'
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

/** So that the same files can be opened again at the next visit, in one click. */
async function rememberWays(ways: Promise<readonly FileWay[]>, mode: OpenMode): Promise<void> {
  const before = mode === 'add' ? ((await rememberedReopening())?.ways ?? []) : []
  const all = [...before, ...(await ways)]
  if (all.length > 0) await rememberReopening({ ways: all, fragment: '' })
}

/** Everything that was dropped, chosen or pasted goes this way. `onTaken` runs when something is going to be read. */
export function useTakeFiles(onTaken: () => void): FileTaking {
  const [refused, setRefused] = useState<readonly Problem[]>([])
  const takeFiles: TakeFiles = ({ files, problems, ways }, mode) => {
    setRefused(problems)
    if (files.length === 0) return
    onTaken()
    app.getState().openFiles(files, mode)
    if (ways !== undefined) void rememberWays(ways, mode)
  }
  return { refused, takeFiles, dismissRefused: () => setRefused([]) }
}
