import { classes } from '../classes.ts'
import css from './LaneBar.module.css'

interface LaneBarProps {
  /** 0 to 1: how far the bar goes. Less than nothing is nothing. */
  readonly share: number
  /** It rests on little. */
  readonly hatched?: boolean
  /** The whole lane stands for all there is, so it is shown. */
  readonly isShare?: boolean
  /** The figure that the bar stands for; the bar itself is for eyes only. */
  readonly children: React.ReactNode
}

/** A figure with a horizontal bar before it, for a column of them: the table is the chart. */
export function LaneBar({ share, hatched = false, isShare = false, children }: LaneBarProps) {
  return (
    <span className={css['lane-bar']}>
      <span className={classes(css['lane'], isShare && css['whole'])} aria-hidden="true">
        {share > 0 ? (
          <span className={classes(css['bar'], hatched && css['hatched'])} style={{ width: `${100 * Math.min(1, share)}%` }} />
        ) : null}
      </span>
      <span className={css['figure']}>{children}</span>
    </span>
  )
}
