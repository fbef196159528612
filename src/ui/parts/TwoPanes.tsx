import type { ReactNode } from 'react'
import css from './TwoPanes.module.css'

interface TwoPanesProps {
  readonly children: ReactNode
  /** What stands beside it, and below it where the window is narrow. */
  readonly side: ReactNode
  /** What the side is about, for those who do not see it. */
  readonly sideLabel: string
}

/** A first screen: what is to be done, and what helps with it. */
export function TwoPanes({ children, side, sideLabel }: TwoPanesProps) {
  return (
    <div className={css['panes']}>
      <div className={css['main']}>{children}</div>
      <aside className={css['side']} aria-label={sideLabel}>
        {side}
      </aside>
    </div>
  )
}
