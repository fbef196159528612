import { classes } from '../classes.ts'
import { Field } from '../Field.tsx'
import css from './PseudonymFields.module.css'
import { isUsable, newPseudonymChoice, type PseudonymChoice } from './pseudonym-choice.ts'

interface PseudonymFieldsProps {
  readonly canSign: boolean
  /** Whether there are places that could be kept. */
  readonly hasPlaces: boolean
  readonly value: PseudonymChoice | null
  readonly onChange: (value: PseudonymChoice | null) => void
}

/** Whether ids are replaced by pseudonyms, under which key, and whether places are told. The key is kept nowhere. */
export function PseudonymFields({ canSign, hasPlaces, value, onChange }: PseudonymFieldsProps) {
  return (
    <div className={css['group']}>
      <label className={css['check']}>
        <input
          type="checkbox"
          disabled={!canSign}
          checked={value !== null}
          onChange={event => onChange(event.target.checked ? newPseudonymChoice() : null)}
        />
        <span>Pseudonyms instead of ids, without names</span>
      </label>
      {canSign ? null : (
        <p className={css['note']}>Browsers make pseudonyms only for pages from https, from this computer, or from a file.</p>
      )}
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
            <label className={css['check']}>
              <input
                type="checkbox"
                checked={value.withPlaces}
                onChange={event => onChange({ ...value, withPlaces: event.target.checked })}
              />
              <span>Keep city and state; a small town and a sum can be one person</span>
            </label>
          ) : null}
        </>
      )}
    </div>
  )
}
