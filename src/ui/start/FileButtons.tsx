import { useRef } from 'react'
import { Button, type ButtonKind } from '../parts/Button.tsx'
import { type Gathered, takenFiles } from './gather-files.ts'

interface FileButtonsProps {
  readonly onGathered: (gathered: Gathered) => void
  readonly filesLabel?: string
  readonly folderLabel?: string
  readonly filesKind?: ButtonKind
}

/** “Choose files” and “Choose folder”: what a drop does, for the keyboard and the phone. */
export function FileButtons({
  onGathered,
  filesLabel = 'Choose files',
  folderLabel = 'Choose folder',
  filesKind = 'plain',
}: FileButtonsProps) {
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const asFolderInput = (input: HTMLInputElement | null): void => {
    folder.current = input
    // React has no property for it.
    if (input !== null) input.webkitdirectory = true
  }
  return (
    <>
      <Button kind={filesKind} icon="file" onClick={() => files.current?.click()}>
        {filesLabel}
      </Button>
      <Button icon="folder" onClick={() => folder.current?.click()}>
        {folderLabel}
      </Button>
      <input ref={files} type="file" multiple hidden onChange={event => onGathered(takenFiles(event.currentTarget))} />
      <input ref={asFolderInput} type="file" hidden onChange={event => onGathered(takenFiles(event.currentTarget))} />
    </>
  )
}
