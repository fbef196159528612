import { currencyNumber } from '../base/currencies.ts'
import { ExactNumber, wholeNumberText } from '../base/exact-number.ts'
import { AMOUNT_LIMIT, type Amount, DEFAULT_CURRENCY, parseAmount, parseAmountNumber } from '../base/money.ts'
import { packPlace } from '../base/places.ts'
import { type Fault, NOT_AN_OBJECT, type Place, UNKNOWN_TYPE, WRONG_VERB } from '../base/rejects.ts'
import { parseEventTime } from '../base/time.ts'
import type { TextSource } from './dataset.ts'
import { EVENT_KINDS, EVENT_TYPES, eventKind, IMAGE, isCustomerRecord, isOrder } from './event-kinds.ts'
import type { EventIdentity } from './event-rows.ts'
import type { EventType } from './results.ts'

/** The place of events that are handed over directly, not read from a file. */
const NO_PLACE: Place = { file: -1, line: 0, byte: 0 }

/** What {@link ingest} needs of a data set: the tables may be those of a `Dataset`, or stand elsewhere. */
export interface EventTarget {
  readonly customers: TextTarget
  readonly keys: TextTarget
  readonly names: TextTarget
  readonly records: { intern(lastName: number, city: number, state: number): number }
  readonly texts: readonly TextSource[]
  accept(event: EventIdentity, place: number, line: number, times: number): void
  reject(fault: Fault, place: Place, raw: () => string): void
}
interface TextTarget {
  intern(text: string): number
}

/**
 * Takes one event into a data set, or counts it as a reject.
 *
 * Events may come in any order and more than once: the data set says the same. Fields are looked at in the order type, verb, key, event_time,
 * customer_id, total_amount, last_name, adr_city, adr_state, camera_make, camera_model; the first that is missing or bad is the reason.
 * Only own properties count.
 *
 * @param event a parsed record: an object with texts, numbers ({@link ExactNumber} where a double would lose digits) or nulls. Anything else is a reject.
 * @param dataset the data set to change.
 * @param place where the record stands; `file` is a number given by `addText`. Without it the event belongs to no file.
 * @param raw gives the record's text; only called for a reject that is kept.
 * @returns null when the event was accepted, otherwise what is wrong with it.
 * Cost: about 1 µs, and the memory of one row when the event is new.
 */
export function ingest(event: unknown, dataset: EventTarget, place: Place = NO_PLACE, raw?: () => string): Fault | null {
  const fault = accept(event, dataset, place)
  if (fault !== null) dataset.reject(fault, place, raw ?? (() => textOf(event)))
  return fault
}

/** Counts and keeps a record that its reader found broken. */
export function rejectRecord(dataset: EventTarget, fault: Fault, place: Place, raw: string): void {
  dataset.reject(fault, place, () => raw)
}

// One object for all events: the rows copy what is in it, and an object per event would be garbage at once.
const identity: EventIdentity = { kind: 0, customer: 0, key: 0, time: 0, detail: 0, units: 0, currency: 0 }

function accept(event: unknown, dataset: EventTarget, place: Place): Fault | null {
  if (typeof event !== 'object' || event === null || Array.isArray(event) || event instanceof ExactNumber) {
    return { reason: NOT_AN_OBJECT, field: null, message: `${shown(event)} is not an event (expected an object)` }
  }
  const fields = ownFields(event)
  const typeValue = fields.type
  const type = typeNamed(typeValue)
  if (type === null) return wordFault('type', typeValue)
  const verbValue = fields.verb
  const kind = kindNamed(type, verbValue)
  if (kind < 0) return wordFault('verb', verbValue, type)

  const key = idText(fields.key)
  if (key === null || key === '') return idFault('key', fields.key)
  const timeValue = fields.event_time
  const time = typeof timeValue === 'string' ? parseEventTime(timeValue) : Number.NaN
  if (Number.isNaN(time)) return valueFault('event_time', timeValue, 'a time', '2017-01-06T12:46:46.384Z')
  const recorded = isCustomerRecord(kind)
  const customer = recorded ? key : idText(fields.customer_id)
  if (customer === null || customer === '') return idFault('customer_id', fields.customer_id)
  let amount: Amount | null = NO_AMOUNT
  if (isOrder(kind)) {
    const amountValue = fields.total_amount
    amount = amountOf(amountValue)
    if (amount === null) return valueFault('total_amount', amountValue, `an amount below ${AMOUNT_LIMIT}`, '12.34 USD')
  }

  // Only now that nothing can be wrong any more are texts entered: a reject must not leave a customer behind.
  let detail = 0
  if (recorded) {
    const lastName = fieldText(fields.last_name)
    if (lastName === null) return textFault('last_name', fields.last_name)
    const city = fieldText(fields.adr_city)
    if (city === null) return textFault('adr_city', fields.adr_city)
    const state = fieldText(fields.adr_state)
    if (state === null) return textFault('adr_state', fields.adr_state)
    const { names } = dataset
    detail = dataset.records.intern(names.intern(lastName), names.intern(city), names.intern(state))
  } else if (kind === IMAGE) {
    const make = fieldText(fields.camera_make)
    if (make === null) return textFault('camera_make', fields.camera_make)
    const model = fieldText(fields.camera_model)
    if (model === null) return textFault('camera_model', fields.camera_model)
    detail = dataset.names.intern(`${make} ${model}`.trim())
  }
  identity.kind = kind
  identity.customer = dataset.customers.intern(customer)
  identity.key = recorded ? 0 : dataset.keys.intern(key)
  identity.time = time
  identity.detail = detail
  identity.units = amount.units
  identity.currency = amount === NO_AMOUNT ? 0 : currencyNumber(amount.currency)
  dataset.accept(identity, packPlace(place.file, place.byte), place.line, 1)
  const text = dataset.texts[place.file]
  if (text !== undefined) text.accepted += 1
  return null
}

const NO_AMOUNT: Amount = { units: 0, currency: '' }

/** What may be read of a record; foreign data until looked at. */
interface EventFields {
  readonly type?: unknown
  readonly verb?: unknown
  readonly key?: unknown
  readonly event_time?: unknown
  readonly customer_id?: unknown
  readonly total_amount?: unknown
  readonly last_name?: unknown
  readonly adr_city?: unknown
  readonly adr_state?: unknown
  readonly camera_make?: unknown
  readonly camera_model?: unknown
}

/** The record itself where nothing can be inherited, otherwise a copy of its own properties. Asking hasOwn for each field cost a tenth of all time. */
function ownFields(event: object): EventFields {
  const prototype: unknown = Object.getPrototypeOf(event)
  return prototype === Object.prototype || prototype === null ? event : Object.assign(Object.create(null), event)
}

function typeNamed(value: unknown): EventType | null {
  if (value === 'ORDER' || value === 'SITE_VISIT' || value === 'IMAGE' || value === 'CUSTOMER') return value
  const word = wordOf(value)
  return EVENT_TYPES.find(type => type === word) ?? null
}

function kindNamed(type: EventType, value: unknown): number {
  if (typeof value !== 'string') return -1
  const kind = eventKind(type, value)
  return kind >= 0 ? kind : eventKind(type, wordOf(value))
}

/** A word trimmed and in capitals; only a to z are turned (no ſ to S, no ı to I). Blank when it is no text. */
function wordOf(value: unknown): string {
  return typeof value === 'string' ? value.trim().replace(/[a-z]/g, letter => letter.toUpperCase()) : ''
}

/** Text of an id: blank when it is missing, null when it is something that cannot be an id. */
function idText(value: unknown): string | null {
  const text = fieldText(value)
  return text === null ? null : text.trim()
}

/** Text of a field, as it stands: blank when it is missing, null when it is an object, array, boolean or fraction. */
function fieldText(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return ''
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : wholeNumberText(String(value))
  if (value instanceof ExactNumber) return wholeNumberText(value.text)
  return null
}

function amountOf(value: unknown): Amount | null {
  if (typeof value === 'string') return parseAmount(value)
  const literal = typeof value === 'number' ? String(value) : value instanceof ExactNumber ? value.text : ''
  const units = parseAmountNumber(literal)
  return units === null ? null : { units, currency: DEFAULT_CURRENCY }
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

function missing(field: string): Fault {
  return { reason: `missing ${field}`, field, message: `there is no ${field}` }
}

function wordFault(field: 'type' | 'verb', value: unknown, type?: EventType): Fault {
  if (isMissing(value)) return missing(field)
  if (type === undefined) {
    return { reason: UNKNOWN_TYPE, field, message: `${shown(value)} is not a type of event (expected ${EVENT_TYPES.join(', ')})` }
  }
  const verbs = EVENT_KINDS.filter(kind => kind.type === type).map(kind => kind.verb)
  return { reason: WRONG_VERB, field, message: `${shown(value)} is not a verb of ${type} (expected ${verbs.join(' or ')})` }
}

function valueFault(field: string, value: unknown, what: string, example: string): Fault {
  if (isMissing(value)) return missing(field)
  return { reason: `bad ${field}`, field, message: `${shown(value)} is not ${what} (expected for example ${example})` }
}

function idFault(field: string, value: unknown): Fault {
  if (isMissing(value)) return missing(field)
  return { reason: `bad ${field}`, field, message: `${shown(value)} is not an id (expected a text or a whole number)` }
}

function textFault(field: string, value: unknown): Fault {
  return { reason: `bad ${field}`, field, message: `${shown(value)} is not a text (expected a text or a whole number)` }
}

const SHOWN_CHARACTERS = 60

/** A value as it is named in a message. */
function shown(value: unknown): string {
  if (typeof value === 'string') {
    const cut = value.length > SHOWN_CHARACTERS ? `${value.slice(0, SHOWN_CHARACTERS)}…` : value
    return `“${cut.toWellFormed()}”`
  }
  if (value instanceof ExactNumber) return value.text.slice(0, SHOWN_CHARACTERS)
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

/** Text of an event that came without one. */
function textOf(event: unknown): string {
  try {
    return JSON.stringify(event) ?? String(event)
  } catch (error) {
    // BigInts and circular objects have no JSON.
    return `(no text: ${error instanceof Error ? error.message : 'not serialisable'})`
  }
}
