import type { ReactNode } from 'react'
import css from './FactRow.module.css'
import { Explained } from './Popover.tsx'

/** Four figures side by side. */
export function FactRow({ children }: { readonly children: ReactNode }) {
  return <dl className={css['facts']}>{children}</dl>
}

interface FactProps {
  readonly term: string
  readonly value: string
  /** The figure in full, where it is shortened. */
  readonly title?: string | undefined
  /** How it was counted: what the term opens to. */
  readonly children: ReactNode
}

export function Fact({ term, value, title, children }: FactProps) {
  return (
    <div className={css['fact']}>
      <dt className={css['term']}>
        <Explained term={term}>{children}</Explained>
      </dt>
      <dd className={css['value']} title={title}>
        {value}
      </dd>
    </div>
  )
}
