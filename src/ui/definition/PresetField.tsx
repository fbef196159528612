import type { Definition } from '../../ltv/definition.ts'
import { Field } from '../parts/Field.tsx'
import { PRESETS, presetOf, withPreset } from './presets.ts'

interface PresetFieldProps {
  readonly definition: Definition
  readonly onChange: (definition: Definition) => void
}

const OWN = 'own'

/** A definition by its name. */
export function PresetField({ definition, onChange }: PresetFieldProps) {
  const current = presetOf(definition)
  const choose = (id: string): void => {
    const preset = PRESETS.find(candidate => candidate.id === id)
    if (preset !== undefined) onChange(withPreset(definition, preset))
  }
  return (
    <Field label="Named definition" hint={current === null ? 'Your own combination.' : current.description}>
      {input => (
        <select {...input} value={current?.id ?? OWN} onChange={event => choose(event.target.value)}>
          {PRESETS.map(preset => (
            <option key={preset.id} value={preset.id}>
              {preset.name}
            </option>
          ))}
          {current === null ? <option value={OWN}>Own</option> : null}
        </select>
      )}
    </Field>
  )
}
