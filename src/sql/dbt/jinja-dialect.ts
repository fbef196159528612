import { DIALECT_IDS, type Dialect } from '../dialect.ts'
import { DIALECTS } from '../dialects.ts'

/*
 * A dialect whose spellings are calls of macros, and the macros, one of each for every engine: so the models are made by the same functions as the printed texts.
 */

/** What a macro is called, what it is given, and its text for one engine, in which `{{ name }}` stands for an argument. */
interface Macro {
  readonly name: string
  readonly arguments: readonly string[]
  bodyFor(dialect: Dialect): string
}

const week = (dialect: Dialect, weekStart: 'sunday' | 'monday'): string => dialect.weekStart('{{ time }}', weekStart)

const MACROS: readonly Macro[] = [
  {
    name: 'worthwhile_week_start',
    arguments: ['time', 'starts_on'],
    bodyFor: dialect => `{% if starts_on == "sunday" %}${week(dialect, 'sunday')}{% else %}${week(dialect, 'monday')}{% endif %}`,
  },
  { name: 'worthwhile_days_between', arguments: ['first', 'last'], bodyFor: dialect => dialect.daysBetween('{{ first }}', '{{ last }}') },
  {
    name: 'worthwhile_milliseconds_between',
    arguments: ['first', 'last'],
    bodyFor: dialect => dialect.millisecondsBetween('{{ first }}', '{{ last }}'),
  },
  { name: 'worthwhile_year_of', arguments: ['time'], bodyFor: dialect => dialect.yearOf('{{ time }}') },
  { name: 'worthwhile_time', arguments: ['text'], bodyFor: dialect => dialect.timeLiteral('{{ text }}') },
  { name: 'worthwhile_sortable', arguments: ['id'], bodyFor: dialect => dialect.sortable('{{ id }}') },
  { name: 'worthwhile_whole', arguments: [], bodyFor: dialect => dialect.types.whole },
  { name: 'worthwhile_double', arguments: [], bodyFor: dialect => dialect.types.double },
]

/** Names by which dbt knows engines, where they are others than ours. */
const ADAPTERS: Readonly<Partial<Record<Dialect['id'], string>>> = { postgresql: 'postgres' }

/** The text of a file of macros: each dispatched by the engine that dbt speaks to. An engine that is none of ours is an error, not a guess. */
export function macrosText(): string {
  return MACROS.map(macro => {
    const given = macro.arguments.join(', ')
    const dispatch = `{% macro ${macro.name}(${given}) %}{{ return(adapter.dispatch("${macro.name}", "worthwhile")(${given})) }}{% endmacro %}`
    const unknown = `{% macro default__${macro.name}(${given}) %}{{ exceptions.raise_compiler_error("worthwhile has no ${macro.name} for " ~ target.type) }}{% endmacro %}`
    const own = DIALECT_IDS.map(
      id => `{% macro ${ADAPTERS[id] ?? id}__${macro.name}(${given}) %}${macro.bodyFor(DIALECTS[id])}{% endmacro %}`,
    )
    return [dispatch, unknown, ...own].join('\n')
  }).join('\n\n')
}

/** A text as an argument of a macro; one that is the call of a macro itself is nested. */
function argument(text: string): string {
  const call = /^\{\{ ([^{}]*) \}\}$/.exec(text)?.[1]
  return call ?? JSON.stringify(text)
}

const call = (name: string, ...given: readonly string[]): string => `{{ ${name}(${given.map(argument).join(', ')}) }}`

/** Writes models. Only queries are made with it: the tables are staging models. */
export const JINJA: Dialect = {
  ...DIALECTS.duckdb,
  name: 'dbt',
  types: { ...DIALECTS.duckdb.types, whole: call('worthwhile_whole'), double: call('worthwhile_double') },
  fileReading: null,
  timeLiteral: text => call('worthwhile_time', text),
  weekStart: (time, weekStart) => call('worthwhile_week_start', time, weekStart),
  daysBetween: (first, last) => call('worthwhile_days_between', first, last),
  millisecondsBetween: (first, last) => call('worthwhile_milliseconds_between', first, last),
  yearOf: time => call('worthwhile_year_of', time),
  sortable: id => call('worthwhile_sortable', id),
}
