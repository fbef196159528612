import { OPEN_BRACE, OPEN_BRACKET } from '../ascii.ts'
import { membersOf, skipWhiteSpace } from './members.ts'

/** How records are laid out in a JSON text, as far as its beginning tells. */
export interface JsonShape {
  /** “JSON array”, “NDJSON”… */
  readonly format: string
  /** Why it is taken for that. */
  readonly reason: string
  /** Where each line holds one value: the byte that begins those lines. A line that is cut then loses itself only. */
  readonly lineOpener: number | null
  /** What stands outermost: an array of records, the records themselves, or an object that is no record but holds the list of them. */
  readonly outermost: 'array' | 'records' | 'wrapper'
  /** How many objects stand around the list of records: 2 for `{"data": {"items": [{…}]}}`. */
  readonly wrappers: number
  /** There is no list: the object holds the records, each under a key of its own. */
  readonly isKeyed?: boolean
  /** The byte that stands between records, besides white space and commas: a record separator, or a semicolon. */
  readonly separator?: number
}

/** Lines looked at; enough to outvote a few broken ones. */
const LINES = 200

/**
 * Tells the shape from the beginning of a text; `whole` when that is all of it. `recordMembers` are the names by which records are told from wrappers.
 * Null when neither its first character nor most of its lines begin JSON.
 */
export function shapeOf(head: string, whole: boolean, recordMembers: ReadonlySet<string>): JsonShape | null {
  const start = skipWhiteSpace(head, 0)
  const first = head[start]
  const lines = classifyLines(head, whole)
  const objectLines = lines.total > 1 && (lines.first === 'object' || (lines.objects > 0 && lines.objects * 2 >= lines.total))
  if (first === '[') {
    const startsList = head[skipWhiteSpace(head, start + 1)] === '{'
    if (objectLines && !startsList && !leavesListOpen(head, start)) return ndjson(lines)
    if (lines.total > 1 && (lines.first === 'array' || (lines.arrays > 0 && lines.arrays * 2 >= lines.total))) {
      return {
        format: 'JSON arrays, one a line',
        reason: `${lines.arrays} of the first ${lines.total} lines are an array each`,
        lineOpener: OPEN_BRACKET,
        outermost: 'array',
        wrappers: 0,
      }
    }
    return {
      format: 'JSON array',
      reason: startsList ? 'starts with [ and an object' : 'starts with [',
      lineOpener: objectLines ? OPEN_BRACE : null,
      outermost: 'array',
      wrappers: 0,
    }
  }
  if (first === '{') {
    const wrapped = findWrapped(head, start, recordMembers)
    if (wrapped !== null) {
      const { path, isKeyed } = wrapped
      const named = path.length === 0 ? 'whose members are' : `whose member “${path.join('.')}” is`
      return {
        format: isKeyed ? 'JSON object of objects' : 'JSON object with a list',
        reason: `starts with an object ${named} ${isKeyed ? 'objects under keys of their own' : 'a list of objects'}`,
        lineOpener: null,
        outermost: 'wrapper',
        wrappers: path.length + (isKeyed ? 1 : 0),
        isKeyed,
      }
    }
    if (objectLines || (lines.objects === 1 && !whole)) return ndjson(lines)
    return { format: 'JSON object', reason: 'starts with an object', lineOpener: null, outermost: 'records', wrappers: 0 }
  }
  return objectLines ? ndjson(lines) : null
}

/** The line that begins with `[` at `start` is but that, or whole values that a comma follows: the next lines are items of that list. */
function leavesListOpen(head: string, start: number): boolean {
  const line = /^[^\r\n]*/.exec(head.slice(start))?.[0].trimEnd() ?? ''
  return line === '[' || (line.endsWith(',') && Array.isArray(parse(`${line.replace(/[\s,]+$/, '')}]`)))
}

function ndjson(lines: Lines): JsonShape {
  return {
    format: 'NDJSON',
    reason: `${lines.objects} of the first ${lines.total} lines are an object each`,
    lineOpener: OPEN_BRACE,
    outermost: 'records',
    wrappers: 0,
  }
}

interface Lines {
  /** Lines with anything on them, as many as were looked at. */
  readonly total: number
  readonly objects: number
  readonly arrays: number
  /** What the first of them is as a whole. */
  readonly first: 'object' | 'array' | null
}

function classifyLines(head: string, whole: boolean): Lines {
  const lines = head.split(/\r\n|\n|\r/, LINES + 1)
  // The last line may be cut, by the head's end or by the limit.
  if (!whole || lines.length > LINES) lines.pop()
  let total = 0
  let objects = 0
  let arrays = 0
  let first: Lines['first'] = null
  let indent = Number.POSITIVE_INFINITY
  for (const line of lines) {
    const text = line.trim()
    // A bracket alone opens or closes what the lines between are parts of.
    if (/^[[\],]*$/.test(text)) continue
    total++
    // Deeper lines are parts of something that began before.
    const lineIndent = line.length - line.trimStart().length
    indent = Math.min(indent, lineIndent)
    if (lineIndent > indent) continue
    const value = parse(text.replace(/[\s,]+$/, ''))
    const kind = Array.isArray(value) ? 'array' : typeof value === 'object' && value !== null ? 'object' : null
    if (kind === 'array') arrays++
    if (kind === 'object') objects++
    if (total === 1) first = kind
  }
  return { total, objects, arrays, first }
}

/**
 * The first member that is a list of objects, when the object at `start` wraps that list, and nothing but lists of its kind follows it.
 * Wrappers may have a “type” or “key” of their own, and events have lists of tags: it is the one that looks less like a record than what its list holds.
 */
function findWrapped(head: string, start: number, recordMembers: ReadonlySet<string>): Wrapped | null {
  const keyed = keyedObjects(head, start, recordMembers)
  let wrapped: Wrapped | null = keyed === 0 ? null : { path: [], listed: keyed, isKeyed: true }
  let own = 0
  let listed = keyed
  const members = membersOf(head, start)
  for (;;) {
    const next = members.next()
    if (next.done) {
      const end = next.value
      if (own > 0 && own >= listed) return null
      // More objects behind it: then this one is a record like them.
      return end !== -1 && head[skipWhiteSpace(head, end)] === '{' ? null : wrapped
    }
    const { key, valueStart } = next.value
    if (recordMembers.has(key)) own++
    if (wrapped !== null) continue
    const list = listOfObjects(head, key, valueStart, recordMembers, MOST_WRAPPERS)
    // An object in an object, with a list of something else in it, may be anything.
    if (list === null || (list.path.length > 1 && list.listed < LEAST_LISTED)) continue
    wrapped = list
    listed = list.listed
  }
}

/** Objects around a list that are looked into, and how many members of records what a list within several of them holds must have. */
const MOST_WRAPPERS = 4
const LEAST_LISTED = 2

/** The way to records within an object, and how many members of records the first of them has. */
interface Wrapped {
  readonly path: readonly string[]
  readonly listed: number
  readonly isKeyed: boolean
}

/** The first list of objects, or object of objects, in the value of a member. */
function listOfObjects(
  head: string,
  key: string,
  valueStart: number,
  recordMembers: ReadonlySet<string>,
  wrappersLeft: number,
): Wrapped | null {
  if (head[valueStart] === '[') {
    const first = skipWhiteSpace(head, valueStart + 1)
    if (head[first] !== '{') return null
    return { path: [key], listed: recordMembersIn(head, first, recordMembers), isKeyed: false }
  }
  if (head[valueStart] !== '{' || wrappersLeft <= 1) return null
  const keyed = keyedObjects(head, valueStart, recordMembers)
  if (keyed > 0) return { path: [key], listed: keyed, isKeyed: true }
  for (const member of membersOf(head, valueStart)) {
    const found = listOfObjects(head, member.key, member.valueStart, recordMembers, wrappersLeft - 1)
    if (found !== null && found.listed >= LEAST_LISTED) return { ...found, path: [key, ...found.path] }
  }
  return null
}

/**
 * How many members of records the objects have that most of the first members of an object are, at least; 0 when they are something else. One alone may be part of a record,
 * and two may be the same record before and after a change: their keys say so.
 */
function keyedObjects(head: string, start: number, recordMembers: ReadonlySet<string>): number {
  const counts: number[] = []
  for (const { key, valueStart } of membersOf(head, start)) {
    if (head[valueStart] !== '{' || CHANGE_KEYS.has(key)) return 0
    counts.push(recordMembersIn(head, valueStart, recordMembers))
    if (counts.length === KEYED_LOOKED_AT) break
  }
  const records = counts.filter(count => count >= LEAST_LISTED)
  return records.length > 1 && records.length * 2 >= counts.length ? Math.min(...records) : 0
}

const KEYED_LOOKED_AT = 10

const CHANGE_KEYS: ReadonlySet<string> = new Set(['before', 'after', 'old', 'new', 'previous', 'current'])

function recordMembersIn(head: string, start: number, recordMembers: ReadonlySet<string>): number {
  let found = 0
  for (const { key } of membersOf(head, start)) if (recordMembers.has(key)) found++
  return found
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not being JSON is one of the answers.
    return undefined
  }
}
