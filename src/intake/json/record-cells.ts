import { isCardColumn } from '../../base/cards.ts'
import { type Member, membersOf } from './members.ts'

/** A column of the table that records are: a member of theirs, or one of the object that a member is. */
export interface RecordColumn {
  /** “total”, “customer_id” for the `id` of `customer`. */
  readonly name: string
  readonly member: string
  /** Null for the member itself. */
  readonly inner: string | null
}

/**
 * The columns of records, in the order in which they first appear: their members that hold one value, and those of objects one level down, called
 * `outer_inner` unless a member has that name. Arrays and what lies deeper are none. Cost: linear in the texts.
 *
 * @param texts valid JSON, an object each.
 */
export function columnsOfRecords(texts: readonly string[]): readonly RecordColumn[] {
  const seen = new Map<string, { readonly column: RecordColumn; holdsOne: boolean; holdsMore: boolean }>()
  const see = (column: RecordColumn, first: string | undefined): void => {
    const key = JSON.stringify([column.member, column.inner])
    const known = seen.get(key) ?? { column, holdsOne: false, holdsMore: false }
    seen.set(key, known)
    if (first === '{' || first === '[') known.holdsMore = true
    else if (first !== 'n') known.holdsOne = true
  }
  for (const text of texts) {
    for (const member of membersOf(text, 0)) {
      const start = plain(text, member).valueStart
      see({ name: member.key, member: member.key, inner: null }, text[start])
      // What is of a card would not be known for that by its longer name.
      if (text[start] !== '{' || isCardColumn(member.key)) continue
      for (const inner of membersOf(text, start)) {
        if (isCardColumn(inner.key)) continue
        const name = `${member.key}_${inner.key}`
        see({ name, member: member.key, inner: inner.key }, text[plain(text, inner).valueStart])
      }
    }
  }
  // What is null wherever it is nothing else may have a value later on.
  const columns = [...seen.values()].filter(({ holdsOne, holdsMore }) => holdsOne || !holdsMore).map(({ column }) => column)
  const names = new Map(columns.toReversed().map(column => [column.name, column]))
  for (const column of columns) if (column.inner === null) names.set(column.name, column)
  return columns.filter(column => names.get(column.name) === column)
}

/** Reads the cells of some columns from the texts of records. */
export class RecordCells {
  private readonly width: number
  /** By member: the place of its own cell, −1 without one, and those of the cells that members of its object have. */
  private readonly places = new Map<string, { own: number; readonly inner: Map<string, number> }>()

  constructor(columns: readonly RecordColumn[]) {
    this.width = columns.length
    columns.forEach(({ member, inner }, index) => {
      const place = this.places.get(member) ?? { own: -1, inner: new Map<string, number>() }
      this.places.set(member, place)
      if (inner === null) place.own = index
      else place.inner.set(inner, index)
    })
  }

  /**
   * The cells of a record, a valid JSON text: texts as they are, numbers, true and false as they are written, blank for null and for what is not there;
   * an empty array or object where there is one, for whoever has no use for it to say so: what is in it may be a card's number, and is nobody's business. Members
   * that no column is of are ignored. Cost: linear in the text.
   */
  read(text: string): unknown[] {
    const cells = new Array<unknown>(this.width).fill('')
    for (const member of membersOf(text, 0)) {
      const place = this.places.get(member.key)
      if (place === undefined) continue
      // Of equal keys the last one wins, as in JSON.parse: what an object before it held is gone.
      for (const index of place.inner.values()) cells[index] = ''
      const found = plain(text, member)
      if (place.own >= 0) cells[place.own] = cellOf(text, found)
      if (place.inner.size === 0 || text[found.valueStart] !== '{') continue
      for (const inner of membersOf(text, found.valueStart)) {
        const index = place.inner.get(inner.key)
        if (index !== undefined) cells[index] = cellOf(text, plain(text, inner))
      }
    }
    return cells
  }
}

/** `{"$date": {"$numberLong": "1704448800000"}}`. More would be looked through once for each. */
const MOST_WRAPPERS = 2

/** The member that has the value. MongoDB writes dates, ids and decimals as objects around them: `{"$date": "2024-01-05T10:00:00Z"}`. */
function plain(text: string, member: Member): Member {
  let found = member
  for (let wrappers = 0; wrappers < MOST_WRAPPERS && text[found.valueStart] === '{'; wrappers++) {
    const members = membersOf(text, found.valueStart)
    const only = members.next()
    if (only.done || !only.value.key.startsWith('$') || !members.next().done) return found
    found = only.value
  }
  return found
}

function cellOf(text: string, { valueStart, valueEnd }: Member): unknown {
  // White space may stand behind a value.
  const literal = text.slice(valueStart, valueEnd).trimEnd()
  switch (literal[0]) {
    case '"':
      return JSON.parse(literal)
    case '{':
      return {}
    case '[':
      return []
    case 'n':
      return ''
    default:
      return literal
  }
}
