import { type Definition, requireSound } from '../../ltv/definition.ts'
import { definitionComment } from '../definition-comment.ts'
import { rollupParts } from '../rollup-query.ts'
import { FILLINGS, type Filling, fillingComment, fillingQuery } from '../staging.ts'
import { rankingParts } from '../top-query.ts'
import { JINJA, macrosText } from './jinja-dialect.ts'

/** A file of the project, under its folder. */
export interface ProjectFile {
  readonly path: string
  readonly text: string
}

/**
 * A definition as a dbt project: staging models that take out repeats, two marts (what each customer did in each week, and all customers by LTV), tests, and macros that
 * spell weeks for the eight engines. The models are made by the functions that make the printed texts.
 *
 * @throws RangeError for a definition that is not sound
 */
export function dbtProject(definition: Definition): readonly ProjectFile[] {
  requireSound(definition)
  return [
    { path: 'dbt_project.yml', text: PROJECT },
    { path: 'README.md', text: README },
    { path: 'macros/worthwhile.sql', text: `${macrosText()}\n` },
    { path: 'models/staging/sources.yml', text: SOURCES },
    ...FILLINGS.map(filling => ({ path: `models/staging/stg_${filling.table}.sql`, text: stagingModel(filling) })),
    {
      path: 'models/marts/customer_weeks.sql',
      text: martModel(definition, 'What each customer did in each week', rollupParts(definition, JINJA)),
    },
    { path: 'models/marts/customer_ltv.sql', text: martModel(definition, 'All customers by LTV', rankingParts(definition, JINJA)) },
    { path: 'models/schema.yml', text: SCHEMA },
    { path: 'tests/one_row_for_customer_week_and_currency.sql', text: ONE_ROW },
    { path: 'tests/weeks_add_up_to_customers.sql', text: ADD_UP },
  ]
}

/** Cells get the names of the table's columns, as no table is there that gives them. */
function stagingModel(filling: Filling): string {
  const { columns, cells } = filling
  const named = cells.map((cell, at) => (cell === columns[at] ? cell : `${cell} AS ${columns[at] ?? ''}`))
  return `${fillingComment(filling)}${fillingQuery(filling, named, '{{ source("worthwhile", "incoming_events") }}')}\n`
}

function martModel(
  definition: Definition,
  subject: string,
  { parts, selection }: { readonly parts: readonly string[]; readonly selection: string },
): string {
  const comment = definitionComment(definition, JINJA, subject).split('\n').slice(0, -1).join('\n')
  const tables = FILLINGS.map(({ table }) => table).join('|')
  // Subqueries have other names than the tables of the model, so that what follows FROM tells which is which.
  const text = `WITH ${parts.join(', ')}\n${selection}`.replaceAll(new RegExp(`\\bFROM (${tables})\\b`, 'g'), 'FROM {{ ref("stg_$1") }}')
  return `${comment}\n${EVIDENCE}\n${text}\n`
}

const EVIDENCE = `-- Our tests compile this with a stand-in for dbt and run it in DuckDB, PostgreSQL, SQLite and ClickHouse, where it gives what the page gives. dbt itself is not run by them.`

const PROJECT = `name: worthwhile
version: "1.0.0"
config-version: 2
# The name of a profile of your own, which says where the warehouse is.
profile: default
model-paths: ["models"]
macro-paths: ["macros"]
test-paths: ["tests"]
models:
  worthwhile:
    staging:
      +materialized: view
    marts:
      +materialized: table
`

const README = `# Customer weeks and LTV

Made by Worthwhile. The definition is that of the page when this was saved; it stands in the head of both marts.

1. Put accepted events, each as often as it came, into a table \`incoming_events\` (columns: models/staging/sources.yml).
   If it is not in the schema of your profile: \`dbt build --vars '{worthwhile_schema: your_schema}'\`.
2. Set \`profile\` in dbt_project.yml to one of yours. Times are UTC; a session in Spark needs \`SET TIME ZONE 'UTC'\`.
3. \`dbt build\` makes and tests:
   - \`customer_ltv\`: every customer with LTV, best first by rank_number
   - \`customer_weeks\`: one row for each customer, week and currency. Save it as Parquet or CSV and drop it on the page for the same screens.

Engines: DuckDB, PostgreSQL, SQLite, ClickHouse, BigQuery, Snowflake, Spark (and Databricks), Trino. For any other, dbt stops and says which macro it has not.
`

const SOURCES = `version: 2
sources:
  - name: worthwhile
    schema: "{{ var('worthwhile_schema', target.schema) }}"
    tables:
      - name: incoming_events
        description: >
          Accepted events, each as often as it came. Types and verbs in capitals, ids without white space around them; customer_id is also that of CUSTOMER events,
          whose key it is; amount_units is the amount of an order in 1/10,000 of a unit.
        columns:
          - name: event_type
            tests: [not_null, {accepted_values: {values: [CUSTOMER, SITE_VISIT, IMAGE, ORDER]}}]
          - name: verb
            tests: [not_null, {accepted_values: {values: [NEW, UPDATE, UPLOAD]}}]
          - name: event_key
            tests: [not_null]
          - name: event_time
            tests: [not_null]
          - name: customer_id
            tests: [not_null]
          - name: amount_units
          - name: currency
          - name: last_name
          - name: adr_city
          - name: adr_state
          - name: camera_make
          - name: camera_model
`

const SCHEMA = `version: 2
models:
  - name: stg_customers
    columns:
      - name: customer_id
        tests: [not_null, unique]
  - name: stg_orders
    columns:
      - name: amount_units
        tests: [not_null]
      - name: currency
        tests: [not_null]
      - name: customer_id
        tests: [{relationships: {to: ref('stg_customers'), field: customer_id}}]
  - name: customer_weeks
    description: What each customer did in each week. Rows of other currencies than the reported one tell of their orders alone.
    columns:
      - name: customer_id
        tests: [not_null, {relationships: {to: ref('stg_customers'), field: customer_id}}]
      - name: week_start
        tests: [not_null]
      - name: currency
        tests: [not_null]
  - name: customer_ltv
    description: All customers with any event inside the window, with LTV in units of the currency; spend_units is spend in 1/10,000.
    columns:
      - name: customer_id
        tests: [not_null, unique]
      - name: rank_number
        tests: [not_null, unique]
      - name: ltv
        tests: [not_null]
`

const ONE_ROW = `-- Fails with the rows that are there twice.
SELECT customer_id, week_start, currency
FROM {{ ref("customer_weeks") }}
GROUP BY customer_id, week_start, currency
HAVING COUNT(*) > 1
`

const ADD_UP = `-- Fails with the customers whose weeks come to other orders or visits than they themselves.
SELECT ltv.customer_id
FROM {{ ref("customer_ltv") }} AS ltv
LEFT JOIN {{ ref("customer_weeks") }} AS weeks ON weeks.customer_id = ltv.customer_id AND weeks.currency = ltv.currency
GROUP BY ltv.customer_id, ltv.orders, ltv.visits
HAVING SUM(weeks.orders) <> ltv.orders OR SUM(weeks.visits) <> ltv.visits
`
