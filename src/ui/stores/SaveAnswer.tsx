import { useState } from 'react'
import type { StoreTable } from '../../share/stores-formats.ts'
import { type StoreQuestion, storeQuery } from '../../stores/sql.ts'
import { ExportOf } from '../export/ExportOf.tsx'
import { saveBlob } from '../export/save-blob.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { useSay } from '../parts/Status.tsx'
import { TextBox } from '../parts/TextToCopy.tsx'
import { exportableStores } from './exportable-stores.ts'
import css from './SaveAnswer.module.css'

interface SaveAnswerProps {
  readonly table: StoreTable
  /** Milliseconds UTC of the last transaction, for the file's name. */
  readonly last: number | null
  /** The question in SQL, where it has one. */
  readonly question?: StoreQuestion
  /** The store that the question is about; all of them where none is given. */
  readonly storeId?: string
}

/** The table of an answer to take away, and the answer as a query. */
export function SaveAnswer({ table, last, question, storeId }: SaveAnswerProps) {
  const [isOpen, setIsOpen] = useState(false)
  const close = (): void => setIsOpen(false)
  return (
    <div className={css['foot']} data-print="no">
      {question === undefined ? null : <Query question={question} sql={storeQuery(question, table.definition, { storeId })} />}
      <span className={css['save']}>
        <Button icon="download" aria-label={`Export ${table.subject}`} onClick={() => setIsOpen(true)}>
          Export
        </Button>
      </span>
      <Dialog open={isOpen} title={`Export: ${table.subject}`} onClose={close}>
        <ExportOf of={exportableStores([table], last)} onClose={close} />
      </Dialog>
    </div>
  )
}

function Query({ question, sql }: { readonly question: StoreQuestion; readonly sql: string }) {
  const say = useSay()
  const copy = (): void => {
    navigator.clipboard.writeText(sql).then(
      () => say('Copied the query.', true),
      () => say('The browser did not allow copying. The query can be selected and copied by hand.', true),
    )
  }
  const save = (): void => {
    saveBlob(new Blob([sql], { type: 'application/sql' }), `${question}.sql`)
    say(`Saved ${question}.sql.`, true)
  }
  return (
    <details className={css['query']}>
      <summary>The same as SQL</summary>
      <TextBox>{sql}</TextBox>
      <div className={css['save']}>
        <Button icon="copy" onClick={copy}>
          Copy
        </Button>
        <Button icon="download" onClick={save}>
          Save {question}.sql
        </Button>
      </div>
    </details>
  )
}
