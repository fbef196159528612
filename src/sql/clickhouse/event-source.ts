import { isTextItself } from './column-type.ts'
import { type AmountExpressions, amountExpressions, type ColumnInQuery } from './event-amount.ts'
import type { EventField, EventMapping, TableColumn } from './event-mapping.ts'
import { timeExpression } from './event-time.ts'
import { type NamedExpression, namedText } from './named-expression.ts'
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

/** What is read of a row. */
const READ = ['event_type', 'event_verb', 'event_key', 'customer', 'happened_at', 'units', 'code'] as const
type Read = (typeof READ)[number]

/**
 * The parts that every query over a table of events is made of. It is one flat SELECT over the table, as only that runs on the shards; columns stand in it as
 * `source`.`name`, so that none of our names can hide one of theirs.
 *
 * Names behind WITH are written out wherever they are used. To read times and amounts out of texts takes long expressions, so those are bound to a row by ARRAY JOIN
 * with one tuple, which shards do, too: looking at the top ten of such a table took a server 0.8 s of processor time without, and takes 0.2 s.
 */
export class EventSource {
  /** What stands behind FROM. */
  readonly from: string
  /** Customers as they are grouped; `customer` is their id as a text. */
  readonly groupKey: string
  readonly isPlain: boolean
  private readonly table: EventTable
  /** “`database`.`table` AS source”. */
  private readonly rows: string
  /** What ARRAY JOIN binds; none where neither times nor amounts are read digit by digit. */
  private readonly bound: readonly Read[]

  /** @param reading `bound`: what is read of texts is bound to its row; `written-out`: it is not, which is cheaper where few rows are read */
  constructor(table: EventTable, reading: 'bound' | 'written-out' = 'bound') {
    this.table = table
    this.isPlain = table.ids === 'plain'
    const isBound = reading === 'bound' && (this.amounts().parts.length > 0 || /String/.test(this.column('event_time')?.type ?? ''))
    // Customers who are grouped by their column are no part of the tuple, which is not grouped by.
    this.bound = isBound ? READ.filter(name => !this.isPlain || name !== 'customer') : []
    this.rows = `${quotedName(table.database)}.${quotedName(table.table)} AS source`
    this.from = isBound ? `${this.rows}\nARRAY JOIN [(${this.bound.map(name => this.nameOfRead(name)).join(', ')})] AS event` : this.rows
    this.groupKey = this.isPlain ? this.columnNamed('customer_id') : 'customer'
  }

  /** WITH and the names that all queries use: event_type, event_verb, event_key, happened_at, customer, units, code. */
  with(more: readonly NamedExpression[] = []): string {
    return `WITH\n  ${[...this.expressions(), ...more].map(namedText).join(',\n  ')}`
  }

  /** The same, and `reason`: why a row does not count, blank where it does. */
  withReason(): string {
    return this.with([{ name: 'reason', expression: this.reason() }])
  }

  /**
   * For a query whose LIMIT shards are to keep themselves: with ARRAY JOIN they send all they have (26.7). Mixed ids are put together by the server that was asked,
   * however it is spelled.
   */
  get cutByShards(): EventSource {
    return this.isPlain ? new EventSource(this.table, 'written-out') : this
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
FROM ${this.rows}`
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
    const [type, key] = [this.nameOfRead('event_type'), this.nameOfRead('event_key')]
    const id = (field: EventField) => (this.isPlain ? this.textOf(field) : trimmed(this.textOf(field)))
    const time = this.column('event_time')
    const amounts = this.amounts()
    const read: Readonly<Record<Read, string>> = {
      event_type: mapping.columns.type === null ? "'ORDER'" : word('type'),
      event_verb: mapping.columns.verb === null ? `if(${type} = 'IMAGE', 'UPLOAD', 'NEW')` : word('verb'),
      event_key: id('key'),
      customer: this.isPlain ? id('customer_id') : `if(${type} = 'CUSTOMER', ${key}, ${id('customer_id')})`,
      happened_at: timeExpression(time?.name ?? 'NULL', time?.type ?? 'Nothing'),
      units: amounts.units,
      code: amounts.code,
    }
    return [
      ...amounts.parts,
      ...READ.map(name => ({ name: this.nameOfRead(name), expression: read[name] })),
      ...this.bound.map((name, place) => ({ name, expression: `event.${place + 1}` })),
    ]
  }

  /** What is read is called by another name where ARRAY JOIN binds it to its own. */
  private nameOfRead(name: Read): string {
    return this.bound.includes(name) ? `read_${name}` : name
  }

  private amounts(): AmountExpressions {
    return amountExpressions(this.column('total_amount'), this.column('currency'), this.table.mapping.amountsCount)
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
      `multiIf(${this.amounts().isMissing}, 'missing total_amount', isNull(units), 'bad total_amount', ${columns.currency === null ? "'bad total_amount'" : "'bad currency'"})`,
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
