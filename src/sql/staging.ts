import type { Dialect } from './dialect.ts'

/**
 * Statements that fill the tables of the model from one table of events as they came, repeats included. For DuckDB also those that fill that table from a file.
 */
export function stagingSql(dialect: Dialect): string {
  const parts = [headOf(dialect), landingTable(dialect)]
  if (dialect.id === 'duckdb') parts.push(DUCKDB_FILE)
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

function landingTable({ types, tableEnd }: Dialect): string {
  return `-- Accepted events, each as often as it came. Types and verbs in capitals, ids without white space around them.
-- customer_id is also that of CUSTOMER events, whose key it is. amount_units is the amount of an order in 1/10,000 of a unit: 12.34 is 123400.
CREATE TABLE incoming_events (
  event_type ${types.text} NOT NULL,
  verb ${types.text} NOT NULL,
  event_key ${types.text} NOT NULL,
  event_time ${types.time} NOT NULL,
  customer_id ${types.text} NOT NULL,
  amount_units ${nullable(types.whole, types.text)},
  currency ${nullable(types.text, types.text)},
  last_name ${nullable(types.text, types.text)},
  adr_city ${nullable(types.text, types.text)},
  adr_state ${nullable(types.text, types.text)},
  camera_make ${nullable(types.text, types.text)},
  camera_model ${nullable(types.text, types.text)}
)${tableEnd(['customer_id', 'event_time'])};`
}

/** ClickHouse, the one whose text is called String, takes no null unless told. */
function nullable(type: string, text: string): string {
  return text === 'String' ? `Nullable(${type})` : type
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

/** The name that stands for the reader's own file in the text for DuckDB. */
export const EVENTS_FILE = 'events.ndjson'

/*
 * Amounts as “12.34 USD” or “12.34” only, and times that the engine itself reads: the page takes more, and rounds decimals behind the fourth half to even. So what is
 * not taken is counted, to be held against the page's own count.
 */
const DUCKDB_FILE = `-- A file of one JSON object a line (for an array: format = 'array', without ignore_errors). Its name is the one thing to change.
-- Amounts are read as 12.34 USD or 12.34, times as ISO 8601. What the last line of this block counts as left out should be what the page says.
CREATE OR REPLACE TEMP TABLE file_events AS
WITH lines AS (
  SELECT upper(trim(type)) AS event_type, upper(trim(verb)) AS verb, trim(key) AS event_key,
    date_trunc('millisecond', TRY_CAST(event_time AS TIMESTAMP)) AS event_time,
    CASE WHEN upper(trim(type)) = 'CUSTOMER' THEN trim(key) ELSE trim(customer_id) END AS customer_id,
    regexp_extract(total_amount, '^\\s*([+-]?[0-9]+([.][0-9]+)?)\\s*([A-Za-z]{3})?\\s*$', 1) AS amount,
    upper(regexp_extract(total_amount, '^\\s*([+-]?[0-9]+([.][0-9]+)?)\\s*([A-Za-z]{3})?\\s*$', 3)) AS currency,
    last_name, adr_city, adr_state, camera_make, camera_model
  FROM read_json('${EVENTS_FILE}', format = 'newline_delimited', ignore_errors = true, columns = {
    type: 'VARCHAR', verb: 'VARCHAR', key: 'VARCHAR', event_time: 'VARCHAR', customer_id: 'VARCHAR', total_amount: 'VARCHAR',
    last_name: 'VARCHAR', adr_city: 'VARCHAR', adr_state: 'VARCHAR', camera_make: 'VARCHAR', camera_model: 'VARCHAR'
  })
)
SELECT * EXCLUDE (amount, currency),
  CASE WHEN event_type = 'ORDER' THEN CAST(TRY_CAST(amount AS DECIMAL(18, 4)) * 10000 AS BIGINT) END AS amount_units,
  CASE WHEN event_type = 'ORDER' THEN CASE WHEN currency = '' THEN 'USD' ELSE currency END END AS currency,
  COALESCE(event_key <> '' AND customer_id <> '' AND event_time IS NOT NULL AND CASE event_type
    WHEN 'CUSTOMER' THEN verb IN ('NEW', 'UPDATE')
    WHEN 'SITE_VISIT' THEN verb = 'NEW'
    WHEN 'IMAGE' THEN verb = 'UPLOAD'
    WHEN 'ORDER' THEN verb IN ('NEW', 'UPDATE') AND amount_units IS NOT NULL
    ELSE false
  END, false) AS accepted
FROM lines;

INSERT INTO incoming_events BY NAME
SELECT * EXCLUDE (accepted) FROM file_events WHERE accepted;

SELECT COUNT(*) FILTER (WHERE accepted) AS events, COUNT(*) FILTER (WHERE NOT accepted) AS left_out FROM file_events;`
