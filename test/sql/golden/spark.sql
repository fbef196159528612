-- The data model, for Spark.
-- Times are moments, cut to the millisecond: date_trunc('MILLISECOND', event_time).
-- The engine has no keys; what they would be stands in comments. The queries do not need them: a row that is there twice counts once.

SET TIME ZONE 'UTC';

-- One row a customer: every id that an event names, also one without a CUSTOMER event.
CREATE TABLE customers (
  customer_id STRING NOT NULL
  -- PRIMARY KEY (customer_id)
);

-- One row a CUSTOMER event. Unknown names and places are blank.
CREATE TABLE customer_records (
  customer_id STRING NOT NULL,
  event_time TIMESTAMP NOT NULL,
  verb STRING NOT NULL,
  last_name STRING NOT NULL,
  adr_city STRING NOT NULL,
  adr_state STRING NOT NULL
  -- PRIMARY KEY (customer_id, event_time, verb, last_name, adr_city, adr_state)
  -- FOREIGN KEY (customer_id) REFERENCES customers (customer_id)
);

-- One row a SITE_VISIT event. A page may be visited again: only the same moment makes the same visit.
CREATE TABLE site_visits (
  customer_id STRING NOT NULL,
  page_id STRING NOT NULL,
  event_time TIMESTAMP NOT NULL
  -- PRIMARY KEY (customer_id, page_id, event_time)
  -- FOREIGN KEY (customer_id) REFERENCES customers (customer_id)
);

-- One row an IMAGE event. An unknown camera is blank.
CREATE TABLE images (
  customer_id STRING NOT NULL,
  image_id STRING NOT NULL,
  event_time TIMESTAMP NOT NULL,
  camera_make STRING NOT NULL,
  camera_model STRING NOT NULL
  -- PRIMARY KEY (customer_id, image_id, event_time)
  -- FOREIGN KEY (customer_id) REFERENCES customers (customer_id)
);

-- One row a version of an order: an order is (customer_id, order_id), and the query chooses the version that stands. Amounts are whole counts of 1/10,000 of a unit.
CREATE TABLE orders (
  customer_id STRING NOT NULL,
  order_id STRING NOT NULL,
  event_time TIMESTAMP NOT NULL,
  verb STRING NOT NULL,
  amount_units BIGINT NOT NULL,
  currency STRING NOT NULL
  -- PRIMARY KEY (customer_id, order_id, event_time, verb, amount_units, currency)
  -- FOREIGN KEY (customer_id) REFERENCES customers (customer_id)
);


-- From events as they came to the tables of the data model, for Spark.
-- The tables are expected to be empty: to load more events, add them to incoming_events, empty the tables, and fill them again.
-- Times are moments, cut to the millisecond: date_trunc('MILLISECOND', event_time).

SET TIME ZONE 'UTC';

-- Accepted events, each as often as it came. Types and verbs in capitals, ids without white space around them.
-- customer_id is also that of CUSTOMER events, whose key it is. amount_units is the amount of an order in 1/10,000 of a unit: 12.34 is 123400.
CREATE TABLE incoming_events (
  event_type STRING NOT NULL,
  verb STRING NOT NULL,
  event_key STRING NOT NULL,
  event_time TIMESTAMP NOT NULL,
  customer_id STRING NOT NULL,
  amount_units BIGINT,
  currency STRING,
  last_name STRING,
  adr_city STRING,
  adr_state STRING,
  camera_make STRING,
  camera_model STRING
);

INSERT INTO customers (customer_id)
SELECT DISTINCT customer_id
FROM incoming_events;

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


-- The 10 customers with the highest LTV, for Spark.
--
-- LTV = 52 * (spend / weeks) * 10 years
-- Weeks: calendar weeks from the first to the last event of all the data; partial weeks count whole (dataset).
-- Weeks start on Sunday, UTC.
-- Window: all of the data.
-- Currency: that of most orders; orders in others are set aside.
-- Customers: all with any event inside the window, with 0 when they have no order.
-- Ties: by customer id, by its bytes (the page sorts UTF-16, which differs for ids with characters beyond U+FFFF only).
-- Written from the documentation of Spark: our tests do not run it.
SET TIME ZONE 'UTC';

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
  SELECT customer_id, MIN(event_time) AS first_event, MAX(event_time) AS last_event, CAST(SUM(is_visit) AS BIGINT) AS visits
  FROM activity
  GROUP BY customer_id
), frame AS (
  -- Calendar weeks from the first to the last event of all, the same for everyone.
  SELECT CAST(datediff(date_sub(to_date(MAX(last_event)), dayofweek(to_date(MAX(last_event))) - 1), date_sub(to_date(MIN(first_event)), dayofweek(to_date(MIN(first_event))) - 1)) / 7 AS BIGINT) + 1 AS frame_weeks
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
  SELECT customer_id, CAST(SUM(amount_units) AS BIGINT) AS spent_units, CAST(COUNT(*) AS BIGINT) AS order_count
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
SELECT ROW_NUMBER() OVER (ORDER BY CAST(spend_units AS DOUBLE) / CAST(divisor AS DOUBLE) DESC, customer) AS rank_number, customer AS customer_id,
  -- 52 * 10 / 10000 is 13 / 250.
  CAST(spend_units AS DOUBLE) * 13 / (CAST(divisor AS DOUBLE) * 250) AS ltv,
  spend_units, order_number AS orders, visits, divisor AS weeks, report_currency AS currency
FROM figures
CROSS JOIN reported
ORDER BY rank_number
LIMIT 10;


-- What each customer did in each week, for Spark.
--
-- LTV = 52 * (spend / weeks) * 10 years
-- Weeks: calendar weeks from the first to the last event of all the data; partial weeks count whole (dataset).
-- Weeks start on Sunday, UTC.
-- Window: all of the data.
-- Currency: that of most orders; orders in others are set aside.
-- Customers: all with any event inside the window, with 0 when they have no order.
-- Ties: by customer id, by its bytes (the page sorts UTF-16, which differs for ids with characters beyond U+FFFF only).
-- Written from the documentation of Spark: our tests do not run it.
--
-- Save the rows as CSV or Parquet and drop the file on the page: it gives the same screens, and every definition with these weeks and whole weeks as window.
-- Orders in other currencies than the reported one stand in rows of their own, with 0 events.
SET TIME ZONE 'UTC';

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
), happenings AS (
  SELECT customer_id, date_sub(to_date(event_time), dayofweek(to_date(event_time)) - 1) AS happened_week, report_currency AS happened_currency,
    1 AS event_count, is_visit AS visit_count, 0 AS order_count, 0 AS order_units, event_time AS happened_at
  FROM activity
  CROSS JOIN reported
  UNION ALL
  SELECT customer_id, date_sub(to_date(ordered_at), dayofweek(to_date(ordered_at)) - 1), currency,
    0, 0, 1, amount_units, ordered_at
  FROM standing
)
SELECT customer_id, happened_week AS week_start,
  CAST(SUM(event_count) AS BIGINT) AS events, CAST(SUM(visit_count) AS BIGINT) AS visits, CAST(SUM(order_count) AS BIGINT) AS orders,
  CAST(CAST(SUM(order_units) AS BIGINT) AS DOUBLE) / 10000 AS spend, happened_currency AS currency,
  MIN(happened_at) AS first_event, MAX(happened_at) AS last_event
FROM happenings
GROUP BY customer_id, happened_week, happened_currency
ORDER BY customer_id, week_start, currency;


-- The 10 customers with the highest LTV, for Spark.
--
-- LTV = 52 * (spend / weeks) * 10 years
-- Weeks: the time from the customer's first to last event in weeks, not rounded, at least 1 (elapsed).
-- Weeks start on Sunday, UTC.
-- Window, UTC: from 2025-01-01 00:00:00.000 to 2025-07-01 00:00:00.000, which is no longer inside.
-- Currency: EUR; orders in others are set aside.
-- Customers: all with any event inside the window, with 0 when they have no order.
-- Ties: by customer id, by its bytes (the page sorts UTF-16, which differs for ids with characters beyond U+FFFF only).
-- Written from the documentation of Spark: our tests do not run it.
SET TIME ZONE 'UTC';

WITH activity AS (
  -- Every event inside the window, at its own time.
  SELECT customer_id, event_time, 0 AS is_visit
  FROM customer_records
  WHERE event_time >= TIMESTAMP '2025-01-01 00:00:00.000Z' AND event_time < TIMESTAMP '2025-07-01 00:00:00.000Z'
  UNION ALL
  SELECT customer_id, event_time, 1 AS is_visit
  FROM (
    SELECT DISTINCT customer_id, page_id, event_time
    FROM site_visits
    WHERE event_time >= TIMESTAMP '2025-01-01 00:00:00.000Z' AND event_time < TIMESTAMP '2025-07-01 00:00:00.000Z'
  ) AS distinct_site_visits
  UNION ALL
  SELECT customer_id, event_time, 0 AS is_visit
  FROM images
  WHERE event_time >= TIMESTAMP '2025-01-01 00:00:00.000Z' AND event_time < TIMESTAMP '2025-07-01 00:00:00.000Z'
  UNION ALL
  SELECT customer_id, event_time, 0 AS is_visit
  FROM orders
  WHERE event_time >= TIMESTAMP '2025-01-01 00:00:00.000Z' AND event_time < TIMESTAMP '2025-07-01 00:00:00.000Z'
), seen AS (
  SELECT customer_id, MIN(event_time) AS first_event, MAX(event_time) AS last_event, CAST(SUM(is_visit) AS BIGINT) AS visits
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
  WHERE from_last = 1 AND ordered_at >= TIMESTAMP '2025-01-01 00:00:00.000Z' AND ordered_at < TIMESTAMP '2025-07-01 00:00:00.000Z'
), reported AS (
  SELECT 'EUR' AS report_currency
), spending AS (
  -- Added up before anything is joined to them: joined to visits first, an order would count once for each visit.
  SELECT customer_id, CAST(SUM(amount_units) AS BIGINT) AS spent_units, CAST(COUNT(*) AS BIGINT) AS order_count
  FROM standing
  CROSS JOIN reported
  WHERE currency = report_currency
  GROUP BY customer_id
), figures AS (
  SELECT seen.customer_id AS customer, COALESCE(spent_units, 0) AS spend_units, COALESCE(order_count, 0) AS order_number, visits,
    CASE WHEN unix_millis(last_event) - unix_millis(first_event) > 604800000 THEN unix_millis(last_event) - unix_millis(first_event) ELSE 604800000 END AS divisor
  FROM seen
  LEFT JOIN spending ON spending.customer_id = seen.customer_id
)
SELECT ROW_NUMBER() OVER (ORDER BY CAST(spend_units AS DOUBLE) / CAST(divisor AS DOUBLE) DESC, customer) AS rank_number, customer AS customer_id,
  -- 52 * 10 * 604800000 / 10000 is 31449600 / 1: the divisor is in milliseconds.
  CAST(spend_units AS DOUBLE) * 31449600 / (CAST(divisor AS DOUBLE) * 1) AS ltv,
  spend_units, order_number AS orders, visits, CAST(divisor AS DOUBLE) / 604800000 AS weeks, report_currency AS currency
FROM figures
CROSS JOIN reported
ORDER BY rank_number
LIMIT 10;


-- What each customer did in each week, for Spark.
--
-- LTV = 52 * (spend / weeks) * 10 years
-- Weeks: the time from the customer's first to last event in weeks, not rounded, at least 1 (elapsed).
-- Weeks start on Sunday, UTC.
-- Window, UTC: from 2025-01-01 00:00:00.000 to 2025-07-01 00:00:00.000, which is no longer inside.
-- Currency: EUR; orders in others are set aside.
-- Customers: all with any event inside the window, with 0 when they have no order.
-- Ties: by customer id, by its bytes (the page sorts UTF-16, which differs for ids with characters beyond U+FFFF only).
-- Written from the documentation of Spark: our tests do not run it.
--
-- Save the rows as CSV or Parquet and drop the file on the page: it gives the same screens, and every definition with these weeks and whole weeks as window.
-- Orders in other currencies than the reported one stand in rows of their own, with 0 events.
SET TIME ZONE 'UTC';

WITH activity AS (
  -- Every event inside the window, at its own time.
  SELECT customer_id, event_time, 0 AS is_visit
  FROM (
    SELECT DISTINCT customer_id, event_time, verb, last_name, adr_city, adr_state
    FROM customer_records
    WHERE event_time >= TIMESTAMP '2025-01-01 00:00:00.000Z' AND event_time < TIMESTAMP '2025-07-01 00:00:00.000Z'
  ) AS distinct_customer_records
  UNION ALL
  SELECT customer_id, event_time, 1 AS is_visit
  FROM (
    SELECT DISTINCT customer_id, page_id, event_time
    FROM site_visits
    WHERE event_time >= TIMESTAMP '2025-01-01 00:00:00.000Z' AND event_time < TIMESTAMP '2025-07-01 00:00:00.000Z'
  ) AS distinct_site_visits
  UNION ALL
  SELECT customer_id, event_time, 0 AS is_visit
  FROM (
    SELECT DISTINCT customer_id, image_id, event_time
    FROM images
    WHERE event_time >= TIMESTAMP '2025-01-01 00:00:00.000Z' AND event_time < TIMESTAMP '2025-07-01 00:00:00.000Z'
  ) AS distinct_images
  UNION ALL
  SELECT customer_id, event_time, 0 AS is_visit
  FROM (
    SELECT DISTINCT customer_id, order_id, event_time, verb, amount_units, currency
    FROM orders
    WHERE event_time >= TIMESTAMP '2025-01-01 00:00:00.000Z' AND event_time < TIMESTAMP '2025-07-01 00:00:00.000Z'
  ) AS distinct_orders
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
  WHERE from_last = 1 AND ordered_at >= TIMESTAMP '2025-01-01 00:00:00.000Z' AND ordered_at < TIMESTAMP '2025-07-01 00:00:00.000Z'
), reported AS (
  SELECT 'EUR' AS report_currency
), happenings AS (
  SELECT customer_id, date_sub(to_date(event_time), dayofweek(to_date(event_time)) - 1) AS happened_week, report_currency AS happened_currency,
    1 AS event_count, is_visit AS visit_count, 0 AS order_count, 0 AS order_units, event_time AS happened_at
  FROM activity
  CROSS JOIN reported
  UNION ALL
  SELECT customer_id, date_sub(to_date(ordered_at), dayofweek(to_date(ordered_at)) - 1), currency,
    0, 0, 1, amount_units, ordered_at
  FROM standing
)
SELECT customer_id, happened_week AS week_start,
  CAST(SUM(event_count) AS BIGINT) AS events, CAST(SUM(visit_count) AS BIGINT) AS visits, CAST(SUM(order_count) AS BIGINT) AS orders,
  CAST(CAST(SUM(order_units) AS BIGINT) AS DOUBLE) / 10000 AS spend, happened_currency AS currency,
  MIN(happened_at) AS first_event, MAX(happened_at) AS last_event
FROM happenings
GROUP BY customer_id, happened_week, happened_currency
ORDER BY customer_id, week_start, currency;


-- The 10 customers with the highest LTV, for Spark.
--
-- LTV = 52 * (spend / weeks) * 5 years * 0.6 margin
-- Weeks: for each calendar year the weeks from its first to its last event, added up over the years (dataset-years).
-- Weeks start on Monday, UTC.
-- Window: all of the data.
-- Currency: that of most orders; orders in others are set aside.
-- Customers: all with any event inside the window, with 0 when they have no order.
-- Ties: by customer id, by its bytes (the page sorts UTF-16, which differs for ids with characters beyond U+FFFF only).
-- Written from the documentation of Spark: our tests do not run it.
SET TIME ZONE 'UTC';

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
  SELECT customer_id, MIN(event_time) AS first_event, MAX(event_time) AS last_event, CAST(SUM(is_visit) AS BIGINT) AS visits
  FROM activity
  GROUP BY customer_id
), years AS (
  -- For each calendar year the weeks from its first to its last event. A week that spans New Year counts in both.
  SELECT CAST(datediff(date_sub(to_date(MAX(event_time)), weekday(to_date(MAX(event_time)))), date_sub(to_date(MIN(event_time)), weekday(to_date(MIN(event_time))))) / 7 AS BIGINT) + 1 AS year_weeks
  FROM activity
  GROUP BY year(to_date(event_time))
), frame AS (
  SELECT CAST(SUM(year_weeks) AS BIGINT) AS frame_weeks
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
  SELECT customer_id, CAST(SUM(amount_units) AS BIGINT) AS spent_units, CAST(COUNT(*) AS BIGINT) AS order_count
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
SELECT ROW_NUMBER() OVER (ORDER BY CAST(spend_units AS DOUBLE) / CAST(divisor AS DOUBLE) DESC, customer) AS rank_number, customer AS customer_id,
  -- 52 * 5 * 0.6 / 10000 is 39 / 2500.
  CAST(spend_units AS DOUBLE) * 39 / (CAST(divisor AS DOUBLE) * 2500) AS ltv,
  spend_units, order_number AS orders, visits, divisor AS weeks, report_currency AS currency
FROM figures
CROSS JOIN reported
ORDER BY rank_number
LIMIT 10;


-- What each customer did in each week, for Spark.
--
-- LTV = 52 * (spend / weeks) * 5 years * 0.6 margin
-- Weeks: for each calendar year the weeks from its first to its last event, added up over the years (dataset-years).
-- Weeks start on Monday, UTC.
-- Window: all of the data.
-- Currency: that of most orders; orders in others are set aside.
-- Customers: all with any event inside the window, with 0 when they have no order.
-- Ties: by customer id, by its bytes (the page sorts UTF-16, which differs for ids with characters beyond U+FFFF only).
-- Written from the documentation of Spark: our tests do not run it.
--
-- Save the rows as CSV or Parquet and drop the file on the page: it gives the same screens, and every definition with these weeks and whole weeks as window.
-- Orders in other currencies than the reported one stand in rows of their own, with 0 events.
SET TIME ZONE 'UTC';

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
), happenings AS (
  SELECT customer_id, date_sub(to_date(event_time), weekday(to_date(event_time))) AS happened_week, report_currency AS happened_currency,
    1 AS event_count, is_visit AS visit_count, 0 AS order_count, 0 AS order_units, event_time AS happened_at
  FROM activity
  CROSS JOIN reported
  UNION ALL
  SELECT customer_id, date_sub(to_date(ordered_at), weekday(to_date(ordered_at))), currency,
    0, 0, 1, amount_units, ordered_at
  FROM standing
)
SELECT customer_id, happened_week AS week_start,
  CAST(SUM(event_count) AS BIGINT) AS events, CAST(SUM(visit_count) AS BIGINT) AS visits, CAST(SUM(order_count) AS BIGINT) AS orders,
  CAST(CAST(SUM(order_units) AS BIGINT) AS DOUBLE) / 10000 AS spend, happened_currency AS currency,
  MIN(happened_at) AS first_event, MAX(happened_at) AS last_event
FROM happenings
GROUP BY customer_id, happened_week, happened_currency
ORDER BY customer_id, week_start, currency;
