import { DEFAULT_DEFINITION, type Definition, WEEK_STARTS, WEEKS_RULES } from '../../src/ltv/definition.ts'
import { dbtProject } from '../../src/sql/index.ts'
import { type Macro, macrosOf, render } from './jinja.ts'

/** What the project is made for by the tests: all rules and starts of weeks, and one definition in which everything else is chosen. */
export const DBT_DEFINITIONS: readonly Definition[] = [
  ...WEEKS_RULES.flatMap(weeksRule => WEEK_STARTS.map(weekStart => ({ ...DEFAULT_DEFINITION, weeksRule, weekStart }))),
  {
    ...DEFAULT_DEFINITION,
    windowStart: Date.UTC(2017, 0, 2),
    windowEnd: Date.UTC(2018, 0, 1),
    currency: 'EUR',
    lifespanYears: 5,
    margin: 0.6,
  },
]

/** Models of the project in the order in which dbt makes them, by what they stand on; and what its settings make of each. */
export const DBT_MODELS: readonly { readonly name: string; readonly path: string; readonly kind: 'VIEW' | 'TABLE' }[] = [
  ...['stg_customers', 'stg_customer_records', 'stg_site_visits', 'stg_images', 'stg_orders'].map(name => ({
    name,
    path: `models/staging/${name}.sql`,
    kind: 'VIEW' as const,
  })),
  ...['customer_weeks', 'customer_ltv'].map(name => ({ name, path: `models/marts/${name}.sql`, kind: 'TABLE' as const })),
]

/** Tests of the project that are queries: they must find no row. */
export const DBT_TESTS: readonly string[] = ['one_row_for_customer_week_and_currency', 'weeks_add_up_to_customers'].map(
  name => `tests/${name}.sql`,
)

/** A file of the project; throws where it has none of that name. */
export function dbtFile(definition: Definition, path: string): string {
  const found = dbtProject(definition).find(file => file.path === path)
  if (found === undefined) throw new Error(`the project has no ${path}`)
  return found.text
}

/** What dbt would send to an engine, which goes by the name of its adapter. */
export function dbtCompiled(definition: Definition, path: string, adapter: string): string {
  const functions = new Map<string, Macro>(macrosOf(dbtFile(definition, 'macros/worthwhile.sql'), adapter))
  functions.set('ref', name => name)
  functions.set('source', (_, table) => table ?? '')
  return render(dbtFile(definition, path), functions)
}
