import { LabelRadios } from './LabelRadios.tsx'
import css from './Segmented.module.css'

interface SegmentedProps<Value extends string> {
  /** What is chosen here; read out, not shown. */
  readonly legend: string
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** A few choices side by side, one of them in force: native radio buttons in a group. */
export function Segmented<Value extends string>({ legend, ...radios }: SegmentedProps<Value>) {
  return (
    <fieldset className={css['segmented']}>
      <legend className="visually-hidden">{legend}</legend>
      <LabelRadios {...radios} />
    </fieldset>
  )
}
