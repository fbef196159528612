import type { Dialect } from './dialect.ts'

type ColumnKind = 'text' | 'time' | 'whole'

interface Column {
  readonly name: string
  readonly kind: ColumnKind
  /** What the values may be, where they are few. */
  readonly among?: readonly string[]
}

interface Table {
  readonly name: 'customers' | 'customer_records' | 'site_visits' | 'images' | 'orders'
  /** What one row is. */
  readonly holds: string
  readonly columns: readonly Column[]
  /** Names of the columns that tell rows apart. */
  readonly key: readonly string[]
}

const CUSTOMER_ID: Column = { name: 'customer_id', kind: 'text' }
const EVENT_TIME: Column = { name: 'event_time', kind: 'time' }
const VERB: Column = { name: 'verb', kind: 'text', among: ['NEW', 'UPDATE'] }
const text = (name: string): Column => ({ name, kind: 'text' })

/**
 * The tables: every event in the table of its type, each distinct event once, and the customers whom all of them belong to. The keys are what tells one event
 * from another. Order ids are a customer's own: real files reuse them across customers.
 */
const TABLES: readonly Table[] = [
  {
    name: 'customers',
    holds: 'One row a customer: every id that an event names, also one without a CUSTOMER event.',
    columns: [CUSTOMER_ID],
    key: ['customer_id'],
  },
  {
    name: 'customer_records',
    holds: 'One row a CUSTOMER event. Unknown names and places are blank.',
    columns: [CUSTOMER_ID, EVENT_TIME, VERB, text('last_name'), text('adr_city'), text('adr_state')],
    key: ['customer_id', 'event_time', 'verb', 'last_name', 'adr_city', 'adr_state'],
  },
  {
    name: 'site_visits',
    holds: 'One row a SITE_VISIT event. A page may be visited again: only the same moment makes the same visit.',
    columns: [CUSTOMER_ID, text('page_id'), EVENT_TIME],
    key: ['customer_id', 'page_id', 'event_time'],
  },
  {
    name: 'images',
    holds: 'One row an IMAGE event. An unknown camera is blank.',
    columns: [CUSTOMER_ID, text('image_id'), EVENT_TIME, text('camera_make'), text('camera_model')],
    key: ['customer_id', 'image_id', 'event_time'],
  },
  {
    name: 'orders',
    holds:
      'One row a version of an order: an order is (customer_id, order_id), and the query chooses the version that stands. Amounts are whole counts of 1/10,000 of a unit.',
    columns: [CUSTOMER_ID, text('order_id'), EVENT_TIME, VERB, { name: 'amount_units', kind: 'whole' }, text('currency')],
    key: ['customer_id', 'order_id', 'event_time', 'verb', 'amount_units', 'currency'],
  },
]

const KEYS_ARE: Readonly<Record<Dialect['keys'], string>> = {
  enforced:
    'Keys are held by the engine. The queries do not need them, as a row that is there twice counts once: for millions of events they may go, and loading takes half the time.',
  promised:
    'The engine does not hold keys, but takes them for a promise that it may rely on. So fill the tables without repeats, as the load does.',
  unknown:
    'The engine has no keys; what they would be stands in comments. The queries do not need them: a row that is there twice counts once.',
}

/** The data model as statements that create its tables. */
export function modelSql(dialect: Dialect): string {
  const comments = [`-- The data model, for ${dialect.name}.`, `-- ${dialect.timesAre}`, `-- ${KEYS_ARE[dialect.keys]}`]
  const parts = [
    comments.join('\n'),
    ...(dialect.before === null ? [] : [dialect.before]),
    ...TABLES.map(table => tableSql(table, dialect)),
  ]
  if (dialect.modelNotes !== null) parts.push(dialect.modelNotes)
  return `${parts.join('\n\n')}\n`
}

function tableSql({ name, holds, columns, key }: Table, dialect: Dialect): string {
  const lines = columns.map(column => `${column.name} ${dialect.types[column.kind]} NOT NULL${checkOf(column, dialect)}`)
  const primary = `PRIMARY KEY (${key.join(', ')})${dialect.keyEnd}`
  const foreign = name === 'customers' ? [] : [`FOREIGN KEY (customer_id) REFERENCES customers (customer_id)${dialect.keyEnd}`]
  const keys = [primary, ...foreign]
  const written = dialect.keys === 'unknown' ? [] : keys
  const unwritten = dialect.keys === 'unknown' ? keys.map(line => `  -- ${line}\n`).join('') : ''
  return `-- ${holds}\nCREATE TABLE ${name} (\n${[...lines, ...written].map(line => `  ${line}`).join(',\n')}\n${unwritten})${dialect.tableEnd(key)};`
}

function checkOf({ name, kind, among }: Column, dialect: Dialect): string {
  if (dialect.keys !== 'enforced') return ''
  const time = kind === 'time' ? dialect.timeCheck(name) : null
  if (time !== null) return ` CHECK (${time})`
  return among === undefined ? '' : ` CHECK (${name} IN (${among.map(value => `'${value}'`).join(', ')}))`
}
