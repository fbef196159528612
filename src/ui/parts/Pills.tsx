import { LabelRadios } from './LabelRadios.tsx'
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
  return (
    <fieldset>
      <legend className={css['legend']}>{legend}</legend>
      <div className={css['pills']}>
        <LabelRadios options={options} value={value} onChange={onChange} labelClass={css['pill']} />
      </div>
      <p className={css['explanation']} aria-hidden="true">
        {options.find(option => option.value === value)?.explanation}
      </p>
    </fieldset>
  )
}
