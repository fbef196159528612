import { hostedFiles } from 'virtual:hosted-data'
import { useEffect, useState } from 'react'
import type { Problem } from '../../base/problems.ts'
import type { InputFile } from '../../intake/byte-source.ts'
import { kept, useKept } from '../../store/kept-store.ts'
import type { Gathered } from './gather-files.ts'

/** Asked for once, however often the page is mounted. */
let gathering: Promise<Gathered> | null = null

/**
 * Hands over the files that are there when the page opens: those that this copy of the app carries, otherwise those that were kept on this device.
 * Returns what is being done meanwhile, as a sentence, or null.
 * @param onGathered must stay the same from one call to the next
 */
export function useFilesAtHand(onGathered: (gathered: Gathered) => void): string | null {
  const isLooking = useKept(({ kept: { phase } }) => phase === 'looking')
  const [isFetching, setIsFetching] = useState(hostedFiles.length > 0)
  useEffect(() => {
    let isWanted = true
    gathering ??= hostedFiles.length > 0 ? carried() : keptBefore()
    void gathering.then(gathered => {
      if (!isWanted) return
      setIsFetching(false)
      onGathered(gathered)
    })
    return () => {
      isWanted = false
    }
  }, [onGathered])
  if (isFetching) return `Fetching the data that this page comes with: ${hostedFiles.map(({ path }) => path).join(', ')}`
  return isLooking ? 'Opening what is kept on this device.' : null
}

/** What is not whole any more is said where refused files are. */
async function keptBefore(): Promise<Gathered> {
  const files = await kept.getState().find()
  const { failure } = kept.getState()
  return { files: files ?? [], problems: failure === null ? [] : [{ code: 'damaged', file: null, ...failure }] }
}

/** Never rejects: what cannot be had is among the problems. */
async function carried(): Promise<Gathered> {
  const files: InputFile[] = []
  const problems: Problem[] = []
  for (const { path, parts } of hostedFiles) {
    try {
      const bytes: Uint8Array<ArrayBuffer>[] = []
      // One after the other: all at once would have their texts in memory side by side.
      for (const part of parts) bytes.push(Uint8Array.from(atob((await part()).default), letter => letter.charCodeAt(0)))
      files.push({ path, content: new Blob(bytes) })
    } catch (error) {
      problems.push({
        code: 'unreadable',
        file: path,
        message: `“${path}”, which this page should have brought along, could not be loaded: ${error instanceof Error ? error.message : String(error)}`,
        wayOut: 'Reload the page. If that does not help, its host has lost a part of it.',
      })
    }
  }
  return { files, problems }
}
