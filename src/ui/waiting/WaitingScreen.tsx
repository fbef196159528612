import type { LoadedStores } from '../../store/session.ts'
import { STORE_COLUMNS, STORE_LAYOUTS, STORE_TABLES, type StoreTable } from '../../stores/tables.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { FileButtons } from '../start/FileButtons.tsx'
import type { Gathered } from '../start/gather-files.ts'
import { count, counted } from '../words/numbers.ts'
import { missingWords } from './missing-words.ts'
import css from './WaitingScreen.module.css'

interface WaitingScreenProps {
  readonly loaded: LoadedStores
  readonly onGathered: (gathered: Gathered) => void
  /** Shows what was read and what was left out. */
  readonly onSee: () => void
  readonly onForget: () => void
}

/** Some of the three tables are there: which, how many rows they have, and what the missing ones look like. */
export function WaitingScreen({ loaded, onGathered, onSee, onForget }: WaitingScreenProps) {
  const { missing } = loaded.summary
  return (
    <div className={css['waiting']}>
      <h1>{missingWords(missing)}</h1>
      <p className={css['lead']}>
        How stores perform is answered from three tables. Drop {missing.length === 1 ? 'the missing one' : 'the missing ones'} anywhere,
        under any name and in any order: a table is recognised by its columns.
      </p>
      <ul className={css['tables']}>
        {STORE_TABLES.map(table => (
          <li key={table} className={css['table']}>
            {missing.includes(table) ? <Missing table={table} /> : <There table={table} loaded={loaded} onSee={onSee} />}
          </li>
        ))}
      </ul>
      <div className={css['actions']}>
        <FileButtons filesKind="primary" onGathered={onGathered} />
        <Button icon="trash" kind="quiet" onClick={onForget}>
          Forget what was read
        </Button>
      </div>
    </div>
  )
}

function There({ table, loaded, onSee }: { readonly table: StoreTable } & Pick<WaitingScreenProps, 'loaded' | 'onSee'>) {
  const { files, tables } = loaded.summary
  const { read, rejected, duplicates } = tables[table]
  const names = files.filter(file => file.table === table).map(file => file.name)
  return (
    <>
      <Icon name="file" size={18} />
      <div>
        <h2>{table}</h2>
        <p>
          {counted(read, 'row')} read from {names.length === 1 ? names[0] : counted(names.length, 'file')}
          {duplicates === 0 ? '' : `, ${count(duplicates)} of them ${duplicates === 1 ? 'a repeat' : 'repeats'}`}.{' '}
          {rejected === 0 ? null : (
            <Button kind="link" onClick={onSee}>
              {counted(rejected, 'row was', 'rows were')} left out
            </Button>
          )}
        </p>
      </div>
    </>
  )
}

function Missing({ table }: { readonly table: StoreTable }) {
  const required = STORE_LAYOUTS.find(({ name }) => name === table)?.required ?? []
  const optional = STORE_COLUMNS[table].filter(column => !required.includes(column))
  return (
    <>
      <Icon name="open" size={18} />
      <div>
        <h2>
          {table} <small>missing</small>
        </h2>
        <p>
          Columns: {required.join(', ')}
          {optional.length === 0 ? '' : `; perhaps ${optional.join(', ')}`}.
        </p>
      </div>
    </>
  )
}
