import { type ReactNode, useId } from 'react'
import css from './Choices.module.css'

interface ChoicesProps<Value extends string> {
  readonly legend: string
  readonly options: readonly {
    readonly value: Value
    readonly label: ReactNode
    readonly explanation: ReactNode
    readonly disabled?: boolean
  }[]
  readonly value: Value
  readonly disabled?: boolean
  readonly onChange: (value: Value) => void
}

/** A few choices one under the other, each with what it means; one of them is in force. Native radio buttons in a group. */
export function Choices<Value extends string>({ legend, options, value, disabled = false, onChange }: ChoicesProps<Value>) {
  const name = useId()
  return (
    <fieldset disabled={disabled}>
      <legend className={css['legend']}>{legend}</legend>
      {options.map(option => (
        <label key={option.value} className={css['choice']}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            disabled={option.disabled === true}
            onChange={() => onChange(option.value)}
          />
          <span>
            <b>{option.label}</b>
            <span>{option.explanation}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
