/** The name that stands for the reader's own file in the text for DuckDB. */
export const EVENTS_FILE = 'events.ndjson'

/*
 * Amounts as “12.34 USD” or “12.34” only, and times that the engine itself reads: the page takes more, and rounds decimals behind the fourth half to even. So what is
 * not taken is counted, to be held against the page's own count.
 */
export const DUCKDB_FILE = `-- A file of one JSON object a line (for an array: format = 'array', without ignore_errors). Its name is the one thing to change.
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
    WHEN 'ORDER' THEN verb IN ('NEW', 'UPDATE') AND abs(amount_units) < 10000000000000
    ELSE false
  END, false) AS accepted
FROM lines;

INSERT INTO incoming_events BY NAME
SELECT * EXCLUDE (accepted) FROM file_events WHERE accepted;

SELECT COUNT(*) FILTER (WHERE accepted) AS events, COUNT(*) FILTER (WHERE NOT accepted) AS left_out FROM file_events;`
