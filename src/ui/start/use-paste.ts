import { useEffect, useEffectEvent } from 'react'
import { chosenFiles, type Gathered } from './gather-files.ts'

interface PasteTakers {
  readonly onFiles: (gathered: Gathered) => void
  readonly onText: (text: string) => void
}

/** Takes what is pasted anywhere on the page, except into a text field. Files win over text: copying a file also copies its name. */
export function usePaste({ onFiles, onText }: PasteTakers): void {
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const { clipboardData, target } = event
    if (clipboardData === null || (target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null)) return
    const text = clipboardData.getData('text/plain')
    if (clipboardData.files.length > 0) onFiles(chosenFiles(clipboardData.files))
    else if (text.trim() !== '') onText(text)
    else return
    event.preventDefault()
  })
  // A paste without a focused field goes to the document, which React does not own.
  useEffect(() => {
    const take = (event: ClipboardEvent): void => paste(event)
    document.addEventListener('paste', take)
    return () => document.removeEventListener('paste', take)
  }, [])
}
