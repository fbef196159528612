import type { ReactNode } from 'react'
import css from './SheetForm.module.css'

interface SheetFormProps {
  /** What the button at the end, or Enter, does. */
  readonly onSubmit: () => void
  readonly children: ReactNode
}

/** What is filled in within a sheet, one thing below the other, with what can be done at the end. */
export function SheetForm({ onSubmit, children }: SheetFormProps) {
  return (
    <form
      className={css['form']}
      onSubmit={event => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
    </form>
  )
}

/** A sentence that explains what stands above it. */
export function FormNote({ children }: { readonly children: ReactNode }) {
  return <p className={css['note']}>{children}</p>
}

/** The buttons at the end, the one that is meant last. */
export function FormActions({ children }: { readonly children: ReactNode }) {
  return <div className={css['actions']}>{children}</div>
}
