import { exportName } from '../../share/export.ts'
import { sqlScript, sqlZip } from '../../share/stores-formats.ts'
import type { StoreDefinition } from '../../stores/definition.ts'
import { storeModel } from '../../stores/sql.ts'
import { saveBlob } from '../export/save-blob.ts'
import { Button } from '../parts/Button.tsx'
import { useSay } from '../parts/Status.tsx'
import { counted } from '../words/numbers.ts'
import css from './ModelPanel.module.css'

interface ModelPanelProps {
  readonly definition: StoreDefinition
  /** Milliseconds UTC of the last transaction, for the file's name. */
  readonly last: number | null
}

/** All questions as SQL in layers, to be run elsewhere. */
export function ModelPanel({ definition, last }: ModelPanelProps) {
  const say = useSay()
  const files = storeModel(definition)
  const save = (blob: Blob, extension: string): void => {
    const name = exportName('store model', last, extension)
    saveBlob(blob, name)
    say(`Saved ${name}.`, true)
  }
  const saveZip = (): void => {
    sqlZip(files).then(
      blob => save(blob, 'zip'),
      (error: unknown) => say(`The zip could not be made: ${error instanceof Error ? error.message : String(error)}`, true),
    )
  }
  return (
    <section aria-labelledby="stores-model" className={css['model']}>
      <h2 id="stores-model">The questions as SQL</h2>
      <p>
        {counted(files.length, 'file')} for a database of your own, DuckDB or PostgreSQL: the tables with their keys, a staging view of
        each, and a view for each of the questions under the definitions above. No table has a column for card numbers.
      </p>
      <ol className={css['files']}>
        {files.map(({ path }) => (
          <li key={path}>
            <code>{path}</code>
          </li>
        ))}
      </ol>
      <div className={css['save']}>
        <Button icon="download" onClick={saveZip}>
          Save as .zip
        </Button>
        <Button icon="download" onClick={() => save(new Blob([sqlScript(files)], { type: 'application/sql' }), 'sql')}>
          Save as one .sql
        </Button>
      </div>
    </section>
  )
}
