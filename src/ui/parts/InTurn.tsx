import { createContext, type ReactNode, startTransition, useContext, useEffect, useState } from 'react'

/** How many turns have come. Where nobody takes turns, all have. */
const TurnContext = createContext(Number.POSITIVE_INFINITY)

interface TurnsProps {
  readonly turns: number
  readonly children: ReactNode
}

/** Lets what stands in its turns (see {@link InTurn}) be drawn one after the other, so that a long page is never drawn at one go: what is outside of them is there first. */
export function Turns({ turns, children }: TurnsProps) {
  const [come, setCome] = useState(0)
  // An effect runs when what came before is drawn, and a transition leaves the page to whoever presses something meanwhile.
  useEffect(() => {
    if (come < turns) startTransition(() => setCome(come + 1))
  }, [come, turns])
  return <TurnContext value={come}>{children}</TurnContext>
}

interface InTurnProps {
  /** From 0. */
  readonly turn: number
  readonly children: ReactNode
}

/** Draws nothing until its turn has come. */
export function InTurn({ turn, children }: InTurnProps) {
  return useContext(TurnContext) > turn ? children : null
}
