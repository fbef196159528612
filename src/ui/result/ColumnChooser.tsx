import { Button } from '../parts/Button.tsx'
import { Popover } from '../parts/Popover.tsx'
import css from './ColumnChooser.module.css'
import { COLUMNS, type ColumnId, FIXED_COLUMNS } from './columns.tsx'

interface ColumnChooserProps {
  readonly columns: ReadonlySet<ColumnId>
  /** Columns were chosen by hand rather than by the room there is. */
  readonly isOwnChoice: boolean
  /** Null: as many as there is room for. */
  readonly onChange: (columns: ReadonlySet<ColumnId> | null) => void
}

/** Which columns the table shows. What does not fit is scrolled to. */
export function ColumnChooser({ columns, isOwnChoice, onChange }: ColumnChooserProps) {
  const toggle = (id: ColumnId): void => {
    const next = new Set(columns)
    if (!next.delete(id)) next.add(id)
    onChange(next)
  }
  return (
    <Popover
      align="end"
      trigger={opener => (
        <Button {...opener} kind="quiet" icon="down" className={css['opener']}>
          Columns
        </Button>
      )}
    >
      <fieldset className={css['choices']}>
        <legend className="visually-hidden">Columns of the table</legend>
        {COLUMNS.filter(column => !FIXED_COLUMNS.includes(column.id)).map(column => (
          <label key={column.id} className={css['choice']}>
            <input type="checkbox" checked={columns.has(column.id)} onChange={() => toggle(column.id)} />
            {column.heading}
          </label>
        ))}
      </fieldset>
      <Button kind="quiet" disabled={!isOwnChoice} onClick={() => onChange(null)}>
        As many as fit
      </Button>
    </Popover>
  )
}
