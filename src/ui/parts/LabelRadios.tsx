import { useId } from 'react'
import { classes } from './classes.ts'
import css from './LabelRadios.module.css'

export interface LabelOption<Value extends string> {
  readonly value: Value
  readonly label: string
  /** Read out with the label, not shown. */
  readonly explanation?: string
  readonly disabled?: boolean
}

interface LabelRadiosProps<Value extends string> {
  readonly options: readonly LabelOption<Value>[]
  readonly value: Value
  readonly onChange: (value: Value) => void
  /** For what labels look like in the row they stand in. */
  readonly labelClass?: string | undefined
}

/** Native radio buttons drawn as their labels, for a group that has its own frame and legend. */
export function LabelRadios<Value extends string>({ options, value, onChange, labelClass }: LabelRadiosProps<Value>) {
  const name = useId()
  return options.map(option => (
    <label key={option.value} className={css['option']}>
      <input
        type="radio"
        className={css['input']}
        name={name}
        value={option.value}
        checked={option.value === value}
        disabled={option.disabled}
        onChange={() => onChange(option.value)}
      />
      <span className={classes(css['label'], labelClass)}>{option.label}</span>
      {option.explanation === undefined ? null : <span className="visually-hidden"> {option.explanation}</span>}
    </label>
  ))
}
