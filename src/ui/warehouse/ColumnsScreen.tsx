import { useState } from 'react'
import { plainTypeOf } from '../../sql/clickhouse/column-type.ts'
import {
  EVENT_FIELDS,
  type EventField,
  type EventMapping,
  type MappedRow,
  type MappingFault,
  type TableDescription,
  type TableFound,
  type TableName,
  type Warehouse,
  type WarehouseEvents,
} from '../../warehouse/warehouse.ts'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { SampleTable } from '../parts/SampleTable.tsx'
import { Segmented } from '../parts/Segmented.tsx'
import { moment } from '../words/dates.ts'
import { exactMoney } from '../words/money.ts'
import { count, counted } from '../words/numbers.ts'
import { AskingLine } from './AskingLine.tsx'
import css from './ColumnsScreen.module.css'
import { ProblemNotice } from './ProblemNotice.tsx'
import { RanSql } from './RanSql.tsx'
import { type Question, useAnswer } from './use-answer.ts'

const SHOWN_ROWS = 5

const FIELD_LABELS: Readonly<Record<EventField, string>> = {
  type: 'Type of event',
  verb: 'Verb',
  key: 'Key',
  event_time: 'Time',
  customer_id: 'Customer',
  total_amount: 'Amount of an order',
  currency: 'Currency',
  last_name: 'Last name',
  adr_city: 'City',
  adr_state: 'State',
  camera_make: 'Camera make',
  camera_model: 'Camera model',
}

interface ColumnsScreenProps {
  readonly warehouse: Warehouse
  /** As typed when connecting; either may be blank. */
  readonly wanted: TableName
  /** What was asked before, to be changed; null at first. */
  readonly before: WarehouseEvents | null
  readonly mappingFault: MappingFault
  readonly onEvents: (events: WarehouseEvents) => void
}

/** Which table holds the events, and what its columns mean; with its first rows in sight, as they are and as events. */
export function ColumnsScreen({ warehouse, wanted, before, mappingFault, onEvents }: ColumnsScreenProps) {
  const [table, setTable] = useState<TableName | null>(before?.description ?? typedTable(wanted))
  const tables = useAnswer('tables', asking => warehouse.tables(asking))
  return (
    <div className={css['columns']}>
      <h1>Which table holds the events?</h1>
      <Waited question={tables} what="Looking for tables">
        {found => <TableField tables={found} table={table} database={wanted.database} onChoose={setTable} />}
      </Waited>
      {table === null ? null : (
        <TableColumns
          key={JSON.stringify([table.database, table.table])}
          warehouse={warehouse}
          table={table}
          before={before}
          mappingFault={mappingFault}
          onEvents={onEvents}
        />
      )}
    </div>
  )
}

function typedTable({ database, table }: TableName): TableName | null {
  return table === '' ? null : { database: database === '' ? 'default' : database, table }
}

interface TableFieldProps {
  readonly tables: readonly TableFound[]
  readonly table: TableName | null
  /** Only tables of this database are offered, unless it is blank or has none. */
  readonly database: string
  readonly onChoose: (table: TableName) => void
}

function TableField({ tables, table, database, onChoose }: TableFieldProps) {
  const within = tables.filter(found => found.database === database)
  const offered = within.length > 0 ? within : tables
  const at = offered.findIndex(found => table !== null && found.database === table.database && found.table === table.table)
  if (offered.length === 0) return <p>This user sees no table. Expected one that may be read by this user; an administrator grants that.</p>
  return (
    <Field label="Table or view" hint={`${counted(offered.length, 'table')} found.`}>
      {input => (
        <select
          {...input}
          value={at < 0 ? '' : String(at)}
          onChange={event => {
            const found = offered[Number(event.target.value)]
            if (found !== undefined) onChoose({ database: found.database, table: found.table })
          }}
        >
          {at < 0 ? <option value="">choose</option> : null}
          {offered.map((found, index) => (
            <option key={`${found.database} ${found.table}`} value={index}>
              {found.database}.{found.table} · {found.engine}
              {found.rows === null ? '' : ` · ${count(found.rows)} rows`}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

interface TableColumnsProps extends Omit<ColumnsScreenProps, 'wanted'> {
  readonly table: TableName
}

function TableColumns({ warehouse, table, before, mappingFault, onEvents }: TableColumnsProps) {
  const described = useAnswer('table', asking => warehouse.describe(table, asking))
  return (
    <Waited question={described} what="Looking at the table">
      {description => (
        <Mapping
          warehouse={warehouse}
          table={table}
          description={description}
          before={before}
          mappingFault={mappingFault}
          onEvents={onEvents}
        />
      )}
    </Waited>
  )
}

interface MappingProps extends TableColumnsProps {
  readonly description: TableDescription
}

function Mapping({ warehouse, table, description, before, mappingFault, onEvents }: MappingProps) {
  const isSame = before?.description.database === table.database && before.description.table === table.table
  const [mapping, setMapping] = useState<EventMapping>(isSame ? before.mapping : description.suggested)
  const fault = mappingFault(mapping)
  const preview = useAnswer('rows', asking => warehouse.preview(table, SHOWN_ROWS, asking))
  const mapped = useAnswer(fault === null ? JSON.stringify(mapping) : null, asking =>
    warehouse.previewEvents(table, mapping, SHOWN_ROWS, asking),
  )
  const { distribution } = description
  return (
    <>
      {distribution === null ? null : (
        <p className={css['quiet']}>
          Its rows lie on {counted(distribution.shards, 'shard')} of the cluster {distribution.cluster}. If one of them does not answer,
          there is no figure rather than half of one.
        </p>
      )}
      <Waited question={preview} what="Fetching the first rows">
        {({ columns, rows }) =>
          rows.length === 0 ? (
            <p>The table is empty. Fill it, or choose another one.</p>
          ) : (
            <SampleTable columns={columns.map(({ name }) => name)} rows={rows} caption="First rows of the table" />
          )
        }
      </Waited>
      <form
        className={css['form']}
        onSubmit={event => {
          event.preventDefault()
          if (fault === null) onEvents(warehouse.events(description, mapping))
        }}
      >
        <h2>What its columns mean</h2>
        <MappingFields description={description} mapping={mapping} onChange={setMapping} />
        {fault === null ? null : <p className={css['fault']}>{fault}</p>}
        <Waited question={mapped} what="Reading the first rows as events">
          {rows =>
            rows.length === 0 ? null : (
              <SampleTable columns={MAPPED_COLUMNS} rows={rows.map(mappedCells)} caption="The first rows, read as events" />
            )
          }
        </Waited>
        <div className={css['actions']}>
          <Button type="submit" kind="primary" disabled={fault !== null}>
            Show the best customers
          </Button>
        </div>
      </form>
      {mapped.asked?.phase === 'answered' ? <RanSql subject="these rows" ran={mapped.asked.ran} /> : null}
    </>
  )
}

interface MappingFieldsProps {
  readonly description: TableDescription
  readonly mapping: EventMapping
  readonly onChange: (mapping: EventMapping) => void
}

function MappingFields({ description, mapping, onChange }: MappingFieldsProps) {
  const amount = description.columns.find(({ name }) => name === mapping.columns.total_amount)
  return (
    <>
      <div className={css['fields']}>
        {EVENT_FIELDS.map(field => (
          <Field key={field} label={FIELD_LABELS[field]}>
            {input => (
              <select
                {...input}
                value={mapping.columns[field] ?? ''}
                onChange={event => onChange({ ...mapping, columns: { ...mapping.columns, [field]: event.target.value || null } })}
              >
                <option value="">–</option>
                {description.columns.map(({ name, type }) => (
                  <option key={name} value={name}>
                    {name} ({plainTypeOf(type).name})
                  </option>
                ))}
              </select>
            )}
          </Field>
        ))}
      </div>
      {amount === undefined || /String/.test(amount.type) ? null : (
        <div>
          <p className={css['legend']}>The number in {amount.name} counts</p>
          <Segmented
            legend={`The number in ${amount.name} counts`}
            options={[
              { value: 'units', label: 'units: 12.34' },
              { value: 'ten-thousandths', label: '1/10,000 of them: 123400' },
            ]}
            value={mapping.amountsCount}
            onChange={amountsCount => onChange({ ...mapping, amountsCount })}
          />
        </div>
      )}
    </>
  )
}

const MAPPED_COLUMNS = ['Type', 'Verb', 'Key', 'Time', 'Customer', 'Amount', 'Left out because']

function mappedCells({ type, verb, key, time, customerId, amountUnits, currency, reason }: MappedRow): readonly string[] {
  const amount = amountUnits === null || currency === null ? '' : exactMoney(BigInt(amountUnits), currency)
  return [type, verb, key, time === null ? '' : moment(time), customerId, amount, reason ?? '']
}

interface WaitedProps<Value> {
  readonly question: Question<Value>
  readonly what: string
  readonly children: (value: Value) => React.ReactNode
}

/** What has been answered; until then that it is asked, or why there is no answer. */
function Waited<Value>({ question: { asked, cancel, again }, what, children }: WaitedProps<Value>) {
  switch (asked?.phase) {
    case undefined:
      return null
    case 'asking':
      return <AskingLine what={what} open={asked} onCancel={cancel} />
    case 'answered':
      return children(asked.value)
    case 'failed':
      return <ProblemNotice problem={asked.problem} actions={<Button onClick={again}>Ask again</Button>} />
  }
}
