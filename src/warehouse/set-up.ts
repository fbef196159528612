import { DEFAULT_DEFINITION } from '../ltv/definition.ts'
import { customerExpressions, weekNumber } from '../sql/clickhouse/customers.ts'
import { EventSource, type EventTable } from '../sql/clickhouse/event-source.ts'
import { quotedName, quotedText } from '../sql/clickhouse/quote.ts'
import { EVENT_FIELDS, type EventField } from './warehouse.ts'

/** Names that the statements are written with. */
export interface SetUpNames {
  readonly database: string
  readonly table: string
  /** As in the server's `remote_servers`; null for a single server. */
  readonly cluster: string | null
  /** The user that the page is to sign in as. */
  readonly user: string
  /** Where the page is served from, for CORS: “https://worthwhile.example”. */
  readonly pageOrigin: string
}

/** Something to copy, with what it is for. */
export interface SetUpText {
  readonly title: string
  readonly purpose: string
  readonly language: 'sql' | 'xml'
  /** SQL: statements, each ending in a semicolon and a line break. */
  readonly text: string
}

const COLUMNS = [
  ['event_type', 'LowCardinality(String)'],
  ['verb', 'LowCardinality(String)'],
  ['event_key', 'String'],
  ['event_time', "DateTime64(3, 'UTC')"],
  ['customer_id', 'String'],
  ['amount_units', 'Nullable(Int64)'],
  ['currency', 'LowCardinality(String)'],
  ['last_name', 'String'],
  ['adr_city', 'String'],
  ['adr_state', 'String'],
  ['camera_make', 'String'],
  ['camera_model', 'String'],
] as const
const PROFILE_FIELDS = ['last_name', 'adr_city', 'adr_state', 'camera_make', 'camera_model'] as const
/** The password in the text; to be changed. */
export const PASSWORD_TO_CHANGE = 'change this password'

/** Statements for a new table, for a user that only reads, for the rollup, and for a table of raw JSON. Text in, text out. */
export function setUpTexts(names: SetUpNames): readonly SetUpText[] {
  return [eventsTable(names), pageUser(names), corsHeaders(names), rollup(names), rawJson(names)]
}

function full(database: string, table: string): string {
  return `${quotedName(database)}.${quotedName(table)}`
}

/** With a cluster, what lies on each server; otherwise the table itself. */
function localTable({ database, table, cluster }: SetUpNames): string {
  return full(database, cluster === null ? table : `${table}_local`)
}

function spanning({ database, cluster }: SetUpNames, table: string): string {
  if (cluster === null) return ''
  const local = `${table}_local`
  return `
-- Spans the cluster. Cut by customer, so that what belongs to a customer lies on one server: then customers are worked out where they lie.
CREATE TABLE IF NOT EXISTS ${full(database, table)} AS ${full(database, local)}
ENGINE = Distributed(${quotedText(cluster)}, ${quotedText(database)}, ${quotedText(local)}, cityHash64(customer_id));
`
}

const EVERYWHERE = '-- Run this on every server of the cluster, or put ON CLUSTER behind each name where the cluster has a Keeper.\n'
const everywhere = ({ cluster }: SetUpNames): string => (cluster === null ? '' : EVERYWHERE)

function eventsTable(names: SetUpNames): SetUpText {
  const columns = COLUMNS.map(([name, type]) => `  ${name} ${type}`).join(',\n')
  return {
    title: 'A table of events',
    purpose:
      'One row an event, as often as it came: the queries take repeats out. Types and verbs in capitals; customer_id is there for CUSTOMER rows, too; amount_units counts 1/10,000 of a unit (12.34 is 123400).',
    language: 'sql',
    text: `${everywhere(names)}CREATE TABLE IF NOT EXISTS ${localTable(names)} (
${columns}
)
ENGINE = MergeTree
ORDER BY (customer_id, event_time);
${spanning(names, names.table)}`,
  }
}

function pageUser(names: SetUpNames): SetUpText {
  const { database, table, cluster, user } = names
  const name = quotedName(user)
  const tables = [...new Set([full(database, table), localTable(names)])]
  return {
    title: 'A user that only reads',
    purpose:
      'readonly = 2: it may set limits of its own queries and change nothing else. The quota is for all pages that sign in as this user together.',
    language: 'sql',
    text: `${everywhere(names)}CREATE SETTINGS PROFILE IF NOT EXISTS worthwhile_page
  SETTINGS readonly = 2, add_http_cors_header = 1, max_execution_time = 300, max_memory_usage = 10000000000;
CREATE USER IF NOT EXISTS ${name} IDENTIFIED WITH sha256_password BY ${quotedText(PASSWORD_TO_CHANGE)} SETTINGS PROFILE worthwhile_page;
CREATE QUOTA IF NOT EXISTS worthwhile_page FOR INTERVAL 1 hour MAX queries = 10000, execution_time = 3600 TO ${name};
${tables.map(each => `GRANT SELECT ON ${each} TO ${name};\n`).join('')}${cluster === null ? '' : `-- Servers that ask each other by a shared secret do so as this user: that is why it may read the local table.\n`}`,
  }
}

function corsHeaders({ pageOrigin }: SetUpNames): SetUpText {
  return {
    title: 'CORS',
    purpose: `Lets the page of ${pageOrigin} ask at all: browsers ask the server first whether a page may. A file in config.d of the server that the page talks to.`,
    language: 'xml',
    text: `<clickhouse>
  <http_options_response>
    <header><name>Access-Control-Allow-Origin</name><value>${escaped(pageOrigin)}</value></header>
    <header><name>Access-Control-Allow-Headers</name><value>authorization, content-type</value></header>
    <header><name>Access-Control-Allow-Methods</name><value>POST, GET, OPTIONS</value></header>
    <header><name>Access-Control-Max-Age</name><value>86400</value></header>
  </http_options_response>
</clickhouse>
`,
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** The currency of rows without orders: orders in others stand in rows of their own. */
const ROLLUP_CURRENCY = 'USD'

function rollup(names: SetUpNames): SetUpText {
  const { database, cluster } = names
  const table = `${names.table}_weeks`
  const local = cluster === null ? table : `${table}_local`
  const definition = DEFAULT_DEFINITION
  const source = new EventSource(typedTable(database, cluster === null ? names.table : `${names.table}_local`))
  const week = weekNumber('moment.1', definition.weekStart)
  const usual = quotedText(ROLLUP_CURRENCY)
  const expressions = [
    ...customerExpressions(definition, ROLLUP_CURRENCY, 1),
    {
      name: 'seen',
      expression:
        'groupUniqArray((event_type, event_verb, event_key, happened_at, ifNull(units, 0), code, source.last_name, source.adr_city, source.adr_state))',
    },
  ]
  return {
    title: 'A rollup: one row a customer and week',
    purpose: `What every question by weeks needs: the ten best come from it some 20 times faster than from events. Weeks start on Sunday; orders in other currencies than ${ROLLUP_CURRENCY} stand in rows of their own, with 0 events. Made anew once a day. Exported as CSV or Parquet, it is what the sealed page takes as a rollup.`,
    language: 'sql',
    text: `${everywhere(names)}CREATE TABLE IF NOT EXISTS ${full(database, local)} (
  customer_id String,
  week_start Date32,
  events UInt64,
  visits UInt64,
  orders UInt64,
  spend Decimal(38, 4),
  currency LowCardinality(String),
  first_event DateTime64(3, 'UTC'),
  last_event DateTime64(3, 'UTC')
)
ENGINE = MergeTree
ORDER BY (customer_id, week_start, currency);
${spanning(names, table)}
CREATE MATERIALIZED VIEW IF NOT EXISTS ${full(database, `${local}_fill`)}
REFRESH EVERY 1 DAY TO ${full(database, local)}
AS SELECT customer_id, toDate32('1970-01-01') + toIntervalDay(week * 7 - 4) AS week_start, toUInt64(countIf(moment.2 = 0)) AS events,
  toUInt64(countIf(moment.2 = 1)) AS visits, toUInt64(countIf(moment.2 = 2)) AS orders,
  CAST(toString(sum(if(moment.2 = 2, moment.3, 0))) AS Decimal(38, 4)) / 10000 AS spend, moment.4 AS currency,
  fromUnixTimestamp64Milli(min(moment.1), 'UTC') AS first_event, fromUnixTimestamp64Milli(max(moment.1), 'UTC') AS last_event
FROM (
${source.with(expressions)}
SELECT customer AS customer_id,
  -- Every distinct event; its visit, if it is one; and orders in the week of their first version.
  arrayJoin(arrayConcat(
    arrayMap(e -> (assumeNotNull(e.4), 0, toInt128(0), ${usual}), seen),
    arrayMap(e -> (assumeNotNull(e.4), 1, toInt128(0), ${usual}), arrayDistinct(arrayMap(e -> ('', '', e.3, e.4), arrayFilter(e -> e.1 = 'SITE_VISIT', seen)))),
    arrayMap(o -> (o.2, 2, toInt128(o.3), toString(o.4)), standing))) AS moment,
  ${week} AS week
FROM ${source.from}
WHERE ${source.accepted}
GROUP BY ${source.groupKey}
)
GROUP BY customer_id, week, currency;

-- Makes it for the first time, or between two days.
SYSTEM REFRESH VIEW ${full(database, `${local}_fill`)};

-- The ten best by the default definition, from the rollup.
-- SELECT customer_id, sum(spend) AS spent FROM ${full(database, table)} WHERE currency = ${quotedText(ROLLUP_CURRENCY)} GROUP BY customer_id ORDER BY spent DESC, customer_id LIMIT 10;
`,
  }
}

/** The table of events as these statements make it. */
function typedTable(database: string, table: string): EventTable {
  // fromEntries forgets that the keys are the fields.
  const none = Object.fromEntries(EVENT_FIELDS.map(field => [field, null])) as Record<EventField, null>
  return {
    database,
    table,
    columns: COLUMNS.map(([name, type]) => ({ name, type })),
    mapping: {
      columns: {
        ...none,
        type: 'event_type',
        verb: 'verb',
        key: 'event_key',
        event_time: 'event_time',
        customer_id: 'customer_id',
        total_amount: 'amount_units',
        currency: 'currency',
      },
      amountsCount: 'ten-thousandths',
    },
    ids: 'plain',
  }
}

/** Column of the table of raw JSON. */
const RAW_COLUMN = 'line'

function rawJson(names: SetUpNames): SetUpText {
  const { database, table } = names
  const raw = full(database, `${table}_json`)
  const view = `${table}_texts`
  const fields = EVENT_FIELDS.filter(field => field !== 'currency')
  // A number is taken as it is written, so that none of its digits are lost; null and what is not there are blank.
  const texts = fields.map(
    field =>
      `  multiIf(JSONType(${RAW_COLUMN}, '${field}') = 'String', JSONExtractString(${RAW_COLUMN}, '${field}'),
    JSONType(${RAW_COLUMN}, '${field}') IN ('Int64', 'UInt64', 'Double'), JSONExtractRaw(${RAW_COLUMN}, '${field}'), '') AS ${field}`,
  )
  // fromEntries forgets that the keys are the fields.
  const source = new EventSource({
    database,
    table: view,
    columns: fields.map(name => ({ name, type: 'String' })),
    mapping: {
      columns: { ...(Object.fromEntries(fields.map(field => [field, field])) as Record<EventField, string>), currency: null },
      amountsCount: 'units',
    },
    ids: 'mixed',
  })
  const profile = PROFILE_FIELDS.map(field => ({ name: `${field}_text`, expression: `source.${field}` }))
  return {
    title: 'Events that are there as raw JSON',
    purpose: `For a table ${table}_json with one JSON object a row in the column ${RAW_COLUMN}: a view that the page can be pointed at, and what fills the table of events from it, which answers far faster. Lines that are no events stay where they are; the page counts them in the view.`,
    language: 'sql',
    text: `CREATE VIEW IF NOT EXISTS ${full(database, view)} AS
SELECT
${texts.join(',\n')}
FROM ${raw};

-- Comes back once all of it lies where it belongs.
INSERT INTO ${full(database, table)} SETTINGS distributed_foreground_insert = 1
${source.with(profile)}
SELECT event_type, event_verb AS verb, event_key, fromUnixTimestamp64Milli(assumeNotNull(happened_at), 'UTC') AS event_time, customer AS customer_id,
  if(event_type = 'ORDER', units, NULL) AS amount_units, if(event_type = 'ORDER', code, '') AS currency,
  ${profile.map(({ name }) => name).join(', ')}
FROM ${source.from}
WHERE ${source.accepted};
`,
  }
}
