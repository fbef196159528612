import type { Dialect } from './dialect.ts'

/**
 * Statements that fill the tables of the model from one table of events as they came, repeats included. For DuckDB also those that fill that table from a file.
 */
export function stagingSql(dialect: Dialect): string {
  const parts = [headOf(dialect), landingTable(dialect)]
  if (dialect.fileReading !== null) parts.push(dialect.fileReading)
  parts.push(...FILLINGS.map(insertOf))
  return `${parts.join('\n\n')}\n`
}

function headOf(dialect: Dialect): string {
  const lines = [
    `-- From events as they came to the tables of the data model, for ${dialect.name}.`,
    '-- The tables are expected to be empty: to load more events, add them to incoming_events, empty the tables, and fill them again.',
    `-- ${dialect.timesAre}`,
  ]
  return dialect.before === null ? lines.join('\n') : `${lines.join('\n')}\n\n${dialect.before}`
}

function landingTable({ types, nullable, tableEnd }: Dialect): string {
  return `-- Accepted events, each as often as it came. Types and verbs in capitals, ids without white space around them.
-- customer_id is also that of CUSTOMER events, whose key it is. amount_units is the amount of an order in 1/10,000 of a unit: 12.34 is 123400.
CREATE TABLE incoming_events (
  event_type ${types.text} NOT NULL,
  verb ${types.text} NOT NULL,
  event_key ${types.text} NOT NULL,
  event_time ${types.time} NOT NULL,
  customer_id ${types.text} NOT NULL,
  amount_units ${nullable(types.whole)},
  currency ${nullable(types.text)},
  last_name ${nullable(types.text)},
  adr_city ${nullable(types.text)},
  adr_state ${nullable(types.text)},
  camera_make ${nullable(types.text)},
  camera_model ${nullable(types.text)}
)${tableEnd(['customer_id', 'event_time'])};`
}

/** What fills one table of the model from `incoming_events`. */
export interface Filling {
  readonly table: string
  /** Names of the table's columns. */
  readonly columns: readonly string[]
  /** What goes into each of them. */
  readonly cells: readonly string[]
  /** Repeats are taken out by all columns; otherwise by what `rest` says. */
  readonly isDistinct: boolean
  /** Behind the FROM. */
  readonly rest: readonly string[]
  /** What is to be known of it, without the dashes. */
  readonly comment: string | null
}

const orBlank = (name: string): string => `COALESCE(${name}, '')`

/** In the order in which the tables depend on each other. */
export const FILLINGS: readonly Filling[] = [
  { table: 'customers', columns: ['customer_id'], cells: ['customer_id'], isDistinct: true, rest: [], comment: null },
  {
    table: 'customer_records',
    columns: ['customer_id', 'event_time', 'verb', 'last_name', 'adr_city', 'adr_state'],
    cells: ['customer_id', 'event_time', 'verb', orBlank('last_name'), orBlank('adr_city'), orBlank('adr_state')],
    isDistinct: true,
    rest: ["WHERE event_type = 'CUSTOMER'"],
    comment: null,
  },
  {
    table: 'site_visits',
    columns: ['customer_id', 'page_id', 'event_time'],
    cells: ['customer_id', 'event_key', 'event_time'],
    isDistinct: true,
    rest: ["WHERE event_type = 'SITE_VISIT'"],
    comment: null,
  },
  {
    table: 'images',
    columns: ['customer_id', 'image_id', 'event_time', 'camera_make', 'camera_model'],
    cells: ['customer_id', 'event_key', 'event_time', `MAX(${orBlank('camera_make')})`, `MAX(${orBlank('camera_model')})`],
    isDistinct: false,
    rest: ["WHERE event_type = 'IMAGE'", 'GROUP BY customer_id, event_key, event_time'],
    comment: 'The camera does not tell images apart.',
  },
  {
    table: 'orders',
    columns: ['customer_id', 'order_id', 'event_time', 'verb', 'amount_units', 'currency'],
    cells: ['customer_id', 'event_key', 'event_time', 'verb', 'amount_units', 'currency'],
    isDistinct: true,
    rest: ["WHERE event_type = 'ORDER'"],
    comment: null,
  },
]

/** The query of a filling over a table of events, with `cells` in its list. */
export function fillingQuery({ isDistinct, rest }: Filling, cells: readonly string[], from: string): string {
  return [`SELECT ${isDistinct ? 'DISTINCT ' : ''}${cells.join(', ')}`, `FROM ${from}`, ...rest].join('\n')
}

/** Lines of a comment that a query may have in front. */
export function fillingComment({ comment }: Filling): string {
  return comment === null ? '' : `-- ${comment}\n`
}

function insertOf(filling: Filling): string {
  const { table, columns, cells } = filling
  return `${fillingComment(filling)}INSERT INTO ${table} (${columns.join(', ')})\n${fillingQuery(filling, cells, 'incoming_events')};`
}
