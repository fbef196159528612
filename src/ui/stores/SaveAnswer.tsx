import { exportFile, exportName } from '../../share/export.ts'
import { STORE_FORMATS, type StoreTable } from '../../share/stores-formats.ts'
import { type StoreQuestion, storeQuery } from '../../stores/sql.ts'
import { saveBlob } from '../export/save-blob.ts'
import { Button } from '../parts/Button.tsx'
import { useSay } from '../parts/Status.tsx'
import { counted } from '../words/numbers.ts'
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

/** The table of an answer as a file, and the answer as a query. */
export function SaveAnswer({ table, last, question, storeId }: SaveAnswerProps) {
  const say = useSay()
  const save = async (format: (typeof STORE_FORMATS)[number]): Promise<void> => {
    const name = exportName(table.subject, last, format.extension)
    saveBlob(await exportFile(format, table), name)
    say(`Saved ${counted(table.rows, 'row')} as ${name}.`, true)
  }
  return (
    <div className={css['foot']} data-print="no">
      {question === undefined ? null : <Query question={question} sql={storeQuery(question, table.definition, { storeId })} />}
      <span className={css['save']}>
        {STORE_FORMATS.map(format => (
          <Button
            key={format.id}
            icon="download"
            title={format.description}
            aria-label={`Save ${table.subject} as ${format.label}`}
            onClick={() => void save(format)}
          >
            {format.label}
          </Button>
        ))}
      </span>
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className={css['sql']} tabIndex={0}>
        <code>{sql}</code>
      </pre>
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
