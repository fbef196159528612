import { DEFAULT_STORE_DEFINITION, requireSoundStores, type StoreDefinition } from './definition.ts'
import { STATUSES } from './fields.ts'

/*
 * The same answers in SQL: standard SQL as DuckDB and PostgreSQL understand it. Texts sort by code points there, which differs from the app's order of UTF-16 code units
 * only for characters beyond U+FFFF.
 */

export const STORE_QUESTIONS = [
  'top_stores',
  'weekly_amounts',
  'top_products',
  'average_amounts',
  'device_type_shares',
  'first_five',
  'statuses',
] as const
export type StoreQuestion = (typeof STORE_QUESTIONS)[number]

export interface SqlFile {
  /** Under a folder of models: “staging/stg_devices.sql”. */
  readonly path: string
  readonly text: string
}

/** The tables with their keys. There is no column for card numbers. */
const STORE_SCHEMA = `CREATE TABLE stores (
  id VARCHAR PRIMARY KEY,
  name VARCHAR NOT NULL,
  address VARCHAR NOT NULL,
  city VARCHAR NOT NULL,
  country VARCHAR NOT NULL,
  created_at TIMESTAMP NOT NULL,
  typology VARCHAR NOT NULL,
  -- The merchant whom the store belongs to.
  customer_id VARCHAR NOT NULL
);

CREATE TABLE devices (
  id VARCHAR PRIMARY KEY,
  type VARCHAR NOT NULL,
  store_id VARCHAR NOT NULL REFERENCES stores (id)
);

-- card_number and cvv are left out on purpose: no question needs them.
CREATE TABLE transactions (
  id VARCHAR PRIMARY KEY,
  device_id VARCHAR NOT NULL REFERENCES devices (id),
  product_name VARCHAR NOT NULL,
  product_sku VARCHAR NOT NULL,
  category_name VARCHAR NOT NULL,
  amount DECIMAL(13, 4) NOT NULL,
  status VARCHAR NOT NULL CHECK (status IN (${STATUSES.map(status => `'${status}'`).join(', ')})),
  created_at TIMESTAMP NOT NULL,
  happened_at TIMESTAMP NOT NULL
);
`

const STAGED_COLUMNS = {
  devices: ['id', 'type', 'store_id'],
  stores: ['id', 'name', 'address', 'city', 'country', 'created_at', 'typology', 'customer_id'],
  transactions: ['id', 'device_id', 'product_name', 'product_sku', 'category_name', 'amount', 'status', 'created_at', 'happened_at'],
} as const

/**
 * The model in layers, as plain SQL files to be run in this order: the tables, one staging view a table (the only ones that read tables, so that card numbers that
 * a table of your own may have end there), and one mart a question.
 */
export function storeModel(definition: StoreDefinition = DEFAULT_STORE_DEFINITION): SqlFile[] {
  const staging = Object.entries(STAGED_COLUMNS).map(([table, columns]) => ({
    path: `staging/stg_${table}.sql`,
    text: `CREATE OR REPLACE VIEW stg_${table} AS\nSELECT ${columns.join(', ')}\nFROM ${table};\n`,
  }))
  const marts = STORE_QUESTIONS.map(question => ({
    path: `marts/${question}.sql`,
    text: `CREATE OR REPLACE VIEW ${question} AS\n${storeQuery(question, definition, { prefix: 'stg_' })}`,
  }))
  return [{ path: 'schema.sql', text: STORE_SCHEMA }, ...staging, ...marts]
}

/** What a query is over. */
interface Asked {
  /** Of the names of views that stand in the place of the tables. */
  readonly prefix?: string
  /** The store whose weeks are asked for; of all stores without it. */
  readonly storeId?: string | undefined
}

/**
 * One question as a query over the tables, or over views with a prefix. Amounts come out in euros; means are of whole counts of 1/10,000, so that they are rounded once.
 * Throws RangeError for a definition that cannot be used.
 */
export function storeQuery(question: StoreQuestion, definition: StoreDefinition, { prefix = '', storeId }: Asked = {}): string {
  requireSoundStores(definition)
  switch (question) {
    case 'top_stores':
      return topStores(definition, prefix)
    case 'weekly_amounts':
      return weeklyAmounts(definition, prefix, storeId)
    case 'top_products':
      return topProducts(definition, prefix)
    case 'average_amounts':
      return averageAmounts(definition, prefix)
    case 'device_type_shares':
      return deviceTypeShares(definition, prefix)
    case 'first_five':
      return firstFive(definition, prefix)
    case 'statuses':
      return statuses(definition, prefix)
    default:
      return question satisfies never
  }
}

const UNITS = 'CAST(t.amount * 10000 AS BIGINT)'

function topStores({ statuses, top }: StoreDefinition, prefix: string): string {
  return `SELECT s.id AS store_id, s.name, s.country, s.typology, SUM(t.amount) AS amount, COUNT(*) AS transactions
${joined(prefix)}${onlyAccepted(statuses)}
GROUP BY s.id, s.name, s.country, s.typology
ORDER BY SUM(t.amount) DESC, s.id
LIMIT ${top};
`
}

/** Weeks without a transaction are there, too: those from the first to the last of all stores, so that stores can be compared. */
function weeklyAmounts({ statuses, time, weekStart }: StoreDefinition, prefix: string, storeId: string | undefined): string {
  // The databases' own weeks start on Monday.
  const week =
    weekStart === 'monday' ? `DATE_TRUNC('week', t.${time})` : `DATE_TRUNC('week', t.${time} + INTERVAL '1 day') - INTERVAL '1 day'`
  const which = storeId === undefined ? '' : `s.id = '${storeId.replaceAll("'", "''")}' AND `
  return `WITH RECURSIVE counted AS (
  SELECT d.store_id, t.amount, CAST(${week} AS DATE) AS week
  FROM ${prefix}transactions AS t
  JOIN ${prefix}devices AS d ON d.id = t.device_id${onlyAccepted(statuses).replace('\n', '\n  ')}
), weeks AS (
  SELECT MIN(week) AS week, MAX(week) AS last_week FROM counted
  UNION ALL
  SELECT week + 7, last_week FROM weeks WHERE week < last_week
)
SELECT s.id AS store_id, w.week, COALESCE(SUM(c.amount), 0) AS amount, COUNT(c.week) AS transactions
FROM ${prefix}stores AS s
CROSS JOIN weeks AS w
LEFT JOIN counted AS c ON c.store_id = s.id AND c.week = w.week
WHERE ${which}w.week IS NOT NULL
GROUP BY s.id, w.week
ORDER BY s.id, w.week;
`
}

function topProducts({ statuses, top, productsBy }: StoreDefinition, prefix: string): string {
  const order = productsBy === 'count' ? 'COUNT(*) DESC, SUM(t.amount) DESC' : 'SUM(t.amount) DESC, COUNT(*) DESC'
  return `SELECT t.product_sku, COUNT(DISTINCT t.product_name) AS names, SUM(t.amount) AS amount, COUNT(*) AS transactions
FROM ${prefix}transactions AS t${onlyAccepted(statuses)}
GROUP BY t.product_sku
ORDER BY ${order}, t.product_sku
LIMIT ${top};
`
}

function averageAmounts({ statuses, averageOf }: StoreDefinition, prefix: string): string {
  const among = averageOf === 'transactions' ? 'COUNT(*)' : 'COUNT(DISTINCT s.id)'
  return `SELECT s.typology, s.country, SUM(t.amount) AS amount, COUNT(*) AS transactions, COUNT(DISTINCT s.id) AS stores,
  CAST(SUM(${UNITS}) AS DOUBLE PRECISION) / (10000 * ${among}) AS mean
${joined(prefix)}${onlyAccepted(statuses)}
GROUP BY s.typology, s.country
ORDER BY mean DESC, s.typology, s.country;
`
}

function deviceTypeShares({ statuses, shareOf }: StoreDefinition, prefix: string): string {
  const value = shareOf === 'count' ? 'COUNT(*)' : `SUM(${UNITS})`
  return `SELECT d.type AS device_type, SUM(t.amount) AS amount, COUNT(*) AS transactions,
  CASE WHEN SUM(${value}) OVER () > 0
    THEN CAST(${value} AS DOUBLE PRECISION) / CAST(SUM(${value}) OVER () AS DOUBLE PRECISION)
  END AS share
FROM ${prefix}transactions AS t
JOIN ${prefix}devices AS d ON d.id = t.device_id${onlyAccepted(statuses)}
GROUP BY d.type
ORDER BY ${value} DESC, d.type;
`
}

function firstFive({ time, firstFiveStatuses, firstFiveFrom, firstFiveMeanOf }: StoreDefinition, prefix: string): string {
  const from = firstFiveFrom === 'first-transaction' ? 'MIN(n.at)' : 's.created_at'
  const timed =
    firstFiveMeanOf === 'stores'
      ? 'SELECT seconds FROM starts WHERE transactions = 5'
      : 'SELECT AVG(seconds) AS seconds FROM starts WHERE transactions = 5 GROUP BY customer_id'
  return `WITH numbered AS (
  SELECT d.store_id, t.${time} AS at, ROW_NUMBER() OVER (PARTITION BY d.store_id ORDER BY t.${time}, t.id) AS place
  FROM ${prefix}transactions AS t
  JOIN ${prefix}devices AS d ON d.id = t.device_id${onlyAccepted(firstFiveStatuses).replace('\n', '\n  ')}
), starts AS (
  SELECT s.id, s.customer_id, COUNT(n.place) AS transactions, EXTRACT(EPOCH FROM MAX(n.at) - ${from}) AS seconds
  FROM ${prefix}stores AS s
  LEFT JOIN numbered AS n ON n.store_id = s.id AND n.place <= 5
  GROUP BY s.id, s.customer_id, s.created_at
), timed AS (
  ${timed}
)
SELECT
  (SELECT AVG(seconds) FROM timed) AS mean_seconds,
  (SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY seconds) FROM timed) AS median_seconds,
  (SELECT COUNT(*) FROM timed) AS counted,
  COUNT(CASE WHEN transactions BETWEEN 1 AND 4 THEN 1 END) AS stores_with_fewer,
  COUNT(CASE WHEN transactions = 0 THEN 1 END) AS stores_with_none
FROM starts;
`
}

/** One row for each device type, country and store. All statuses count here, whatever the definition. */
function statuses({ smallGroup }: StoreDefinition, prefix: string): string {
  const counts = STATUSES.map(status => `COUNT(CASE WHEN t.status = '${status}' THEN 1 END) AS ${status}`).join(', ')
  const grouped = (
    by: string,
    column: string,
  ): string => `  SELECT '${by}' AS grouped_by, ${column} AS key, ${counts}, COUNT(*) AS transactions
  ${joined(prefix).replaceAll('\n', '\n  ')}
  GROUP BY ${column}`
  return `SELECT grouped_by, key, ${STATUSES.join(', ')}, transactions,
  CAST(refused AS DOUBLE PRECISION) / transactions AS refused_share,
  CAST(cancelled AS DOUBLE PRECISION) / transactions AS cancelled_share,
  transactions < ${smallGroup} AS is_small
FROM (
${[grouped('country', 's.country'), grouped('device type', 'd.type'), grouped('store', 's.id')].join('\n  UNION ALL\n')}
) AS counted
ORDER BY grouped_by, transactions DESC, key;
`
}

function joined(prefix: string): string {
  return `FROM ${prefix}transactions AS t
JOIN ${prefix}devices AS d ON d.id = t.device_id
JOIN ${prefix}stores AS s ON s.id = d.store_id`
}

function onlyAccepted(statuses: 'accepted' | 'all'): string {
  return statuses === 'accepted' ? `\nWHERE t.status = 'accepted'` : ''
}
