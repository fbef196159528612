import { currency, readAmount, readNumberAmount, units } from './amount'
import { accept, customers, firsts, internKey, keys, names, orders, records, reserve, rows } from './dataset'
import { CUSTOMER_NEW, CUSTOMER_UPDATE, hashIdentity, IMAGE, identityValue, ORDER_NEW, ORDER_UPDATE, VISIT } from './event-rows'
import { NO_TIME, readTime } from './event-time'
import { hashBytes } from './hash'
import {
  CAMERA_MAKE,
  CAMERA_MODEL,
  CITY,
  CUSTOMER_ID,
  DECIMAL,
  EVENT_TIME,
  formOf,
  KEY,
  LAST_NAME,
  lengthOf,
  NULL,
  STATE,
  startOf,
  TEXT,
  TOTAL_AMOUNT,
  TYPE,
  VERB,
  WHOLE,
} from './json'
import { copyShort } from './texts'

/*
 * Events are taken into the data set in batches: for each step of all of them together, as nearly every look into a table misses the cache, and the
 * processor waits for many misses at once when the looks do not depend on each other.
 */
export const BATCH: u32 = 256

/** One event of the batch: the texts are ranges of the input. */
@unmanaged
class Event {
  kind: u32
  line: u32
  place: f64
  time: f64
  units: f64
  currency: u32
  customerStart: u32
  customerLength: u32
  customerHash: u32
  customer: u32
  keyStart: u32
  keyLength: u32
  keyHash: u32
  key: u32
  /** Of what makes it a distinct event. */
  hash: u32
  detail: u32
  firstStart: u32
  firstLength: u32
  secondStart: u32
  secondLength: u32
  thirdStart: u32
  thirdLength: u32
}

export const EVENT_BYTES: u32 = offsetof<Event>()
const batch = memory.data(256 * 104, 64)
/** Where events are entered, and how many fit: the batch, or a longer block when events are kept for another instance. */
let block: u32 = 0
let capacity: u32 = 0
let length: u32 = 0

/** Events are entered into the batch from now on. */
export function enterIntoBatch(): void {
  block = u32(batch)
  capacity = BATCH
  length = 0
}

/** Events are entered into a block from now on, in which some stand already. */
export function enterIntoBlock(start: u32, events: u32, entered: u32): void {
  block = start
  capacity = events
  length = entered
}

export function entered(): u32 {
  return length
}

/** Longest text of a camera that is put together here. */
const CAMERA_BYTES: u32 = 1_024
const camera = memory.data(1_024 + 32, 16)

function eventAt(index: u32): Event {
  return changetype<Event>(block + index * EVENT_BYTES)
}

export function isFull(): bool {
  return length === capacity
}

/**
 * Enters the event whose fields were just read. False when not everything about it is plain: then nothing was entered.
 * What is not plain is for the rules in TypeScript: faults, white space around ids, odd amounts.
 */
export function enterEvent(line: u32, place: f64): bool {
  const kind = kindOfEvent()
  if (kind < 0 || !isId(KEY) || formOf(EVENT_TIME) !== TEXT) return false
  const time = readTime(startOf(EVENT_TIME), lengthOf(EVENT_TIME))
  if (time === NO_TIME) return false
  const event = eventAt(length)
  event.kind = kind
  event.line = line
  event.place = place
  event.time = time
  event.units = 0
  event.currency = 0
  if (u32(kind) <= CUSTOMER_UPDATE) {
    if (!isPlainText(LAST_NAME) || !isPlainText(CITY) || !isPlainText(STATE)) return false
    event.customerStart = startOf(KEY)
    event.customerLength = lengthOf(KEY)
    event.firstStart = startOf(LAST_NAME)
    event.firstLength = textLength(LAST_NAME)
    event.secondStart = startOf(CITY)
    event.secondLength = textLength(CITY)
    event.thirdStart = startOf(STATE)
    event.thirdLength = textLength(STATE)
  } else {
    if (!isId(CUSTOMER_ID)) return false
    event.keyStart = startOf(KEY)
    event.keyLength = lengthOf(KEY)
    event.customerStart = startOf(CUSTOMER_ID)
    event.customerLength = lengthOf(CUSTOMER_ID)
    if (u32(kind) >= ORDER_NEW) {
      const form = formOf(TOTAL_AMOUNT)
      if (form === TEXT) {
        if (!readAmount(startOf(TOTAL_AMOUNT), lengthOf(TOTAL_AMOUNT))) return false
      } else if ((form !== WHOLE && form !== DECIMAL) || !readNumberAmount(startOf(TOTAL_AMOUNT), lengthOf(TOTAL_AMOUNT))) return false
      event.units = units
      event.currency = currency
    } else if (u32(kind) === IMAGE) {
      if (!isPlainCamera(CAMERA_MAKE) || !isPlainCamera(CAMERA_MODEL)) return false
      event.firstStart = startOf(CAMERA_MAKE)
      event.firstLength = textLength(CAMERA_MAKE)
      event.secondStart = startOf(CAMERA_MODEL)
      event.secondLength = textLength(CAMERA_MODEL)
    }
  }
  length++
  return true
}

/** Takes all events of the batch into the data set. `bytes` is as long as their texts can be together. False when the browser has no more memory. */
export function commit(bytes: u32): bool {
  hashTexts(0)
  return commitHashed(bytes, 0)
}

/** The same for events whose texts are hashed; `lines` are added to the numbers of their lines. */
export function commitHashed(bytes: u32, lines: u32): bool {
  if (length === 0) return true
  if (!reserve(length, bytes)) return false
  findTexts()
  resolveTexts()
  hashIdentities()
  touchRows()
  for (let index: u32 = 0; index < length; index++) {
    const event = eventAt(index)
    const line = event.line + lines
    accept(event.kind, event.customer, event.key, event.time, event.detail, event.units, event.currency, event.place, line, 1, event.hash)
  }
  length = 0
  return true
}

/** Takes the events of the batch back; how many they were. */
export function clear(): u32 {
  const dropped = length
  length = 0
  return dropped
}

/* Places that are about to be looked at. */
const looks = memory.data((3 * 256 + 4) * 4, 16)
let looksEnd: u32 = u32(looks)

function lookAt(address: u32, isWanted: bool): void {
  store<u32>(looksEnd, address)
  looksEnd += u32(isWanted) << 2
}

/** What was read for its effect on the cache; kept so that the reads are not optimised away. */
export let touched: u32 = 0

/**
 * Reads all places that are listed, for the effect on the cache. A miss takes a hundred nanoseconds or two, but the processor waits for a dozen at a time when
 * nothing but reads stands between them: about 25 ns each.
 */
function bringIn(): void {
  const end = looksEnd
  // Whole fours: what is too much is read again.
  const again = u32(looks)
  if (end === again) return
  store<u64>(end, load<u64>(again))
  store<u32>(end, load<u32>(again), 8)
  let seen: u32 = 0
  for (let look = again; look < end; look += 16) {
    seen ^= load<u32>(load<u32>(look)) ^ load<u32>(load<u32>(look, 4)) ^ load<u32>(load<u32>(look, 8)) ^ load<u32>(load<u32>(look, 12))
  }
  touched ^= seen
  looksEnd = u32(looks)
}

/**
 * Copies the texts of the events from one on to a place of their own, behind those that fill it up to `filled`. From then on the events say where their texts begin
 * in that place. Writes up to 32 bytes behind them.
 *
 * @returns how far the place is filled now
 */
export function moveTexts(first: u32, place: u32, filled: u32): u32 {
  let end = filled
  for (let index = first; index < length; index++) {
    const event = eventAt(index)
    const kind = event.kind
    copyShort(place + end, event.customerStart, event.customerLength)
    event.customerStart = end
    end += event.customerLength
    if (kind > CUSTOMER_UPDATE) {
      copyShort(place + end, event.keyStart, event.keyLength)
      event.keyStart = end
      end += event.keyLength
    }
    if (kind > CUSTOMER_UPDATE && kind !== IMAGE) continue
    copyShort(place + end, event.firstStart, event.firstLength)
    event.firstStart = end
    end += event.firstLength
    copyShort(place + end, event.secondStart, event.secondLength)
    event.secondStart = end
    end += event.secondLength
    if (kind === IMAGE) continue
    copyShort(place + end, event.thirdStart, event.thirdLength)
    event.thirdStart = end
    end += event.thirdLength
  }
  return end
}

/** The texts of the events, which say where they begin in a place of their own, stand from `start` on. */
export function placeTexts(start: u32): void {
  for (let index: u32 = 0; index < length; index++) {
    const event = eventAt(index)
    event.customerStart += start
    event.keyStart += start
    event.firstStart += start
    event.secondStart += start
    event.thirdStart += start
  }
}

/** Hashes the texts of the events from one on. */
export function hashTexts(first: u32): void {
  for (let index = first; index < length; index++) {
    const event = eventAt(index)
    event.customerHash = hashBytes(event.customerStart, event.customerLength)
    if (event.kind > CUSTOMER_UPDATE) event.keyHash = hashBytes(event.keyStart, event.keyLength)
  }
}

/**
 * Finds the numbers of all texts that are there before the batch; the others stay unknown (0 for number + 1). What a step looks at has been brought in by one
 * before it, so a branch never waits for memory.
 */
function findTexts(): void {
  for (let index: u32 = 0; index < length; index++) {
    const event = eventAt(index)
    lookAt(keys.slots.lineOf(event.keyHash), event.kind > CUSTOMER_UPDATE)
    lookAt(customers.lineOf(event.customerHash), true)
  }
  bringIn()
  for (let index: u32 = 0; index < length; index++) {
    const event = eventAt(index)
    event.key = event.kind > CUSTOMER_UPDATE ? keys.candidate(event.keyHash) : 0
    lookAt(keys.texts.addressOfStart(event.key - 1), event.key !== 0)
    event.customer = customers.candidate(event.customerStart, event.customerLength, event.customerHash)
    lookAt(customers.texts.addressOfStart(event.customer - 1), isUnsure(event))
  }
  bringIn()
  for (let index: u32 = 0; index < length; index++) {
    const event = eventAt(index)
    if (event.key !== 0) {
      lookAt(keys.texts.textStart(event.key - 1), true)
      lookAt(firsts.at(event.key - 1), true)
    }
    if (isUnsure(event)) lookAt(customers.texts.textStart(event.customer - 1), true)
  }
  bringIn()
  for (let index: u32 = 0; index < length; index++) {
    const event = eventAt(index)
    if (event.key !== 0 && !keys.texts.isText(event.key - 1, event.keyStart, event.keyLength)) event.key = 0
    if (isUnsure(event) && !customers.texts.isText(event.customer - 1, event.customerStart, event.customerLength)) event.customer = 0
  }
}

/** Whether the customer that was found for an event is only known by hash and length. */
function isUnsure(event: Event): bool {
  return event.customer !== 0 && customers.isLong(event.customerStart, event.customerLength)
}

/** Numbers of all texts; those that were not found are looked for again, as the batch may bring them more than once, and entered. */
function resolveTexts(): void {
  for (let index: u32 = 0; index < length; index++) {
    const event = eventAt(index)
    const kind = event.kind
    if (event.customer !== 0) event.customer--
    else event.customer = customers.intern(event.customerStart, event.customerLength, event.customerHash)
    event.detail = 0
    if (kind <= CUSTOMER_UPDATE) {
      const lastName = internName(event.firstStart, event.firstLength)
      const city = internName(event.secondStart, event.secondLength)
      event.detail = records.intern(lastName, city, internName(event.thirdStart, event.thirdLength))
    } else {
      if (event.key !== 0) event.key--
      else event.key = internKey(event.keyStart, event.keyLength, event.keyHash)
      if (kind === IMAGE) event.detail = internCamera(event)
    }
  }
}

function hashIdentities(): void {
  for (let index: u32 = 0; index < length; index++) {
    const event = eventAt(index)
    const value = identityValue(event.kind, event.detail, event.units)
    event.hash = hashIdentity(event.kind, event.customer, event.key, event.time, value, event.currency)
  }
}

/** Brings what taking in will look at into the cache: first entries in the index of rows, then orders and the rows of their versions. */
function touchRows(): void {
  for (let index: u32 = 0; index < length; index++) {
    const event = eventAt(index)
    const isOrder = event.kind >= ORDER_NEW
    const isKnown = event.kind <= CUSTOMER_UPDATE || firsts.row(event.key) !== 0
    lookAt(rows.further.slotOf(event.hash), isKnown)
    const order = firsts.order(event.key) - 1
    lookAt(orders.standing + (order << 2), isOrder && isKnown)
    lookAt(orders.earliest + (order << 2), isOrder && isKnown)
  }
  bringIn()
  for (let index: u32 = 0; index < length; index++) {
    const event = eventAt(index)
    if (event.kind < ORDER_NEW || firsts.order(event.key) === 0) continue
    const order = firsts.order(event.key) - 1
    const standing = load<u32>(orders.standing + (order << 2))
    lookAt(rows.customer + (standing << 2), true)
    lookAt(rows.time + (standing << 3), true)
    lookAt(rows.time + (load<u32>(orders.earliest + (order << 2)) << 3), true)
  }
  bringIn()
}

function internName(start: u32, length: u32): u32 {
  // The blank is the first of all names.
  return length === 0 ? 0 : names.intern(start, length, hashBytes(start, length))
}

/** “make model”, or the one of them that is there. */
function internCamera(event: Event): u32 {
  if (event.firstLength === 0) return internName(event.secondStart, event.secondLength)
  if (event.secondLength === 0) return internName(event.firstStart, event.firstLength)
  memory.copy(camera, event.firstStart, event.firstLength)
  store<u8>(camera + event.firstLength, 0x20)
  memory.copy(camera + event.firstLength + 1, event.secondStart, event.secondLength)
  return internName(u32(camera), event.firstLength + 1 + event.secondLength)
}

/** Kind of the event by its type and verb, in any case; −1 when they are not plain. */
function kindOfEvent(): i32 {
  if (formOf(TYPE) !== TEXT || formOf(VERB) !== TEXT) return -1
  const type = startOf(TYPE)
  const verb = startOf(VERB)
  const verbLength = lengthOf(VERB)
  const isNew = verbLength === 3 && (load<u32>(verb) & 0xdfdfdf) === 0x57454e
  const updates = verbLength === 6 && (load<u32>(verb) & 0xdfdfdfdf) === 0x41445055 && (load<u16>(verb, 4) & 0xdfdf) === 0x4554
  switch (lengthOf(TYPE)) {
    case 5: {
      const word = load<u32>(type) & 0xdfdfdfdf
      const last: u32 = load<u8>(type, 4) & 0xdf
      if (word === 0x4544524f && last === 0x52) return isNew ? ORDER_NEW : updates ? ORDER_UPDATE : -1
      const uploads = verbLength === 6 && (load<u32>(verb) & 0xdfdfdfdf) === 0x4f4c5055 && (load<u16>(verb, 4) & 0xdfdf) === 0x4441
      return word === 0x47414d49 && last === 0x45 && uploads ? IMAGE : -1
    }
    case 8:
      if ((load<u64>(type) & 0xdfdfdfdfdfdfdfdf) !== 0x52454d4f54535543) return -1
      return isNew ? CUSTOMER_NEW : updates ? CUSTOMER_UPDATE : -1
    case 10:
      // The low line is not a letter: turning its case would let others pass for it.
      return isNew && (load<u64>(type) & 0xdfdfdfffdfdfdfdf) === 0x5349565f45544953 && (load<u16>(type, 8) & 0xdfdf) === 0x5449 ? VISIT : -1
    default:
      return -1
  }
}

/** Whether a field is an id that stands there as it is: not blank, and with no white space at its ends (which other alphabets have, too). */
function isId(field: u32): bool {
  const form = formOf(field)
  if (form === WHOLE) return true
  const length = lengthOf(field)
  return form === TEXT && length > 0 && hasPlainEnds(startOf(field), length)
}

function hasPlainEnds(start: u32, length: u32): bool {
  return isGraphic(load<u8>(start)) && isGraphic(load<u8>(start + length - 1))
}

/** ASCII that is neither white space nor a control character. */
function isGraphic(byte: u32): bool {
  return byte - 0x21 < 0x5f
}

function isPlainText(field: u32): bool {
  const form = formOf(field)
  return form <= WHOLE || form === NULL
}

/** Bytes of a text, which an absent or null field has none of. */
function textLength(field: u32): u32 {
  const form = formOf(field)
  return form === TEXT || form === WHOLE ? lengthOf(field) : 0
}

function isPlainCamera(field: u32): bool {
  if (!isPlainText(field)) return false
  const length = textLength(field)
  return length === 0 || (length < CAMERA_BYTES / 2 && hasPlainEnds(startOf(field), length))
}
