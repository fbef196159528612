import type { ReactNode } from 'react'
import css from './Tag.module.css'

/** A small amber word beside a figure that needs care. */
export function Tag({ children, title }: { readonly children: ReactNode; readonly title?: string }) {
  return (
    <span className={css['tag']} title={title}>
      {children}
    </span>
  )
}
