import { type FormEvent, type ReactNode, useId } from 'react'
import css from './FindField.module.css'

interface FindFieldProps {
  /** What is to be typed; read out, and shown while nothing is typed. */
  readonly label: string
  readonly text: string
  /** What begins as typed, offered by the browser in its own way. */
  readonly suggestions?: readonly { readonly value: string; readonly label: string }[]
  readonly onText: (text: string) => void
  /** Asked for with Enter or the button. */
  readonly onFind: () => void
  /** Why nothing was found, and what may be meant instead; null when there is nothing to say. */
  readonly missed: ReactNode
  /** The button. */
  readonly children: ReactNode
}

/** A field in which somebody or something is looked for by typing. */
export function FindField({ label, text, suggestions, onText, onFind, missed, children }: FindFieldProps) {
  const id = useId()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onFind()
  }
  return (
    <form className={css['find']} onSubmit={submit} data-print="no">
      <div className={css['field']}>
        <input
          className={css['input']}
          type="text"
          aria-label={label}
          aria-describedby={`${id}-missed`}
          {...(suggestions === undefined ? {} : { list: `${id}-list` })}
          placeholder={label}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={text}
          onChange={event => onText(event.target.value)}
        />
        {suggestions === undefined ? null : (
          <datalist id={`${id}-list`}>
            {suggestions.map(({ value, label: words }) => (
              <option key={value} value={value} label={words} />
            ))}
          </datalist>
        )}
        {children}
      </div>
      <p id={`${id}-missed`} className={css['missed']} role="status">
        {missed}
      </p>
    </form>
  )
}
