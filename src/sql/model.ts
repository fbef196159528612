import type { Dialect } from './dialect.ts'

type ColumnKind = 'text' | 'time' | 'whole'

interface Column {
  readonly name: string
  readonly kind: ColumnKind
  /** What the values may be, where they are few. */
  readonly among?: readonly string[]
}

export interface Table {
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
export const TABLES: readonly Table[] = [
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
  enforced: 'Keys are held by the engine. The queries do not need them: a row that is there twice counts once.',
  promised:
    'The engine takes keys as a promise and does not hold them. The queries do not need them: a row that is there twice counts once.',
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
  if (dialect.id === 'clickhouse') parts.push(SEVERAL_SHARDS)
  return `${parts.join('\n\n')}\n`
}

function tableSql({ name, holds, columns, key }: Table, dialect: Dialect): string {
  const lines = columns.map(column => `${column.name} ${dialect.types[column.kind]} NOT NULL${checkOf(column, dialect)}`)
  const promised = dialect.keys === 'promised' && dialect.id === 'bigquery' ? ' NOT ENFORCED' : ''
  const primary = `PRIMARY KEY (${key.join(', ')})${promised}`
  const foreign = name === 'customers' ? [] : [`FOREIGN KEY (customer_id) REFERENCES customers (customer_id)${promised}`]
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

const SEVERAL_SHARDS = `-- On several shards: create the tables above ON CLUSTER under other names (orders_local …) and, for each of them, one that spans the cluster:
--
--   CREATE TABLE orders ON CLUSTER '{cluster}' AS orders_local
--   ENGINE = Distributed('{cluster}', currentDatabase(), orders_local, cityHash64(customer_id));
--
-- All tables are to be cut by customer_id, so that what belongs to a customer lies on one shard. The queries stay as they are, and need these settings:
--
--   SET skip_unavailable_shards = 0;                        -- with 1, a shard that is down is left out without a word
--   SET optimize_distributed_group_by_sharding_key = 1;     -- customers are grouped where they lie
--
-- A condition of your own on customers belongs into the innermost FROM; with a subquery over a Distributed table it is written GLOBAL IN.
-- Over HTTP 64-bit numbers may come as texts: read them as such, or they lose digits.`
