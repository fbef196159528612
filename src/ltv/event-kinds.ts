import type { EventType, EventVerb } from './results.ts'

/** Type and verb of an event in one small number: a place in {@link EVENT_KINDS}. */
export type EventKind = number

const CUSTOMER_NEW = 0
const CUSTOMER_UPDATE = 1
export const VISIT = 2
export const IMAGE = 3
const ORDER_NEW = 4
const ORDER_UPDATE = 5

interface TypeAndVerb {
  readonly type: EventType
  readonly verb: EventVerb
}

/** Every type with its verbs, in the order in which they are listed to people. */
export const EVENT_KINDS: readonly TypeAndVerb[] = [
  { type: 'CUSTOMER', verb: 'NEW' },
  { type: 'CUSTOMER', verb: 'UPDATE' },
  { type: 'SITE_VISIT', verb: 'NEW' },
  { type: 'IMAGE', verb: 'UPLOAD' },
  { type: 'ORDER', verb: 'NEW' },
  { type: 'ORDER', verb: 'UPDATE' },
]

export const EVENT_TYPES: readonly EventType[] = ['CUSTOMER', 'SITE_VISIT', 'IMAGE', 'ORDER']

export function isOrder(kind: EventKind): boolean {
  return kind >= ORDER_NEW
}

export function isCustomerRecord(kind: EventKind): boolean {
  return kind <= CUSTOMER_UPDATE
}

/** An UPDATE beats a NEW of the same time. */
export function isUpdate(kind: EventKind): boolean {
  return kind === ORDER_UPDATE || kind === CUSTOMER_UPDATE
}

export function typeAndVerb(kind: EventKind): TypeAndVerb {
  const found = EVENT_KINDS[kind]
  if (found === undefined) throw new RangeError(`${kind} is no kind of event (expected 0 to ${EVENT_KINDS.length - 1})`)
  return found
}

/** Kind of an event, or −1 when the type does not have the verb. */
export function eventKind(type: EventType, verb: string): EventKind {
  switch (type) {
    case 'CUSTOMER':
      return verb === 'NEW' ? CUSTOMER_NEW : verb === 'UPDATE' ? CUSTOMER_UPDATE : -1
    case 'SITE_VISIT':
      return verb === 'NEW' ? VISIT : -1
    case 'IMAGE':
      return verb === 'UPLOAD' ? IMAGE : -1
    case 'ORDER':
      return verb === 'NEW' ? ORDER_NEW : verb === 'UPDATE' ? ORDER_UPDATE : -1
    default:
      return type satisfies never
  }
}
