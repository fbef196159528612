import { useState } from 'react'
import type { Definition } from '../../ltv/definition.ts'
import { exportName } from '../../share/export.ts'
import { DIALECT_IDS, DIALECTS, type DialectId, dbtProject, ltvSql } from '../../sql/index.ts'
import { saveBlob } from '../export/save-blob.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { TextSheet, TextToCopy } from '../parts/TextToCopy.tsx'
import { definitionLine } from '../words/definition-line.ts'
import { count } from '../words/numbers.ts'
import css from './SqlSheet.module.css'

interface SqlSheetProps {
  readonly open: boolean
  readonly definition: Definition
  /** How many customers the query asks for. */
  readonly x: number
  readonly onClose: () => void
}

/** The definition in force as SQL, for those who have their events in a database. */
export function SqlSheet({ open, onClose, definition, x }: SqlSheetProps) {
  return (
    <Dialog open={open} kind="wide" title="The same as SQL" onClose={onClose}>
      <SqlTexts definition={definition} x={x} />
    </Dialog>
  )
}

function SqlTexts({ definition, x }: Pick<SqlSheetProps, 'definition' | 'x'>) {
  const [id, setId] = useState<DialectId>('duckdb')
  const [done, setDone] = useState('')
  const dialect = DIALECTS[id]
  const { model, staging, query, rollup } = ltvSql(definition, x, id)
  const parts: readonly SqlPart[] = [
    { title: `Query: the top ${count(x)}`, subject: `top ${x}`, text: query },
    { title: 'Tables', subject: 'tables', text: model },
    { title: 'Load: from events as they came to the tables', subject: 'load', text: staging },
    { title: 'Query: weeks of each customer', subject: 'weeks', text: rollup },
  ]
  const save = (subject: string, text: string): void => {
    const name = exportName(`${subject} ${id}`, null, 'sql')
    saveBlob(new Blob([text], { type: 'application/sql' }), name)
    setDone(`Saved ${name}.`)
  }
  const saveProject = async (): Promise<void> => {
    const name = exportName('dbt', null, 'zip')
    const { folderZip } = await import('../../share/folder-zip.ts')
    saveBlob(folderZip('worthwhile', dbtProject(definition)), name)
    setDone(`Saved ${name}: staging models, customer weeks and LTV, and their tests, for all engines of the list.`)
  }
  const copy = ({ title, text }: SqlPart): void => {
    const refused = (): void => setDone('The browser refused to copy. Select the text, or save it.')
    if (navigator.clipboard === undefined) refused()
    else navigator.clipboard.writeText(text).then(() => setDone(`Copied. ${title}, for ${dialect.name}.`), refused)
  }
  return (
    <TextSheet
      done={done}
      head={
        <>
          <p>{definitionLine(definition)}</p>
          <div className={css['choice']}>
            <Field
              label="For"
              hint={
                dialect.evidence === 'run'
                  ? `Our tests run these texts in ${dialect.name} and hold every customer against the page, to the cent and in order.`
                  : `Written from the documentation of ${dialect.name}. Our tests cannot run it, so hold its first answer against the page.`
              }
            >
              {input => (
                <select {...input} value={id} onChange={event => setId(chosen(event.target.value))}>
                  <optgroup label="Run by our tests">{dialectOptions('run')}</optgroup>
                  <optgroup label="Written from the documentation">{dialectOptions('documentation')}</optgroup>
                </select>
              )}
            </Field>
            <Button kind="primary" icon="download" onClick={() => save('all', [model, staging, query, rollup].join('\n'))}>
              Save all as one file
            </Button>
            <Button icon="download" onClick={() => void saveProject()}>
              Save as a dbt project
            </Button>
          </div>
        </>
      }
    >
      {parts.map(part => (
        <TextToCopy
          key={part.subject}
          title={part.title}
          text={part.text}
          onCopy={() => copy(part)}
          onSave={() => save(part.subject, part.text)}
        />
      ))}
    </TextSheet>
  )
}

interface SqlPart {
  readonly title: string
  /** What the file is called after. */
  readonly subject: string
  readonly text: string
}

function dialectOptions(evidence: 'run' | 'documentation') {
  return DIALECT_IDS.filter(id => DIALECTS[id].evidence === evidence).map(id => (
    <option key={id} value={id}>
      {DIALECTS[id].name}
    </option>
  ))
}

function chosen(value: string): DialectId {
  const found = DIALECT_IDS.find(id => id === value)
  if (found === undefined) throw new Error(`“${value}” is not a dialect of the list`)
  return found
}
