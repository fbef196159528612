import { useState } from 'react'
import type { TableSample } from '../../base/problems.ts'
import type { ColumnMapping } from '../../clv/column-mapping.ts'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { SampleTable } from '../parts/SampleTable.tsx'
import css from './ColumnForm.module.css'

interface ColumnFormProps {
  readonly table: TableSample
  readonly onMap: (mapping: ColumnMapping) => void
}

const FIELDS = [
  { field: 'customer', label: 'Customer', isNeeded: true },
  { field: 'date', label: 'Date', isNeeded: true },
  { field: 'amount', label: 'Amount', isNeeded: false },
  { field: 'unitPrice', label: 'or price of one', isNeeded: false },
  { field: 'items', label: 'Number of items', isNeeded: false },
  { field: 'order', label: 'Order', isNeeded: false },
  { field: 'time', label: 'Time of day', isNeeded: false },
  { field: 'item', label: 'Item of an order', isNeeded: false },
  { field: 'currency', label: 'Currency', isNeeded: false },
  { field: 'status', label: 'Paid or not', isNeeded: false },
  { field: 'refunded', label: 'Given back', isNeeded: false },
  { field: 'cancelled', label: 'Cancelled', isNeeded: false },
  { field: 'kind', label: 'Sale or refund', isNeeded: false },
  { field: 'discount', label: 'Discount on the price', isNeeded: false },
] as const
type FieldName = (typeof FIELDS)[number]['field']

const SHOWN_ROWS = 3

/** What the columns of a table mean, said by somebody who knows; with the first rows in sight. */
export function ColumnForm({ table, onMap }: ColumnFormProps) {
  const { columns, rows, known = {} } = table
  const [chosen, setChosen] = useState<Readonly<Partial<Record<FieldName, string>>>>(() =>
    Object.fromEntries(FIELDS.flatMap(({ field }) => (known[field] === undefined ? [] : [[field, known[field]]]))),
  )
  const mapping = mappingOf(chosen)
  return (
    <form
      className={css['form']}
      onSubmit={event => {
        event.preventDefault()
        if (mapping !== null) onMap(mapping)
      }}
    >
      <p>If this is a table of orders, say what its columns mean. Files with the same columns will then be read in the same way.</p>
      <SampleTable columns={columns} rows={rows.slice(0, SHOWN_ROWS)} caption="First rows of the file" />
      <div className={css['fields']}>
        {FIELDS.map(({ field, label, isNeeded }) => (
          <Field key={field} label={label}>
            {input => (
              <select
                {...input}
                required={isNeeded}
                value={chosen[field] ?? ''}
                onChange={event => setChosen({ ...chosen, [field]: event.target.value || undefined })}
              >
                <option value="">{isNeeded ? 'choose' : '–'}</option>
                {[...new Set(columns)].map(column => (
                  <option key={column} value={column}>
                    {column}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ))}
      </div>
      <div className={css['actions']}>
        <span className={css['hint']}>
          {mapping === null ? 'Needed: customer, date, and the amount (or the number of items and the price of one).' : null}
        </span>
        <Button type="submit" kind="primary" disabled={mapping === null}>
          Read it as orders
        </Button>
      </div>
    </form>
  )
}

/** Null while something is missing without which there are no orders. */
function mappingOf(chosen: Readonly<Partial<Record<FieldName, string>>>): ColumnMapping | null {
  const { customer, date, amount, unitPrice, items, order = null, item = null, currency = null, ...ofSpend } = chosen
  if (customer === undefined || date === undefined) return null
  const rest = { customer, date, order, item, currency, dateOrder: null, ...without(ofSpend) }
  if (amount !== undefined) return { ...rest, amount: { kind: 'column', column: amount }, items: items ?? null }
  if (unitPrice === undefined || items === undefined) return null
  return { ...rest, amount: { kind: 'product', quantity: items, unitPrice }, items }
}

/** The fields that were chosen: one that was taken back is still there, without a column. */
function without<Field extends string>(
  fields: Readonly<Partial<Record<Field, string | undefined>>>,
): Readonly<Partial<Record<Field, string>>> {
  const chosen: Partial<Record<Field, string>> = {}
  for (const field in fields) if (fields[field] !== undefined) chosen[field] = fields[field]
  return chosen
}
