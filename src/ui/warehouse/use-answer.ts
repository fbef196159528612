import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { WarehouseFailure, type WarehouseProblem } from '../../warehouse/problems.ts'
import type { Answer, Asking, QueryProgress, RanQuery } from '../../warehouse/warehouse.ts'

/** A question that is open. Being stopped, it stays so until the server has said that nothing of it runs any more. */
export interface Open {
  readonly phase: 'asking'
  readonly progress: QueryProgress | null
  readonly isStopping: boolean
}

/** Where a question to the warehouse stands. An answer is there whole or not at all. */
export type Asked<Value> =
  | Open
  | { readonly phase: 'answered'; readonly value: Value; readonly ran: readonly RanQuery[] }
  | { readonly phase: 'failed'; readonly problem: WarehouseProblem }

const OPEN: Open = { phase: 'asking', progress: null, isStopping: false }

export interface Question<Value> {
  /** Null while nothing is asked. */
  readonly asked: Asked<Value> | null
  /** Ends the query on the server; the question then has failed as cancelled. */
  readonly cancel: () => void
  readonly again: () => void
}

/**
 * Asks as long as somebody looks: another key, or leaving, gives up the question before, and with it its query on the server.
 * @param key says all that the question is; null asks nothing
 */
export function useAnswer<Value>(key: string | null, ask: (asking: Required<Asking>) => Promise<Answer<Value>>): Question<Value> {
  const [attempt, setAttempt] = useState(0)
  const [told, setTold] = useState<{ readonly key: string; readonly attempt: number; readonly asked: Asked<Value> } | null>(null)
  const controller = useRef<AbortController>(null)
  const askNow = useEffectEvent(ask)
  const isTold = told !== null && told.key === key && told.attempt === attempt
  // What was answered and is looked at again, as after a change of the window's width, need not be asked again.
  const isAnswered = useEffectEvent(() => isTold && told.asked.phase === 'answered')
  useEffect(() => {
    if (key === null || isAnswered()) return
    const own = new AbortController()
    controller.current = own
    let isWanted = true
    const tell = (asked: Asked<Value>): void => {
      if (isWanted) setTold({ key, attempt, asked })
    }
    const onProgress = (progress: QueryProgress): void => {
      if (!own.signal.aborted) tell({ ...OPEN, progress })
    }
    askNow({ signal: own.signal, onProgress }).then(
      ({ value, ran }) => tell({ phase: 'answered', value, ran }),
      (reason: unknown) => tell({ phase: 'failed', problem: problemOf(reason) }),
    )
    return () => {
      isWanted = false
      own.abort()
    }
  }, [key, attempt])
  return {
    asked: key === null ? null : isTold ? told.asked : OPEN,
    cancel: () => {
      if (key === null) return
      // What has come in the meantime stands.
      setTold(before =>
        before !== null && before.key === key && before.attempt === attempt && before.asked.phase !== 'asking'
          ? before
          : { key, attempt, asked: { ...OPEN, isStopping: true } },
      )
      controller.current?.abort()
    },
    again: () => setAttempt(attempt + 1),
  }
}

/** What kept a question from being answered. Anything but a failure of the warehouse is a fault of this page, and said as one. */
export function problemOf(reason: unknown): WarehouseProblem {
  if (reason instanceof WarehouseFailure) return reason.problem
  return {
    code: 'unexpected',
    found: `The page itself failed: ${reason instanceof Error ? reason.message : String(reason)}`,
    wayOut: 'Nothing of the answer is shown. Ask again, or load the page anew.',
    serverSays: null,
  }
}
