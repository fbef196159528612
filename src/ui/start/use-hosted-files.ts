import { hostedFiles } from 'virtual:hosted-data'
import { useEffect, useState } from 'react'
import type { Problem } from '../../base/problems.ts'
import type { InputFile } from '../../intake/byte-source.ts'
import type { Gathered } from './gather-files.ts'

/** Asked for once, however often the page is mounted. */
let gathering: Promise<Gathered> | null = null

/**
 * Hands over the files that this copy of the app carries, if it carries any. Returns their names while they are being fetched, otherwise none.
 * @param onGathered must stay the same from one call to the next
 */
export function useHostedFiles(onGathered: (gathered: Gathered) => void): readonly string[] {
  const [isGetting, setIsGetting] = useState(hostedFiles.length > 0)
  useEffect(() => {
    if (hostedFiles.length === 0) return
    let isWanted = true
    gathering ??= gather()
    void gathering.then(gathered => {
      if (!isWanted) return
      setIsGetting(false)
      onGathered(gathered)
    })
    return () => {
      isWanted = false
    }
  }, [onGathered])
  return isGetting ? hostedFiles.map(({ path }) => path) : []
}

/** Never rejects: what cannot be had is among the problems. */
async function gather(): Promise<Gathered> {
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
