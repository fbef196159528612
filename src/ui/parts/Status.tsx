import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import css from './Status.module.css'

interface Said {
  /** Counts messages, so that the same words twice are said twice. */
  readonly number: number
  readonly message: string
}

/** What is on the screen stays its while there, also when something is said behind it that is for ears alone. */
interface Heard {
  readonly shown: Said | null
  readonly unshown: Said | null
}

/** Says something to everyone: `shown` also puts it on the screen for a while, for what has no other visible trace. */
export type Say = (message: string, shown?: boolean) => void

const StatusContext = createContext<Say>(() => {})
const SHOWN_MS = 6000

/** The page's one polite status region. Components inside say things through {@link useSay}. */
export function Status({ children }: { readonly children: ReactNode }) {
  const [{ shown, unshown }, setHeard] = useState<Heard>({ shown: null, unshown: null })
  const say = useCallback<Say>((message, isShown = false) => {
    setHeard(before => {
      const said = { number: 1 + Math.max(before.shown?.number ?? 0, before.unshown?.number ?? 0), message }
      return isShown ? { shown: said, unshown: null } : { shown: before.shown, unshown: said }
    })
  }, [])

  useEffect(() => {
    if (shown === null) return
    const timer = setTimeout(() => setHeard(now => ({ ...now, shown: null })), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [shown])

  return (
    <StatusContext value={say}>
      {children}
      <div role="status" className={shown === null ? 'visually-hidden' : css['region']}>
        {shown === null ? null : <span key={shown.number}>{shown.message}</span>}
        {unshown === null ? null : (
          <span key={unshown.number} className="visually-hidden">
            {unshown.message}
          </span>
        )}
      </div>
    </StatusContext>
  )
}

export function useSay(): Say {
  return useContext(StatusContext)
}
