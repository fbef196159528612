import { ExactNumber } from '../base/exact-number.ts'

const FIELDS = ['type', 'verb', 'key', 'event_time'] as const
/** Objects around an event that are looked into. */
const MOST_WRAPPERS = 4

/**
 * The event within an object that is none: `{"_source": {…}}`, `{"event": {…}}`, `{"id": 7, "data": {"object": {…}}}`. It has all fields that every event has, the object around
 * it has not, and there is one only: where an object holds an event before and after a change, nobody said which is meant. Null when there is none.
 * Only asked of records that cannot be accepted as they are, so it takes none away. Cost: a look at each member.
 */
export function wrappedEvent(record: unknown): object | null {
  const found: object[] = []
  if (isObject(record) && !isEvent(record)) collect(record, MOST_WRAPPERS, found)
  return found.length === 1 ? (found[0] ?? null) : null
}

function collect(wrapper: object, wrappersLeft: number, found: object[]): void {
  if (wrappersLeft === 0) return
  for (const [name, value] of Object.entries(wrapper)) {
    // What is called so is left alone everywhere: programs take it for what an object inherits.
    if (name === '__proto__' || !isObject(value)) continue
    if (isEvent(value)) found.push(value)
    else collect(value, wrappersLeft - 1, found)
    if (found.length > 1) return
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
}

function isEvent(value: object): boolean {
  return FIELDS.every(field => Object.hasOwn(value, field))
}
