import { DAY } from '../../base/time.ts'

/*
 * The tables of a report's database. Times stand as whole milliseconds UTC since 1970 and amounts as whole counts of 1/10,000 of a currency unit, so that all
 * that is worked out from them is exact; columns that SQLite generates itself show both as people read them, and take no room.
 */

const generatedTime = (milliseconds: string, name: string): string =>
  `${name} TEXT GENERATED ALWAYS AS (strftime('%Y-%m-%dT%H:%M:%fZ', ${milliseconds} / 1000.0, 'unixepoch')) VIRTUAL`

const generatedAmount = (units: string, name: string): string => `${name} REAL GENERATED ALWAYS AS (${units} / 10000.0) VIRTUAL`

const EVENT_TIME = `event_ms INTEGER NOT NULL, ${generatedTime('event_ms', 'event_time')}`
const AMOUNT = `total_units INTEGER NOT NULL, ${generatedAmount('total_units', 'total_amount')}, currency TEXT NOT NULL`
const CUSTOMER = 'customer_id TEXT NOT NULL REFERENCES customers (customer_id)'

/** Identities are within a customer, as everywhere: about a third of real files reuse order ids across customers. */
const TABLES = `
CREATE TABLE customers (
  customer_id TEXT NOT NULL PRIMARY KEY, last_name TEXT, adr_city TEXT, adr_state TEXT
) WITHOUT ROWID;
CREATE TABLE customer_versions (
  ${CUSTOMER}, verb TEXT NOT NULL CHECK (verb IN ('NEW', 'UPDATE')), ${EVENT_TIME}, last_name TEXT, adr_city TEXT, adr_state TEXT
);
CREATE TABLE site_visits (
  ${CUSTOMER}, page_id TEXT NOT NULL, ${EVENT_TIME},
  PRIMARY KEY (customer_id, event_ms, page_id)
) WITHOUT ROWID;
CREATE TABLE images (
  ${CUSTOMER}, image_id TEXT NOT NULL, ${EVENT_TIME}, camera TEXT,
  PRIMARY KEY (customer_id, event_ms, image_id)
) WITHOUT ROWID;
-- The version that stands: the latest. Its time is that of the earliest version, which says in which week the order is.
CREATE TABLE orders (
  ${CUSTOMER}, order_id TEXT NOT NULL, ${EVENT_TIME}, ${AMOUNT},
  PRIMARY KEY (customer_id, order_id)
) WITHOUT ROWID;
CREATE TABLE order_versions (
  customer_id TEXT NOT NULL, order_id TEXT NOT NULL, verb TEXT NOT NULL CHECK (verb IN ('NEW', 'UPDATE')), ${EVENT_TIME}, ${AMOUNT},
  PRIMARY KEY (customer_id, order_id, event_ms, verb, total_units, currency),
  FOREIGN KEY (customer_id, order_id) REFERENCES orders (customer_id, order_id)
) WITHOUT ROWID;
`

const RESULTS = `
-- What LTV means here. The view simple_ltv follows it: change a value and ask the view again.
CREATE TABLE definition (
  weeks_rule TEXT NOT NULL CHECK (weeks_rule IN ('dataset', 'customer', 'active', 'elapsed', 'dataset-years')),
  week_start TEXT NOT NULL CHECK (week_start IN ('sunday', 'monday')),
  window_start_ms INTEGER, window_end_ms INTEGER,
  lifespan_years REAL NOT NULL, margin REAL NOT NULL, currency TEXT NOT NULL
);
-- The ranking under that definition as it was when this file was written. Equal LTVs share a rank: 1, 2, 2, 4.
CREATE TABLE ranking (
  position INTEGER PRIMARY KEY, rank INTEGER NOT NULL, customer_id TEXT NOT NULL UNIQUE REFERENCES customers (customer_id),
  ltv REAL NOT NULL, spend_units INTEGER NOT NULL, ${generatedAmount('spend_units', 'spend')}, currency TEXT NOT NULL,
  orders INTEGER NOT NULL, visits INTEGER NOT NULL, weeks REAL NOT NULL,
  first_ms INTEGER NOT NULL, ${generatedTime('first_ms', 'first_seen')}, last_ms INTEGER NOT NULL, ${generatedTime('last_ms', 'last_seen')},
  cautions TEXT
);
CREATE TABLE files (
  name TEXT NOT NULL, format TEXT NOT NULL, reason TEXT NOT NULL, bytes INTEGER NOT NULL,
  read INTEGER NOT NULL, accepted INTEGER NOT NULL, rejected INTEGER NOT NULL
);
CREATE TABLE counts (name TEXT NOT NULL PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE rejected (reason TEXT NOT NULL PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE notes (code TEXT NOT NULL, count INTEGER NOT NULL, message TEXT NOT NULL);
`

/** Days from here to 1970, a multiple of 7 that leaves no time below 0: division of whole numbers cuts towards 0. */
const DAYS_BEFORE = 1_400_000

const VIEWS = `
-- Every distinct event: each counts as activity at its own time.
CREATE VIEW events AS
  SELECT customer_id, event_ms, 1 AS visits FROM site_visits
  UNION ALL SELECT customer_id, event_ms, 0 FROM images
  UNION ALL SELECT customer_id, event_ms, 0 FROM order_versions
  UNION ALL SELECT customer_id, event_ms, 0 FROM customer_versions;

-- LTV = 52 × (spend ÷ weeks) × lifespan × margin, of all customers with an event inside the window, best first.
CREATE VIEW simple_ltv AS
WITH
  timed AS (
    SELECT customer_id, event_ms, visits, (event_ms + ${DAYS_BEFORE * DAY}) / ${DAY} AS day,
      CASE week_start WHEN 'sunday' THEN 4 ELSE 3 END AS days_into_week
    FROM events, definition
    WHERE (window_start_ms IS NULL OR event_ms >= window_start_ms) AND (window_end_ms IS NULL OR event_ms < window_end_ms)
  ),
  seen AS (SELECT customer_id, event_ms, visits, day, (day + days_into_week) / 7 AS week FROM timed),
  customer_activity AS (
    SELECT customer_id, sum(visits) AS visits, min(event_ms) AS first_ms, max(event_ms) AS last_ms,
      max(week) - min(week) + 1 AS weeks_touched, count(DISTINCT week) AS weeks_active
    FROM seen GROUP BY customer_id
  ),
  all_weeks AS (SELECT max(week) - min(week) + 1 AS weeks FROM seen),
  -- A week that spans New Year counts in each year that has an event in it.
  year_weeks AS (
    SELECT sum(weeks) AS weeks FROM (
      SELECT max(week) - min(week) + 1 AS weeks FROM (SELECT DISTINCT day, week FROM seen)
      GROUP BY strftime('%Y', (day - ${DAYS_BEFORE}) * 86400, 'unixepoch')
    )
  ),
  -- An order is inside the window when its earliest version is. Orders in other currencies are set aside.
  spent AS (
    SELECT customer_id, sum(total_units) AS spend_units, count(*) AS orders
    FROM orders, definition
    WHERE orders.currency = definition.currency
      AND (window_start_ms IS NULL OR event_ms >= window_start_ms) AND (window_end_ms IS NULL OR event_ms < window_end_ms)
    GROUP BY customer_id
  ),
  figures AS (
    SELECT customer_id, coalesce(spend_units, 0) AS spend_units, coalesce(orders, 0) AS orders, visits, first_ms, last_ms,
      CASE weeks_rule
        WHEN 'dataset' THEN (SELECT weeks FROM all_weeks)
        WHEN 'dataset-years' THEN (SELECT weeks FROM year_weeks)
        WHEN 'customer' THEN weeks_touched
        WHEN 'active' THEN weeks_active
        WHEN 'elapsed' THEN max(1.0, (last_ms - first_ms) / ${7 * DAY}.0)
      END AS weeks,
      lifespan_years, margin, definition.currency AS currency
    FROM customer_activity LEFT JOIN spent USING (customer_id), definition
  )
SELECT customer_id, 52 * lifespan_years * margin * spend_units / (10000.0 * weeks) AS ltv, spend_units, spend_units / 10000.0 AS spend, currency,
  orders, visits, weeks, first_ms, last_ms
FROM figures ORDER BY ltv DESC, customer_id;
`

export const EVENTS_SCHEMA = TABLES + RESULTS + VIEWS
