import { type FormEvent, useState } from 'react'
import { STORE_SWITCHES, type StoreDefinition } from '../../stores/definition.ts'
import { NumberField } from '../parts/NumberField.tsx'
import { Segmented } from '../parts/Segmented.tsx'
import { STORE_SWITCH_WORDS, type StoreSwitchName } from '../words/store-words.ts'
import css from './StoreSwitches.module.css'

type NumberName = 'top' | 'smallGroup'

interface StoreSwitchesProps {
  readonly definition: StoreDefinition
  /** In the order in which they stand. */
  readonly names: readonly (StoreSwitchName | NumberName)[]
  readonly onDefinition: (definition: StoreDefinition) => void
}

/** The parameters that bear on one answer. The same one may stand at several answers: it is one value. */
export function StoreSwitches({ definition, names, onDefinition }: StoreSwitchesProps) {
  return (
    <div className={css['switches']} data-print="no">
      {names.map(name =>
        name === 'top' || name === 'smallGroup' ? (
          <WholeNumber key={name} name={name} definition={definition} onDefinition={onDefinition} />
        ) : (
          <Switch key={name} name={name} definition={definition} onDefinition={onDefinition} />
        ),
      )}
    </div>
  )
}

interface SwitchProps<Name> extends Omit<StoreSwitchesProps, 'names'> {
  readonly name: Name
}

function Switch({ name, definition, onDefinition }: SwitchProps<StoreSwitchName>) {
  const { legend, labels } = STORE_SWITCH_WORDS[name]
  // `as`: the words of a switch have a label for each of its own values, which the union over all switches does not say.
  const labelOf = labels as Readonly<Record<string, string>>
  const options = STORE_SWITCHES[name].map(value => ({ value: value as string, label: labelOf[value] ?? value }))
  // A switch answers to the hand at once; the definition follows when its answers are there.
  const [pressed, setPressed] = useState<{ readonly value: string; readonly under: StoreDefinition } | null>(null)
  return (
    <div>
      <p className={css['legend']} aria-hidden="true">
        {legend}
      </p>
      <Segmented
        legend={legend}
        options={options}
        value={pressed?.under === definition ? pressed.value : definition[name]}
        onChange={value => {
          setPressed({ value, under: definition })
          onDefinition({ ...definition, [name]: value })
        }}
      />
    </div>
  )
}

const NUMBER_WORDS = {
  top: { label: 'Show top', most: 1_000_000 },
  smallGroup: { label: 'Mark groups of fewer than', most: 1_000_000 },
} as const satisfies Record<NumberName, object>

/** Takes effect when it is left or with Enter: answering again for each digit would only get in the way. */
function WholeNumber({ name, definition, onDefinition }: SwitchProps<NumberName>) {
  const [draft, setDraft] = useState<number | null>(null)
  const { label, most } = NUMBER_WORDS[name]
  const settle = (): void => {
    setDraft(null)
    if (draft !== null && draft !== definition[name]) onDefinition({ ...definition, [name]: draft })
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    settle()
  }
  return (
    <form className={css['number']} onSubmit={submit}>
      <NumberField label={label} value={draft ?? definition[name]} least={0} most={most} onChange={setDraft} onLeave={settle} />
    </form>
  )
}
