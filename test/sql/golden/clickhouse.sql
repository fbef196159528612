-- The data model, for ClickHouse.
-- Times are UTC, to the millisecond. Weeks are of type Date here, which begins with 1970 and ends with 2149.
-- The engine has no keys; what they would be stands in comments. The queries do not need them: a row that is there twice counts once.

-- One row a customer: every id that an event names, also one without a CUSTOMER event.
CREATE TABLE customers (
  customer_id String NOT NULL
  -- PRIMARY KEY (customer_id)
)
ENGINE = MergeTree
ORDER BY (customer_id);

-- One row a CUSTOMER event. Unknown names and places are blank.
CREATE TABLE customer_records (
  customer_id String NOT NULL,
  event_time DateTime64(3, 'UTC') NOT NULL,
  verb String NOT NULL,
  last_name String NOT NULL,
  adr_city String NOT NULL,
  adr_state String NOT NULL
  -- PRIMARY KEY (customer_id, event_time, verb, last_name, adr_city, adr_state)
  -- FOREIGN KEY (customer_id) REFERENCES customers (customer_id)
)
ENGINE = MergeTree
ORDER BY (customer_id, event_time, verb, last_name, adr_city, adr_state);

-- One row a SITE_VISIT event. A page may be visited again: only the same moment makes the same visit.
CREATE TABLE site_visits (
  customer_id String NOT NULL,
  page_id String NOT NULL,
  event_time DateTime64(3, 'UTC') NOT NULL
  -- PRIMARY KEY (customer_id, page_id, event_time)
  -- FOREIGN KEY (customer_id) REFERENCES customers (customer_id)
)
ENGINE = MergeTree
ORDER BY (customer_id, page_id, event_time);

-- One row an IMAGE event. An unknown camera is blank.
CREATE TABLE images (
  customer_id String NOT NULL,
  image_id String NOT NULL,
  event_time DateTime64(3, 'UTC') NOT NULL,
  camera_make String NOT NULL,
  camera_model String NOT NULL
  -- PRIMARY KEY (customer_id, image_id, event_time)
  -- FOREIGN KEY (customer_id) REFERENCES customers (customer_id)
)
ENGINE = MergeTree
ORDER BY (customer_id, image_id, event_time);

-- One row a version of an order: an order is (customer_id, order_id), and the query chooses the version that stands. Amounts are whole counts of 1/10,000 of a unit.
CREATE TABLE orders (
  customer_id String NOT NULL,
  order_id String NOT NULL,
  event_time DateTime64(3, 'UTC') NOT NULL,
  verb String NOT NULL,
  amount_units Int64 NOT NULL,
  currency String NOT NULL
  -- PRIMARY KEY (customer_id, order_id, event_time, verb, amount_units, currency)
  -- FOREIGN KEY (customer_id) REFERENCES customers (customer_id)
)
ENGINE = MergeTree
ORDER BY (customer_id, order_id, event_time, verb, amount_units, currency);

-- On several shards: create the tables above ON CLUSTER under other names (orders_local …) and, for each of them, one that spans the cluster:
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
-- Over HTTP 64-bit numbers may come as texts: read them as such, or they lose digits.


-- From events as they came to the tables of the data model, for ClickHouse.
-- The tables are expected to be empty: to load more events, add them to incoming_events, empty the tables, and fill them again.
-- Times are UTC, to the millisecond. Weeks are of type Date here, which begins with 1970 and ends with 2149.

-- Accepted events, each as often as it came. Types and verbs in capitals, ids without white space around them.
-- customer_id is also that of CUSTOMER events, whose key it is. amount_units is the amount of an order in 1/10,000 of a unit: 12.34 is 123400.
CREATE TABLE incoming_events (
  event_type String NOT NULL,
  verb String NOT NULL,
  event_key String NOT NULL,
  event_time DateTime64(3, 'UTC') NOT NULL,
  customer_id String NOT NULL,
  amount_units Nullable(Int64),
  currency Nullable(String),
  last_name Nullable(String),
  adr_city Nullable(String),
  adr_state Nullable(String),
  camera_make Nullable(String),
  camera_model Nullable(String)
)
ENGINE = MergeTree
ORDER BY (customer_id, event_time);

INSERT INTO customers (customer_id)
SELECT DISTINCT customer_id FROM incoming_events;

INSERT INTO customer_records (customer_id, event_time, verb, last_name, adr_city, adr_state)
SELECT DISTINCT customer_id, event_time, verb, COALESCE(last_name, ''), COALESCE(adr_city, ''), COALESCE(adr_state, '')
FROM incoming_events
WHERE event_type = 'CUSTOMER';

INSERT INTO site_visits (customer_id, page_id, event_time)
SELECT DISTINCT customer_id, event_key, event_time
FROM incoming_events
WHERE event_type = 'SITE_VISIT';

-- The camera does not tell images apart.
INSERT INTO images (customer_id, image_id, event_time, camera_make, camera_model)
SELECT customer_id, event_key, event_time, MAX(COALESCE(camera_make, '')), MAX(COALESCE(camera_model, ''))
FROM incoming_events
WHERE event_type = 'IMAGE'
GROUP BY customer_id, event_key, event_time;

INSERT INTO orders (customer_id, order_id, event_time, verb, amount_units, currency)
SELECT DISTINCT customer_id, event_key, event_time, verb, amount_units, currency
FROM incoming_events
WHERE event_type = 'ORDER';


-- The 10 customers with the highest LTV, for ClickHouse.
--
-- LTV = 52 * (spend / weeks) * 10 years
-- Weeks: calendar weeks from the first to the last event of all the data; partial weeks count whole (dataset).
-- Weeks start on Sunday, UTC.
-- Window: all of the data.
-- Currency: that of most orders; orders in others are set aside.
-- Customers: all with any event inside the window, with 0 when they have no order.
-- Ties: by customer id, by its bytes (the page sorts UTF-16, which differs for ids with characters beyond U+FFFF only).
-- Our tests run this query in ClickHouse and hold every customer against the page.
WITH activity AS (
  -- Every event, at its own time.
  SELECT customer_id, event_time, 0 AS is_visit
  FROM customer_records
  UNION ALL
  SELECT customer_id, event_time, 1 AS is_visit
  FROM (
    SELECT DISTINCT customer_id, page_id, event_time
    FROM site_visits
  ) AS distinct_site_visits
  UNION ALL
  SELECT customer_id, event_time, 0 AS is_visit
  FROM images
  UNION ALL
  SELECT customer_id, event_time, 0 AS is_visit
  FROM orders
), seen AS (
  SELECT customer_id, MIN(event_time) AS first_event, MAX(event_time) AS last_event, CAST(SUM(is_visit) AS Int64) AS visits
  FROM activity
  GROUP BY customer_id
), frame AS (
  -- Calendar weeks from the first to the last event of all, the same for everyone.
  SELECT CAST(dateDiff('day', toStartOfWeek(MIN(first_event), 0, 'UTC'), toStartOfWeek(MAX(last_event), 0, 'UTC')) / 7 AS Int64) + 1 AS frame_weeks
  FROM seen
), versions AS (
  SELECT customer_id, amount_units, currency,
    -- An order is of the week of its first version, with the amount of its last.
    MIN(event_time) OVER (PARTITION BY customer_id, order_id) AS ordered_at,
    -- Of the same time an UPDATE comes after a NEW, then the larger amount.
    ROW_NUMBER() OVER (
      PARTITION BY customer_id, order_id
      ORDER BY event_time DESC, verb DESC, amount_units DESC, currency DESC
    ) AS from_last
  FROM orders
), standing AS (
  SELECT customer_id, ordered_at, amount_units, currency
  FROM versions
  WHERE from_last = 1
), reported AS (
  -- The currency of most orders. Some engines give a blank, not a null, for the least of nothing.
  SELECT COALESCE(NULLIF(MIN(currency), ''), 'USD') AS report_currency
  FROM (
    SELECT currency
    FROM standing
    GROUP BY currency
    ORDER BY COUNT(*) DESC, currency
    LIMIT 1
  ) AS most_used
), spending AS (
  -- Added up before anything is joined to them: joined to visits first, an order would count once for each visit.
  SELECT customer_id, CAST(SUM(amount_units) AS Int64) AS spent_units, CAST(COUNT(*) AS Int64) AS order_count
  FROM standing
  CROSS JOIN reported
  WHERE currency = report_currency
  GROUP BY customer_id
), figures AS (
  SELECT seen.customer_id AS customer, COALESCE(spent_units, 0) AS spend_units, COALESCE(order_count, 0) AS order_number, visits,
    frame_weeks AS divisor
  FROM seen
  CROSS JOIN frame
  LEFT JOIN spending ON spending.customer_id = seen.customer_id
)
SELECT ROW_NUMBER() OVER (ORDER BY CAST(spend_units AS Float64) / CAST(divisor AS Float64) DESC, customer) AS rank_number, customer AS customer_id,
  -- 52 * 10 / 10000 is 13 / 250.
  CAST(spend_units AS Float64) * 13 / (CAST(divisor AS Float64) * 250) AS ltv,
  spend_units, order_number AS orders, visits, divisor AS weeks, report_currency AS currency
FROM figures
CROSS JOIN reported
ORDER BY rank_number
LIMIT 10;


-- What each customer did in each week, for ClickHouse.
--
-- LTV = 52 * (spend / weeks) * 10 years
-- Weeks: calendar weeks from the first to the last event of all the data; partial weeks count whole (dataset).
-- Weeks start on Sunday, UTC.
-- Window: all of the data.
-- Currency: that of most orders; orders in others are set aside.
-- Customers: all with any event inside the window, with 0 when they have no order.
-- Ties: by customer id, by its bytes (the page sorts UTF-16, which differs for ids with characters beyond U+FFFF only).
-- Our tests run this query in ClickHouse and hold every customer against the page.
WITH activity AS (
  -- Every event, at its own time.
  SELECT customer_id, event_time, 0 AS is_visit
  FROM (
    SELECT DISTINCT customer_id, event_time, verb, last_name, adr_city, adr_state
    FROM customer_records
  ) AS distinct_customer_records
  UNION ALL
  SELECT customer_id, event_time, 1 AS is_visit
  FROM (
    SELECT DISTINCT customer_id, page_id, event_time
    FROM site_visits
  ) AS distinct_site_visits
  UNION ALL
  SELECT customer_id, event_time, 0 AS is_visit
  FROM (
    SELECT DISTINCT customer_id, image_id, event_time
    FROM images
  ) AS distinct_images
  UNION ALL
  SELECT customer_id, event_time, 0 AS is_visit
  FROM (
    SELECT DISTINCT customer_id, order_id, event_time, verb, amount_units, currency
    FROM orders
  ) AS distinct_orders
), seen AS (
  SELECT customer_id, toStartOfWeek(event_time, 0, 'UTC') AS seen_week, CAST(COUNT(*) AS Int64) AS events, CAST(SUM(is_visit) AS Int64) AS visits
  FROM activity
  GROUP BY customer_id, toStartOfWeek(event_time, 0, 'UTC')
), versions AS (
  SELECT customer_id, amount_units, currency,
    -- An order is of the week of its first version, with the amount of its last.
    MIN(event_time) OVER (PARTITION BY customer_id, order_id) AS ordered_at,
    -- Of the same time an UPDATE comes after a NEW, then the larger amount.
    ROW_NUMBER() OVER (
      PARTITION BY customer_id, order_id
      ORDER BY event_time DESC, verb DESC, amount_units DESC, currency DESC
    ) AS from_last
  FROM orders
), standing AS (
  SELECT customer_id, ordered_at, amount_units, currency
  FROM versions
  WHERE from_last = 1
), reported AS (
  -- The currency of most orders. Some engines give a blank, not a null, for the least of nothing.
  SELECT COALESCE(NULLIF(MIN(currency), ''), 'USD') AS report_currency
  FROM (
    SELECT currency
    FROM standing
    GROUP BY currency
    ORDER BY COUNT(*) DESC, currency
    LIMIT 1
  ) AS most_used
), spending AS (
  SELECT customer_id, toStartOfWeek(ordered_at, 0, 'UTC') AS order_week, CAST(SUM(amount_units) AS Int64) AS spent_units, CAST(COUNT(*) AS Int64) AS order_count
  FROM standing
  CROSS JOIN reported
  WHERE currency = report_currency
  GROUP BY customer_id, toStartOfWeek(ordered_at, 0, 'UTC')
)
SELECT seen.customer_id AS customer_id, seen_week AS week_start, events, visits, COALESCE(order_count, 0) AS orders,
  CAST(COALESCE(spent_units, 0) AS Float64) / 10000 AS spend, report_currency AS currency
FROM seen
CROSS JOIN reported
LEFT JOIN spending ON spending.customer_id = seen.customer_id AND order_week = seen_week
ORDER BY seen.customer_id, seen_week;


-- The 10 customers with the highest LTV, for ClickHouse.
--
-- LTV = 52 * (spend / weeks) * 10 years
-- Weeks: the time from the customer's first to last event in weeks, not rounded, at least 1 (elapsed).
-- Weeks start on Sunday, UTC.
-- Window, UTC: from 2025-01-01 00:00:00.000 to 2025-07-01 00:00:00.000, which is no longer inside.
-- Currency: EUR; orders in others are set aside.
-- Customers: all with any event inside the window, with 0 when they have no order.
-- Ties: by customer id, by its bytes (the page sorts UTF-16, which differs for ids with characters beyond U+FFFF only).
-- Our tests run this query in ClickHouse and hold every customer against the page.
WITH activity AS (
  -- Every event inside the window, at its own time.
  SELECT customer_id, event_time, 0 AS is_visit
  FROM customer_records
  WHERE event_time >= toDateTime64('2025-01-01 00:00:00.000', 3, 'UTC') AND event_time < toDateTime64('2025-07-01 00:00:00.000', 3, 'UTC')
  UNION ALL
  SELECT customer_id, event_time, 1 AS is_visit
  FROM (
    SELECT DISTINCT customer_id, page_id, event_time
    FROM site_visits
    WHERE event_time >= toDateTime64('2025-01-01 00:00:00.000', 3, 'UTC') AND event_time < toDateTime64('2025-07-01 00:00:00.000', 3, 'UTC')
  ) AS distinct_site_visits
  UNION ALL
  SELECT customer_id, event_time, 0 AS is_visit
  FROM images
  WHERE event_time >= toDateTime64('2025-01-01 00:00:00.000', 3, 'UTC') AND event_time < toDateTime64('2025-07-01 00:00:00.000', 3, 'UTC')
  UNION ALL
  SELECT customer_id, event_time, 0 AS is_visit
  FROM orders
  WHERE event_time >= toDateTime64('2025-01-01 00:00:00.000', 3, 'UTC') AND event_time < toDateTime64('2025-07-01 00:00:00.000', 3, 'UTC')
), seen AS (
  SELECT customer_id, MIN(event_time) AS first_event, MAX(event_time) AS last_event, CAST(SUM(is_visit) AS Int64) AS visits
  FROM activity
  GROUP BY customer_id
), versions AS (
  SELECT customer_id, amount_units, currency,
    -- An order is of the week of its first version, with the amount of its last.
    MIN(event_time) OVER (PARTITION BY customer_id, order_id) AS ordered_at,
    -- Of the same time an UPDATE comes after a NEW, then the larger amount.
    ROW_NUMBER() OVER (
      PARTITION BY customer_id, order_id
      ORDER BY event_time DESC, verb DESC, amount_units DESC, currency DESC
    ) AS from_last
  FROM orders
), standing AS (
  SELECT customer_id, ordered_at, amount_units, currency
  FROM versions
  WHERE from_last = 1 AND ordered_at >= toDateTime64('2025-01-01 00:00:00.000', 3, 'UTC') AND ordered_at < toDateTime64('2025-07-01 00:00:00.000', 3, 'UTC')
), reported AS (
  SELECT 'EUR' AS report_currency
), spending AS (
  -- Added up before anything is joined to them: joined to visits first, an order would count once for each visit.
  SELECT customer_id, CAST(SUM(amount_units) AS Int64) AS spent_units, CAST(COUNT(*) AS Int64) AS order_count
  FROM standing
  CROSS JOIN reported
  WHERE currency = report_currency
  GROUP BY customer_id
), figures AS (
  SELECT seen.customer_id AS customer, COALESCE(spent_units, 0) AS spend_units, COALESCE(order_count, 0) AS order_number, visits,
    CASE WHEN toUnixTimestamp64Milli(last_event) - toUnixTimestamp64Milli(first_event) > 604800000 THEN toUnixTimestamp64Milli(last_event) - toUnixTimestamp64Milli(first_event) ELSE 604800000 END AS divisor
  FROM seen
  LEFT JOIN spending ON spending.customer_id = seen.customer_id
)
SELECT ROW_NUMBER() OVER (ORDER BY CAST(spend_units AS Float64) / CAST(divisor AS Float64) DESC, customer) AS rank_number, customer AS customer_id,
  -- 52 * 10 * 604800000 / 10000 is 31449600 / 1: the divisor is in milliseconds.
  CAST(spend_units AS Float64) * 31449600 / (CAST(divisor AS Float64) * 1) AS ltv,
  spend_units, order_number AS orders, visits, CAST(divisor AS Float64) / 604800000 AS weeks, report_currency AS currency
FROM figures
CROSS JOIN reported
ORDER BY rank_number
LIMIT 10;


-- What each customer did in each week, for ClickHouse.
--
-- LTV = 52 * (spend / weeks) * 10 years
-- Weeks: the time from the customer's first to last event in weeks, not rounded, at least 1 (elapsed).
-- Weeks start on Sunday, UTC.
-- Window, UTC: from 2025-01-01 00:00:00.000 to 2025-07-01 00:00:00.000, which is no longer inside.
-- Currency: EUR; orders in others are set aside.
-- Customers: all with any event inside the window, with 0 when they have no order.
-- Ties: by customer id, by its bytes (the page sorts UTF-16, which differs for ids with characters beyond U+FFFF only).
-- Our tests run this query in ClickHouse and hold every customer against the page.
WITH activity AS (
  -- Every event inside the window, at its own time.
  SELECT customer_id, event_time, 0 AS is_visit
  FROM (
    SELECT DISTINCT customer_id, event_time, verb, last_name, adr_city, adr_state
    FROM customer_records
    WHERE event_time >= toDateTime64('2025-01-01 00:00:00.000', 3, 'UTC') AND event_time < toDateTime64('2025-07-01 00:00:00.000', 3, 'UTC')
  ) AS distinct_customer_records
  UNION ALL
  SELECT customer_id, event_time, 1 AS is_visit
  FROM (
    SELECT DISTINCT customer_id, page_id, event_time
    FROM site_visits
    WHERE event_time >= toDateTime64('2025-01-01 00:00:00.000', 3, 'UTC') AND event_time < toDateTime64('2025-07-01 00:00:00.000', 3, 'UTC')
  ) AS distinct_site_visits
  UNION ALL
  SELECT customer_id, event_time, 0 AS is_visit
  FROM (
    SELECT DISTINCT customer_id, image_id, event_time
    FROM images
    WHERE event_time >= toDateTime64('2025-01-01 00:00:00.000', 3, 'UTC') AND event_time < toDateTime64('2025-07-01 00:00:00.000', 3, 'UTC')
  ) AS distinct_images
  UNION ALL
  SELECT customer_id, event_time, 0 AS is_visit
  FROM (
    SELECT DISTINCT customer_id, order_id, event_time, verb, amount_units, currency
    FROM orders
    WHERE event_time >= toDateTime64('2025-01-01 00:00:00.000', 3, 'UTC') AND event_time < toDateTime64('2025-07-01 00:00:00.000', 3, 'UTC')
  ) AS distinct_orders
), seen AS (
  SELECT customer_id, toStartOfWeek(event_time, 0, 'UTC') AS seen_week, CAST(COUNT(*) AS Int64) AS events, CAST(SUM(is_visit) AS Int64) AS visits
  FROM activity
  GROUP BY customer_id, toStartOfWeek(event_time, 0, 'UTC')
), versions AS (
  SELECT customer_id, amount_units, currency,
    -- An order is of the week of its first version, with the amount of its last.
    MIN(event_time) OVER (PARTITION BY customer_id, order_id) AS ordered_at,
    -- Of the same time an UPDATE comes after a NEW, then the larger amount.
    ROW_NUMBER() OVER (
      PARTITION BY customer_id, order_id
      ORDER BY event_time DESC, verb DESC, amount_units DESC, currency DESC
    ) AS from_last
  FROM orders
), standing AS (
  SELECT customer_id, ordered_at, amount_units, currency
  FROM versions
  WHERE from_last = 1 AND ordered_at >= toDateTime64('2025-01-01 00:00:00.000', 3, 'UTC') AND ordered_at < toDateTime64('2025-07-01 00:00:00.000', 3, 'UTC')
), reported AS (
  SELECT 'EUR' AS report_currency
), spending AS (
  SELECT customer_id, toStartOfWeek(ordered_at, 0, 'UTC') AS order_week, CAST(SUM(amount_units) AS Int64) AS spent_units, CAST(COUNT(*) AS Int64) AS order_count
  FROM standing
  CROSS JOIN reported
  WHERE currency = report_currency
  GROUP BY customer_id, toStartOfWeek(ordered_at, 0, 'UTC')
)
SELECT seen.customer_id AS customer_id, seen_week AS week_start, events, visits, COALESCE(order_count, 0) AS orders,
  CAST(COALESCE(spent_units, 0) AS Float64) / 10000 AS spend, report_currency AS currency
FROM seen
CROSS JOIN reported
LEFT JOIN spending ON spending.customer_id = seen.customer_id AND order_week = seen_week
ORDER BY seen.customer_id, seen_week;


-- The 10 customers with the highest LTV, for ClickHouse.
--
-- LTV = 52 * (spend / weeks) * 5 years * 0.6 margin
-- Weeks: for each calendar year the weeks from its first to its last event, added up over the years (dataset-years).
-- Weeks start on Monday, UTC.
-- Window: all of the data.
-- Currency: that of most orders; orders in others are set aside.
-- Customers: all with any event inside the window, with 0 when they have no order.
-- Ties: by customer id, by its bytes (the page sorts UTF-16, which differs for ids with characters beyond U+FFFF only).
-- Our tests run this query in ClickHouse and hold every customer against the page.
WITH activity AS (
  -- Every event, at its own time.
  SELECT customer_id, event_time, 0 AS is_visit
  FROM customer_records
  UNION ALL
  SELECT customer_id, event_time, 1 AS is_visit
  FROM (
    SELECT DISTINCT customer_id, page_id, event_time
    FROM site_visits
  ) AS distinct_site_visits
  UNION ALL
  SELECT customer_id, event_time, 0 AS is_visit
  FROM images
  UNION ALL
  SELECT customer_id, event_time, 0 AS is_visit
  FROM orders
), seen AS (
  SELECT customer_id, MIN(event_time) AS first_event, MAX(event_time) AS last_event, CAST(SUM(is_visit) AS Int64) AS visits
  FROM activity
  GROUP BY customer_id
), years AS (
  -- For each calendar year the weeks from its first to its last event. A week that spans New Year counts in both.
  SELECT CAST(dateDiff('day', toStartOfWeek(MIN(event_time), 1, 'UTC'), toStartOfWeek(MAX(event_time), 1, 'UTC')) / 7 AS Int64) + 1 AS year_weeks
  FROM activity
  GROUP BY toYear(event_time, 'UTC')
), frame AS (
  SELECT CAST(SUM(year_weeks) AS Int64) AS frame_weeks
  FROM years
), versions AS (
  SELECT customer_id, amount_units, currency,
    -- An order is of the week of its first version, with the amount of its last.
    MIN(event_time) OVER (PARTITION BY customer_id, order_id) AS ordered_at,
    -- Of the same time an UPDATE comes after a NEW, then the larger amount.
    ROW_NUMBER() OVER (
      PARTITION BY customer_id, order_id
      ORDER BY event_time DESC, verb DESC, amount_units DESC, currency DESC
    ) AS from_last
  FROM orders
), standing AS (
  SELECT customer_id, ordered_at, amount_units, currency
  FROM versions
  WHERE from_last = 1
), reported AS (
  -- The currency of most orders. Some engines give a blank, not a null, for the least of nothing.
  SELECT COALESCE(NULLIF(MIN(currency), ''), 'USD') AS report_currency
  FROM (
    SELECT currency
    FROM standing
    GROUP BY currency
    ORDER BY COUNT(*) DESC, currency
    LIMIT 1
  ) AS most_used
), spending AS (
  -- Added up before anything is joined to them: joined to visits first, an order would count once for each visit.
  SELECT customer_id, CAST(SUM(amount_units) AS Int64) AS spent_units, CAST(COUNT(*) AS Int64) AS order_count
  FROM standing
  CROSS JOIN reported
  WHERE currency = report_currency
  GROUP BY customer_id
), figures AS (
  SELECT seen.customer_id AS customer, COALESCE(spent_units, 0) AS spend_units, COALESCE(order_count, 0) AS order_number, visits,
    frame_weeks AS divisor
  FROM seen
  CROSS JOIN frame
  LEFT JOIN spending ON spending.customer_id = seen.customer_id
)
SELECT ROW_NUMBER() OVER (ORDER BY CAST(spend_units AS Float64) / CAST(divisor AS Float64) DESC, customer) AS rank_number, customer AS customer_id,
  -- 52 * 5 * 0.6 / 10000 is 39 / 2500.
  CAST(spend_units AS Float64) * 39 / (CAST(divisor AS Float64) * 2500) AS ltv,
  spend_units, order_number AS orders, visits, divisor AS weeks, report_currency AS currency
FROM figures
CROSS JOIN reported
ORDER BY rank_number
LIMIT 10;


-- What each customer did in each week, for ClickHouse.
--
-- LTV = 52 * (spend / weeks) * 5 years * 0.6 margin
-- Weeks: for each calendar year the weeks from its first to its last event, added up over the years (dataset-years).
-- Weeks start on Monday, UTC.
-- Window: all of the data.
-- Currency: that of most orders; orders in others are set aside.
-- Customers: all with any event inside the window, with 0 when they have no order.
-- Ties: by customer id, by its bytes (the page sorts UTF-16, which differs for ids with characters beyond U+FFFF only).
-- Our tests run this query in ClickHouse and hold every customer against the page.
WITH activity AS (
  -- Every event, at its own time.
  SELECT customer_id, event_time, 0 AS is_visit
  FROM (
    SELECT DISTINCT customer_id, event_time, verb, last_name, adr_city, adr_state
    FROM customer_records
  ) AS distinct_customer_records
  UNION ALL
  SELECT customer_id, event_time, 1 AS is_visit
  FROM (
    SELECT DISTINCT customer_id, page_id, event_time
    FROM site_visits
  ) AS distinct_site_visits
  UNION ALL
  SELECT customer_id, event_time, 0 AS is_visit
  FROM (
    SELECT DISTINCT customer_id, image_id, event_time
    FROM images
  ) AS distinct_images
  UNION ALL
  SELECT customer_id, event_time, 0 AS is_visit
  FROM (
    SELECT DISTINCT customer_id, order_id, event_time, verb, amount_units, currency
    FROM orders
  ) AS distinct_orders
), seen AS (
  SELECT customer_id, toStartOfWeek(event_time, 1, 'UTC') AS seen_week, CAST(COUNT(*) AS Int64) AS events, CAST(SUM(is_visit) AS Int64) AS visits
  FROM activity
  GROUP BY customer_id, toStartOfWeek(event_time, 1, 'UTC')
), versions AS (
  SELECT customer_id, amount_units, currency,
    -- An order is of the week of its first version, with the amount of its last.
    MIN(event_time) OVER (PARTITION BY customer_id, order_id) AS ordered_at,
    -- Of the same time an UPDATE comes after a NEW, then the larger amount.
    ROW_NUMBER() OVER (
      PARTITION BY customer_id, order_id
      ORDER BY event_time DESC, verb DESC, amount_units DESC, currency DESC
    ) AS from_last
  FROM orders
), standing AS (
  SELECT customer_id, ordered_at, amount_units, currency
  FROM versions
  WHERE from_last = 1
), reported AS (
  -- The currency of most orders. Some engines give a blank, not a null, for the least of nothing.
  SELECT COALESCE(NULLIF(MIN(currency), ''), 'USD') AS report_currency
  FROM (
    SELECT currency
    FROM standing
    GROUP BY currency
    ORDER BY COUNT(*) DESC, currency
    LIMIT 1
  ) AS most_used
), spending AS (
  SELECT customer_id, toStartOfWeek(ordered_at, 1, 'UTC') AS order_week, CAST(SUM(amount_units) AS Int64) AS spent_units, CAST(COUNT(*) AS Int64) AS order_count
  FROM standing
  CROSS JOIN reported
  WHERE currency = report_currency
  GROUP BY customer_id, toStartOfWeek(ordered_at, 1, 'UTC')
)
SELECT seen.customer_id AS customer_id, seen_week AS week_start, events, visits, COALESCE(order_count, 0) AS orders,
  CAST(COALESCE(spent_units, 0) AS Float64) / 10000 AS spend, report_currency AS currency
FROM seen
CROSS JOIN reported
LEFT JOIN spending ON spending.customer_id = seen.customer_id AND order_week = seen_week
ORDER BY seen.customer_id, seen_week;
