import { Check } from '../Check.tsx'
import { classes } from '../classes.ts'
import { Field } from '../Field.tsx'
import css from './PseudonymFields.module.css'
import { isUsable, newPseudonymChoice, type PseudonymChoice } from './pseudonym-choice.ts'

interface PseudonymFieldsProps {
  /** Whether there are places that could be kept. */
  readonly hasPlaces: boolean
  readonly value: PseudonymChoice | null
  readonly onChange: (value: PseudonymChoice | null) => void
}

/** Whether ids are replaced by pseudonyms, under which key, and whether places are told. The key is kept nowhere. */
export function PseudonymFields({ hasPlaces, value, onChange }: PseudonymFieldsProps) {
  return (
    <div className={css['group']}>
      <Check
        label="Pseudonyms instead of ids, without names"
        checked={value !== null}
        onChange={checked => onChange(checked ? newPseudonymChoice() : null)}
      />
      {value === null ? null : (
        <>
          <Field
            label="Key"
            hint="Shown this once and kept nowhere: copy it now, if later files are to have the same pseudonyms. Or enter the key of an earlier one."
            error={
              isUsable(value) ? null : 'This is no key: expected are the 25 letters and digits as they were shown. One may be mistyped.'
            }
          >
            {input => (
              <input
                {...input}
                className={classes(input.className, css['key'])}
                type="text"
                autoComplete="off"
                spellCheck={false}
                value={value.key}
                onChange={event => onChange({ ...value, key: event.target.value })}
              />
            )}
          </Field>
          {hasPlaces ? (
            <Check
              label="Keep city and state; a small town and a sum can be one person"
              checked={value.withPlaces}
              onChange={withPlaces => onChange({ ...value, withPlaces })}
            />
          ) : null}
        </>
      )}
    </div>
  )
}
