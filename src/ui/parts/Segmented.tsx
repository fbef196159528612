import { useId } from 'react'
import css from './Segmented.module.css'

interface SegmentedProps<Value extends string> {
  /** What is chosen here; read out, not shown. */
  readonly legend: string
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** A few choices side by side, one of them in force: native radio buttons in a group. */
export function Segmented<Value extends string>({ legend, options, value, onChange }: SegmentedProps<Value>) {
  const name = useId()
  return (
    <fieldset className={css['segmented']}>
      <legend className="visually-hidden">{legend}</legend>
      {options.map(option => (
        <label key={option.value} className={css['option']}>
          <input
            type="radio"
            className={css['input']}
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
