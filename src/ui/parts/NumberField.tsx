import { type ReactNode, useState } from 'react'
import { decimal } from '../words/numbers.ts'
import { typedNumber } from '../words/typed-number.ts'
import { Field } from './Field.tsx'

interface NumberFieldProps {
  readonly label: ReactNode
  readonly value: number
  readonly least: number
  readonly most: number
  /** Digits allowed after the decimal point. */
  readonly decimals?: number
  readonly hint?: ReactNode
  /** Told of every text that is a number within the limits; other texts stay in the field with a message. */
  readonly onChange: (value: number) => void
  /** The field was left with a number in it. */
  readonly onLeave?: () => void
}

/** A number typed as text, so that half-written numbers are not fought over; groups of three and decimal commas are understood. */
export function NumberField({ label, value, least, most, decimals = 0, hint, onChange, onLeave }: NumberFieldProps) {
  // The text as typed, with the value it was typed at: once the value is another (set elsewhere), the text has had its day.
  const [draft, setDraft] = useState<{ readonly text: string; readonly value: number } | null>(null)
  const text = draft !== null && draft.value === value ? draft.text : String(value)
  const parsed = parseNumber(text, least, most, decimals)
  const enter = (entered: string): void => {
    const number = parseNumber(entered, least, most, decimals)
    setDraft({ text: entered, value: number ?? value })
    if (number !== null) onChange(number)
  }
  return (
    <Field label={label} hint={hint} error={parsed === null ? expectation(text, least, most, decimals) : null}>
      {input => (
        <input
          {...input}
          type="text"
          inputMode={decimals === 0 ? 'numeric' : 'decimal'}
          autoComplete="off"
          value={text}
          onChange={event => enter(event.target.value)}
          onBlur={() => {
            if (parsed === null) return
            setDraft(null)
            onLeave?.()
          }}
        />
      )}
    </Field>
  )
}

function parseNumber(text: string, least: number, most: number, decimals: number): number | null {
  const number = typedNumber(text, decimals)
  return number !== null && number >= least && number <= most ? number : null
}

function expectation(text: string, least: number, most: number, decimals: number): string {
  const kind = decimals === 0 ? 'a whole number' : `a number with up to ${decimals} decimals`
  const range = `${kind} from ${decimal(least, decimals)} to ${decimal(most, decimals)}`
  return text.trim() === '' ? `Nothing is entered; expected is ${range}.` : `“${text.trim()}” is not ${range}.`
}
