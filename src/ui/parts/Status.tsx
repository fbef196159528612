import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import css from './Status.module.css'

interface Said {
  /** Counts messages, so that the same words twice are said twice. */
  readonly number: number
  readonly message: string
  readonly shown: boolean
}

/** Says something to everyone: `shown` also puts it on the screen for a while, for what has no other visible trace. */
export type Say = (message: string, shown?: boolean) => void

const StatusContext = createContext<Say>(() => {})
const SHOWN_MS = 6000

/** The page's one polite status region. Components inside say things through {@link useSay}. */
export function Status({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState<Said>({ number: 0, message: '', shown: false })
  const say = useCallback<Say>((message, shown = false) => {
    setSaid(before => ({ number: before.number + 1, message, shown }))
  }, [])

  useEffect(() => {
    if (!said.shown) return
    const timer = setTimeout(() => setSaid(now => ({ ...now, message: '', shown: false })), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [said])

  return (
    <StatusContext value={say}>
      {children}
      <div role="status" className={said.shown ? css['region'] : 'visually-hidden'}>
        {said.message === '' ? null : <span key={said.number}>{said.message}</span>}
      </div>
    </StatusContext>
  )
}

export function useSay(): Say {
  return useContext(StatusContext)
}
