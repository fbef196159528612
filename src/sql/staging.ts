import type { Dialect } from './dialect.ts'

/**
 * Statements that fill the tables of the model from one table of events as they came, repeats included. For DuckDB also those that fill that table from a file.
 */
export function stagingSql(dialect: Dialect): string {
  const parts = [headOf(dialect), landingTable(dialect)]
  if (dialect.fileReading !== null) parts.push(dialect.fileReading)
  parts.push(...INSERTS)
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

const INSERTS = [
  `INSERT INTO customers (customer_id)
SELECT DISTINCT customer_id FROM incoming_events;`,
  `INSERT INTO customer_records (customer_id, event_time, verb, last_name, adr_city, adr_state)
SELECT DISTINCT customer_id, event_time, verb, COALESCE(last_name, ''), COALESCE(adr_city, ''), COALESCE(adr_state, '')
FROM incoming_events
WHERE event_type = 'CUSTOMER';`,
  `INSERT INTO site_visits (customer_id, page_id, event_time)
SELECT DISTINCT customer_id, event_key, event_time
FROM incoming_events
WHERE event_type = 'SITE_VISIT';`,
  `-- The camera does not tell images apart.
INSERT INTO images (customer_id, image_id, event_time, camera_make, camera_model)
SELECT customer_id, event_key, event_time, MAX(COALESCE(camera_make, '')), MAX(COALESCE(camera_model, ''))
FROM incoming_events
WHERE event_type = 'IMAGE'
GROUP BY customer_id, event_key, event_time;`,
  `INSERT INTO orders (customer_id, order_id, event_time, verb, amount_units, currency)
SELECT DISTINCT customer_id, event_key, event_time, verb, amount_units, currency
FROM incoming_events
WHERE event_type = 'ORDER';`,
]
