import type { ReactNode } from 'react'
import css from './Check.module.css'

interface CheckProps {
  readonly label: ReactNode
  readonly checked: boolean
  readonly disabled?: boolean
  /** What it means as it stands. */
  readonly note?: string
  readonly onChange: (checked: boolean) => void
}

/** A box to tick, with what it is for beside it. */
export function Check({ label, checked, disabled = false, note, onChange }: CheckProps) {
  return (
    <div>
      <label className={css['check']}>
        <input type="checkbox" checked={checked} disabled={disabled} onChange={event => onChange(event.target.checked)} />
        <span>{label}</span>
      </label>
      {note === undefined ? null : <p className={css['note']}>{note}</p>}
    </div>
  )
}
