import { newPseudonymKey, readPseudonymKey } from '../../share/pseudonyms.ts'
import { classes } from '../parts/classes.ts'
import { Field } from '../parts/Field.tsx'
import css from './ReportForm.module.css'
import type { Order } from './ReportForm.tsx'

interface PseudonymFieldsProps {
  readonly canSign: boolean
  readonly value: Order['pseudonyms']
  readonly onChange: (value: Order['pseudonyms']) => void
}

/** Whether people go by pseudonyms, under which key, and whether places are told. The key is kept nowhere. */
export function PseudonymFields({ canSign, value, onChange }: PseudonymFieldsProps) {
  return (
    <div className={css['pseudonyms']}>
      <label className={css['check']}>
        <input
          type="checkbox"
          disabled={!canSign}
          checked={value !== null}
          onChange={event => onChange(event.target.checked ? { key: newPseudonymKey(randomBytes), withPlaces: false } : null)}
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
            hint="Shown this once and kept nowhere: copy it now, if later reports are to have the same pseudonyms. Or enter the key of an earlier one."
            error={
              readPseudonymKey(value.key) === null
                ? 'This is no key: expected are the 25 letters and digits as they were shown. One may be mistyped.'
                : null
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
          <label className={css['check']}>
            <input
              type="checkbox"
              checked={value.withPlaces}
              onChange={event => onChange({ ...value, withPlaces: event.target.checked })}
            />
            <span>Keep city and state; a small town and a sum can be one person</span>
          </label>
        </>
      )}
    </div>
  )
}

function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count))
}
