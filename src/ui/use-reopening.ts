import { useEffect, useState } from 'react'
import { type Reopenable, rememberedReopening, rememberReopening, reopened } from '../keep/reopening.ts'
import { app } from '../store/app-store.ts'
import { fragmentOfView } from '../store/view-link.ts'
import type { TakeFiles } from './use-take-files.ts'

/** Files that were dropped at an earlier visit, to be opened again with leave, in the view they were looked at. */
export function useReopening(onFiles: TakeFiles): { readonly names: readonly string[]; readonly reopen: () => void } {
  const [reopenable, setReopenable] = useState<Reopenable | null>(null)
  useEffect(() => {
    let isWanted = true
    void rememberedReopening().then(found => {
      if (isWanted) setReopenable(found)
    })
    return () => {
      isWanted = false
    }
  }, [])
  const reopen = async (found: Reopenable): Promise<void> => {
    try {
      const files = await reopened(found)
      app.getState().restoreView(found.fragment)
      onFiles({ files, problems: [] }, 'replace')
    } catch (error) {
      setReopenable(null)
      const message = error instanceof Error ? error.message : String(error)
      onFiles({ files: [], problems: [{ code: 'unreadable', file: null, message, wayOut: 'Drop or choose the file.' }] }, 'replace')
    }
  }
  return {
    names: reopenable?.ways.map(({ name }) => name) ?? [],
    reopen: () => {
      if (reopenable !== null) void reopen(reopenable)
    },
  }
}

/** Keeps the view beside the way to the files, whenever the page is left. */
export function useViewRemembered(): void {
  useEffect(() => {
    const leave = (): void => {
      if (document.visibilityState !== 'hidden' || app.getState().session.phase !== 'ready') return
      const fragment = fragmentOfView(app.getState().view)
      void rememberedReopening().then(found => {
        if (found !== null) void rememberReopening({ ...found, fragment })
      })
    }
    document.addEventListener('visibilitychange', leave)
    return () => document.removeEventListener('visibilitychange', leave)
  }, [])
}
