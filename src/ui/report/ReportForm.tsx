import { useState } from 'react'
import { readPseudonymKey } from '../../share/pseudonyms.ts'
import type { LoadedCustomers } from '../../store/session.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { NumberField } from '../parts/NumberField.tsx'
import { PseudonymFields } from '../parts/pseudonyms/PseudonymFields.tsx'
import { FormActions, FormNote, SheetForm } from '../parts/SheetForm.tsx'
import { bytes, count } from '../words/numbers.ts'
import css from './ReportForm.module.css'
import { limitsSaid, MOST_EVENTS_EACH, MOST_RECEIPTS, MOST_ROWS, proposedChoices, type ReportChoices } from './report-choices.ts'
import { estimatedBytes } from './size-estimate.ts'

/** A report as it is wanted. */
export interface Order {
  readonly choices: ReportChoices
  /** Null: people go by their ids and names. */
  readonly pseudonyms: { readonly key: string; readonly withPlaces: boolean } | null
}

interface ReportFormProps {
  readonly loaded: Pick<LoadedCustomers, 'ranking'>
  /** The customers that the table on the page shows. */
  readonly x: number
  /** Makes and saves it; rejects with an Error that says why not. `told` hears how far it is. */
  readonly onSave: (order: Order, told: (done: string) => void) => Promise<void>
}

/** What goes into a report, how large it will be, and who can be told from it. Nothing is made before that is on the screen. */
export function ReportForm({ loaded, x, onSave }: ReportFormProps) {
  const { ranking } = loaded
  const [choices, setChoices] = useState(() => proposedChoices(x))
  const [pseudonyms, setPseudonyms] = useState<Order['pseudonyms']>(null)
  const [work, setWork] = useState<'idle' | { readonly done: string } | { readonly failure: string }>('idle')
  const busy = work !== 'idle' && 'done' in work
  const mostRows = Math.min(ranking.ranked, MOST_ROWS)
  const mostReceipts = Math.min(choices.rows, MOST_RECEIPTS)
  const wanted = { ...choices, receipts: Math.min(choices.receipts, mostReceipts) }
  const limits = limitsSaid(x)
  const key = pseudonyms === null ? null : readPseudonymKey(pseudonyms.key)

  const save = async (): Promise<void> => {
    setWork({ done: 'Working' })
    try {
      await onSave({ choices: wanted, pseudonyms: pseudonyms === null || key === null ? null : { ...pseudonyms, key } }, done =>
        setWork({ done }),
      )
      setWork('idle')
    } catch (error) {
      setWork({ failure: error instanceof Error ? error.message : String(error) })
    }
  }

  return (
    <SheetForm onSubmit={() => void save()}>
      <p>
        One HTML file with the headline, its definition, the table, the charts, receipts down to events and file lines, and what was left
        out. It opens from the disk in any browser, asks nobody for anything, and prints on A4 or Letter.
      </p>
      <div className={css['numbers']}>
        <NumberField
          label="Customers in the table"
          value={choices.rows}
          least={1}
          most={mostRows}
          onChange={rows => setChoices({ ...choices, rows })}
        />
        <NumberField
          label="Receipts of the best"
          value={wanted.receipts}
          least={0}
          most={mostReceipts}
          onChange={receipts => setChoices({ ...choices, receipts })}
        />
        <NumberField
          label="Newest events of each"
          value={choices.eventsEach}
          least={0}
          most={MOST_EVENTS_EACH}
          onChange={eventsEach => setChoices({ ...choices, eventsEach })}
        />
      </div>
      <FormNote>
        {limits === null ? '' : `${limits} `}Where a receipt lists fewer events than there are, it says how many of how many.
      </FormNote>
      <PseudonymFields hasPlaces value={pseudonyms} onChange={setPseudonyms} />
      {pseudonyms === null ? (
        <Notice kind="caution" title="The file will hold personal data.">
          Ids of customers, names and places as far as they are known, and what they did when. Whoever gets it can read all of it.
        </Notice>
      ) : null}
      {work !== 'idle' && 'failure' in work ? (
        <Notice kind="failure" title="That did not work.">
          {work.failure}
        </Notice>
      ) : null}
      <FormActions>
        <span className={css['size']}>
          {busy ? work.done : `About ${bytes(estimatedBytes(ranking, wanted))}, ${count(wanted.receipts)} receipts`}
        </span>
        <Button kind="primary" type="submit" icon="download" disabled={busy || (pseudonyms !== null && key === null)}>
          {busy ? 'Working' : 'Save the report'}
        </Button>
      </FormActions>
    </SheetForm>
  )
}
