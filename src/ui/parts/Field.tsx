import { type ReactNode, useId } from 'react'
import css from './Field.module.css'
import { Icon } from './Icon.tsx'

/** To be spread on the input that the field names. */
export interface FieldInput {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean | undefined
  readonly className: string | undefined
}

interface FieldProps {
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** What is wrong with the present text and what is expected, or null. */
  readonly error?: string | null
  readonly children: (input: FieldInput) => ReactNode
}

/** A label, an input, and under it what to enter or what is wrong. */
export function Field({ label, hint, error = null, children }: FieldProps) {
  const id = useId()
  const noteId = `${id}-note`
  const note = error ?? hint
  return (
    <div className={css['field']}>
      <label htmlFor={id} className={css['label']}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': note === undefined ? undefined : noteId,
        'aria-invalid': error === null ? undefined : true,
        className: css['input'],
      })}
      {note === undefined ? null : (
        <p id={noteId} className={error === null ? css['hint'] : css['error']}>
          {error === null ? null : <Icon name="warning" size={14} />}
          {note}
        </p>
      )}
    </div>
  )
}
