import { isTextItself } from './column-type.ts'
import { amountExpressions, type ColumnInQuery } from './event-amount.ts'
import type { EventField, EventMapping, TableColumn } from './event-mapping.ts'
import { timeExpression } from './event-time.ts'
import type { NamedExpression } from './named-expression.ts'
import { namedText } from './named-expression.ts'
import { quotedName, quotedText } from './quote.ts'

/**
 * What is known of the ids in a table, by having looked at all of them once: `plain` when no id or key has white space around it and CUSTOMER rows have their
 * own id in the column of customer ids. Then customers can be grouped by the column itself, which a cluster does where they lie.
 */
export type IdState = 'plain' | 'mixed'

/** A table of events and what its columns are. */
export interface EventTable {
  readonly database: string
  readonly table: string
  readonly columns: readonly TableColumn[]
  readonly mapping: EventMapping
  readonly ids: IdState
}

/** White space as JavaScript's trim takes it off. */
const SPACE = '[\\t-\\r \\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}]'
const VERBS =
  "('CUSTOMER', 'NEW'), ('CUSTOMER', 'UPDATE'), ('SITE_VISIT', 'NEW'), ('IMAGE', 'UPLOAD'), ('ORDER', 'NEW'), ('ORDER', 'UPDATE')"
const TYPES = "'CUSTOMER', 'SITE_VISIT', 'IMAGE', 'ORDER'"

/**
 * The parts that every query over a table of events is made of. It is one flat SELECT over the table, as only that runs on the shards; columns stand in it as
 * `source`.`name`, so that none of our names can hide one of theirs.
 */
export class EventSource {
  /** “`database`.`table` AS source”. */
  readonly from: string
  /** Customers as they are grouped; `customer` is their id as a text. */
  readonly groupKey: string
  readonly isPlain: boolean
  private readonly table: EventTable

  constructor(table: EventTable) {
    this.table = table
    this.isPlain = table.ids === 'plain'
    this.from = `${quotedName(table.database)}.${quotedName(table.table)} AS source`
    this.groupKey = this.isPlain ? this.columnNamed('customer_id') : 'customer'
  }

  /** WITH and the names that all queries use: event_type, event_verb, event_key, happened_at, customer, units, code, reason. */
  with(more: readonly NamedExpression[] = []): string {
    return `WITH\n  ${[...this.expressions(), ...more].map(namedText).join(',\n  ')}`
  }

  /** Rows that count, as a condition. */
  get accepted(): string {
    // As a condition of its own: to make a text of the reason for every row, only to see that it is blank, took a third of all time.
    return `(event_type, event_verb) IN (${VERBS}) AND event_key != '' AND isNotNull(happened_at) AND customer != '' AND (event_type != 'ORDER' OR (isNotNull(units) AND code != ''))`
  }

  /** The rows of one customer, whose id is the parameter `id`: in the innermost WHERE, where the table's own order finds them. */
  get isAskedFor(): string {
    return this.isPlain && this.isTextColumn('customer_id') ? `${this.columnNamed('customer_id')} = {id:String}` : 'customer = {id:String}'
  }

  /** The same of several, whose ids are the parameter `ids`. */
  get areAskedFor(): string {
    return this.isPlain && this.isTextColumn('customer_id')
      ? `has({ids:Array(String)}, ${this.columnNamed('customer_id')})`
      : 'has({ids:Array(String)}, customer)'
  }

  /** What looking at all ids once asks: whether some of them need more than their column. */
  idsLook(): string {
    const key = this.textOf('key')
    const customer = this.textOf('customer_id')
    const type = this.table.mapping.columns.type === null ? "''" : this.textOf('type')
    return `SELECT countIf(${hasSpaceAround(key)} OR ${hasSpaceAround(customer)} OR (upper(${trimmed(type)}) = 'CUSTOMER' AND ${customer} != ${key})) AS mixed
FROM ${this.from}`
  }

  /** A field's column as a text, blank for null; a blank where no column is mapped. */
  textOf(field: EventField): string {
    const column = this.column(field)
    if (column === null) return "''"
    if (isTextItself(column)) return column.name
    return `ifNull(toString(${column.name}), '')`
  }

  private expressions(): NamedExpression[] {
    const { mapping } = this.table
    const word = (field: EventField) => `upper(${trimmed(this.textOf(field))})`
    const type = mapping.columns.type === null ? "'ORDER'" : word('type')
    const verb = mapping.columns.verb === null ? "if(event_type = 'IMAGE', 'UPLOAD', 'NEW')" : word('verb')
    const id = (field: EventField) => (this.isPlain ? this.textOf(field) : trimmed(this.textOf(field)))
    const time = this.column('event_time')
    const customer = this.isPlain ? id('customer_id') : `if(event_type = 'CUSTOMER', event_key, ${id('customer_id')})`
    return [
      { name: 'event_type', expression: type },
      { name: 'event_verb', expression: verb },
      { name: 'event_key', expression: id('key') },
      { name: 'customer', expression: customer },
      { name: 'happened_at', expression: timeExpression(time?.name ?? 'NULL', time?.type ?? 'Nothing') },
      ...amountExpressions(this.column('total_amount'), this.column('currency'), mapping.amountsCount),
      { name: 'reason', expression: this.reason() },
    ]
  }

  /** In the order in which a record of a file is looked at. */
  private reason(): string {
    const { columns } = this.table.mapping
    const blankTime = `trimBoth(${this.textOf('event_time')}) = ''`
    const cases = [
      ...(columns.type === null ? [] : ["event_type = ''", "'missing type'", `event_type NOT IN (${TYPES})`, "'unknown type'"]),
      ...(columns.verb === null ? [] : ["event_verb = ''", "'missing verb'"]),
      `(event_type, event_verb) NOT IN (${VERBS})`,
      "'verb not of this type'",
      "event_key = ''",
      "'missing key'",
      `isNull(happened_at)`,
      `if(${blankTime}, 'missing event_time', 'bad event_time')`,
      "customer = ''",
      "'missing customer_id'",
      "event_type = 'ORDER' AND (isNull(units) OR code = '')",
      // A currency that nobody knows is the fault of the column it is in.
      `multiIf(amount_is_missing, 'missing total_amount', isNull(units), 'bad total_amount', ${columns.currency === null ? "'bad total_amount'" : "'bad currency'"})`,
    ]
    return `multiIf(${cases.join(', ')}, '')`
  }

  private column(field: EventField): ColumnInQuery {
    const name = this.table.mapping.columns[field]
    if (name === null) return null
    const type = this.table.columns.find(column => column.name === name)?.type
    if (type === undefined) throw new RangeError(`There is no column “${name}” for ${field}`)
    return { name: `source.${quotedName(name)}`, type }
  }

  private columnNamed(field: EventField): string {
    return this.column(field)?.name ?? "''"
  }

  private isTextColumn(field: EventField): boolean {
    const column = this.column(field)
    return column !== null && isTextItself(column)
  }
}

/** Nearly all ids begin and end with a visible ASCII character; only the others are looked at by a pattern. */
function hasSpaceAround(text: string): string {
  const isVisible = `ascii(${text}) BETWEEN 33 AND 126 AND ascii(right(${text}, 1)) BETWEEN 33 AND 126`
  return `if(${text} = '' OR (${isVisible}), 0, ${trimmed(text)} != ${text})`
}

function trimmed(text: string): string {
  return `replaceRegexpAll(${text}, ${quotedText(`^${SPACE}+|${SPACE}+$`)}, '')`
}
