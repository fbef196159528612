import { useId } from 'react'
import css from './Pills.module.css'

interface PillsProps<Value extends string> {
  readonly legend: string
  /** Explanations are read out with each; on the screen that of the chosen one stands beneath. */
  readonly options: readonly { readonly value: Value; readonly label: string; readonly explanation: string; readonly disabled?: boolean }[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** Many choices in little room, with a word on the one in force: native radio buttons in a group. */
export function Pills<Value extends string>({ legend, options, value, onChange }: PillsProps<Value>) {
  const name = useId()
  return (
    <fieldset>
      <legend className={css['legend']}>{legend}</legend>
      <div className={css['pills']}>
        {options.map(option => (
          <label key={option.value} className={css['pill']}>
            <input
              type="radio"
              className={css['input']}
              name={name}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span> <span className="visually-hidden">{option.explanation}</span>
          </label>
        ))}
      </div>
      <p className={css['explanation']} aria-hidden="true">
        {options.find(option => option.value === value)?.explanation}
      </p>
    </fieldset>
  )
}
