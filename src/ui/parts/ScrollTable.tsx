import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import css from './ScrollTable.module.css'

interface ScrollTableProps {
  /** What the table holds, read out. */
  readonly caption: string
  /** What the box is called to those who come to scroll it by keyboard; without, the caption says it. */
  readonly label?: string
  /** Rows of words and numbers; `numbers` behind a chart, closer together and never high; or a `map` of shaded cells, as wide as they are. */
  readonly kind?: 'rows' | 'numbers' | 'map'
  /** Classes for what a box or a table has of its own: whatever they say outweighs what is said here. */
  readonly boxClass?: string | undefined
  readonly tableClass?: string | undefined
  /** `thead` and `tbody`. */
  readonly children: ReactNode
}

/** A table in a box of its own, in which it scrolls when it is wide or long, under headings that stay. */
export function ScrollTable({
  caption,
  label = `${caption}, scrollable`,
  kind = 'rows',
  boxClass,
  tableClass,
  children,
}: ScrollTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard to be scrolled
    <section className={classes(css['box'], css[kind], boxClass)} tabIndex={0} aria-label={label}>
      <table className={classes(css['table'], tableClass)}>
        <caption className="visually-hidden">{caption}</caption>
        {children}
      </table>
    </section>
  )
}
