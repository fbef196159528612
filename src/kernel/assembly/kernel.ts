/*
 * Reads records of events from bytes into the data set of this instance. The plain ones, that is: whatever needs more than a look
 * is left where it stands, for the reader in TypeScript.
 */
import { currencies, setDollar } from './amount'
import {
  BATCH,
  clear,
  commit,
  commitHashed,
  EVENT_BYTES,
  enterEvent,
  entered,
  enterIntoBatch,
  enterIntoBlock,
  hashTexts,
  isFull,
  moveTexts,
  placeTexts,
} from './batch'
import {
  accept as acceptEvent,
  acceptedByKind,
  customers,
  internKey as internKeyHashed,
  keys,
  names,
  orders,
  records,
  reserve,
  reserveKeys,
  rows,
} from './dataset'
import { hashIdentity, identityValue } from './event-rows'
import { setWholeToRead } from './growth'
import { hashBytes, setSeed } from './hash'
import { behindBreak, lineBreaks, passSpace, readObject, setLines } from './json'
import { allocate, rounded } from './memory'
import { fieldOfColumn, MAX_COLUMNS, readRow } from './table-row'
import { Texts } from './texts'

/** Bytes read at a time. */
const INPUT_BYTES: u32 = 1_048_576
/** As many spaces and commas behind a record are waited through for something that spoils its line. */
const TRAILING_BYTES: u32 = 4_096

let input: u32 = 0

/** To be called once, before anything else. `dollarNumber` is the number of USD, and hashes begin with `seed`. False when there is no memory. */
export function start(dollarNumber: u32, seed: u32): bool {
  setSeed(seed)
  setDollar(dollarNumber)
  input = allocate(INPUT_BYTES + 4_096)
  if (input === 0 || !reserve(1, 4_096)) return false
  names.intern(input, 0, hashBytes(input, 0))
  // In front of the input stands room for one byte that is looked at but never means anything.
  input += 64
  return true
}

export function inputStart(): u32 {
  return input
}
export function inputBytes(): u32 {
  return INPUT_BYTES
}
export function currencyTable(): u32 {
  return u32(currencies)
}

/** Of what is to come, as a multiple of what has been read. */
export function expectWhole(ratio: f64): void {
  setWholeToRead(ratio)
}

/* What the last call of readRecords did; of these, readRows sets the first and the last. */
export let recordsRead: u32 = 0
/** Commas behind the last record. */
export let commasBehind: u32 = 0
/** Commas too many or missing between the records. */
export let commasForgiven: u32 = 0
/** Line breaks passed, and the address behind the last one (0 when there was none). */
export let linesPassed: u32 = 0
export let lastLineStart: u32 = 0
/** The browser had no more memory. */
export let isOutOfMemory: bool = false

/**
 * Reads records from the `{` at `from` on, up to the first thing that is not a plain record or not there in full, which is left for others.
 * The input must have 32 zero bytes at `to`.
 *
 * @param line number of the line on which `from` stands
 * @param place of `from` in its file, as in base/places.ts
 * @param commasBetween commas that belong between two records
 * @param inArray whether a `]` may follow
 * @param ownLines whether each record has a line of its own
 * @returns where reading stopped: at a record (when no commas are pending or they were counted in `commasBehind`), at something else behind white space and
 *   commas, or at `to`
 */
export function readRecords(from: u32, to: u32, line: u32, place: f64, commasBetween: u32, inArray: bool, ownLines: bool): u32 {
  enterIntoBatch()
  const at = readRun(from, to, line, place, commasBetween, inArray, ownLines, false)
  if (!isOutOfMemory && !commit(INPUT_BYTES)) isOutOfMemory = true
  // What was not taken in was not read.
  if (isOutOfMemory) recordsRead -= clear()
  return at
}

function readRun(from: u32, to: u32, line: u32, place: f64, commasBetween: u32, inArray: bool, ownLines: bool, keeps: bool): u32 {
  recordsRead = 0
  commasBehind = 0
  commasForgiven = 0
  linesPassed = 0
  lastLineStart = 0
  isOutOfMemory = false
  setLines(0, 0)
  let at = from
  let pending: u32 = 0
  while (true) {
    // `at` is at the `{` of a record.
    const recordLine = line + lineBreaks
    const breaks = lineBreaks
    const behind = behindBreak
    const recordEnd = readObject(at)
    const follows = recordEnd !== 0 && (!ownLines || lineBreaks === breaks) && isSeparated(recordEnd, inArray)
    if (!follows || !enterEvent(recordLine, place + f64(at - from))) {
      setLines(breaks, behind)
      break
    }
    recordsRead++
    commasForgiven += pending
    pending = 0
    commasBehind = 0
    at = passSpace(recordEnd)
    while (load<u8>(at) === 0x2c) {
      commasBehind++
      at = passSpace(at + 1)
    }
    if (isFull()) {
      if (keeps) break
      if (!commit(INPUT_BYTES)) {
        isOutOfMemory = true
        break
      }
    }
    if (load<u8>(at) !== 0x7b) break
    pending = commasBehind > commasBetween ? commasBehind - commasBetween : commasBetween - commasBehind
  }
  linesPassed = lineBreaks
  lastLineStart = behindBreak
  return at > to ? to : at
}

/** Where it is said of each column of the table which field it is, by the numbers of json.ts; and how many columns there is room for. */
export function columnTable(): u32 {
  return u32(fieldOfColumn)
}
export function mostColumns(): u32 {
  return MAX_COLUMNS
}

/**
 * Reads rows of a table of events from the beginning of one at `from` on, up to the first that is not plain or not there in full with its line break. Each row
 * that is read is one line. The input must have 32 zero bytes behind it. `line` and `place` are as for {@link readRecords}, `onlyAscii` as for `readRow`.
 *
 * @returns where reading stopped: at the beginning of a row, or at the end of the input
 */
export function readRows(from: u32, line: u32, place: f64, delimiter: u32, columns: u32, onlyAscii: bool): u32 {
  enterIntoBatch()
  const at = readRowRun(from, line, place, delimiter, columns, onlyAscii, false)
  if (!isOutOfMemory && !commit(INPUT_BYTES)) isOutOfMemory = true
  // What was not taken in was not read.
  if (isOutOfMemory) recordsRead -= clear()
  return at
}

function readRowRun(from: u32, line: u32, place: f64, delimiter: u32, columns: u32, onlyAscii: bool, keeps: bool): u32 {
  recordsRead = 0
  isOutOfMemory = false
  let at = from
  while (true) {
    const rowEnd = readRow(at, delimiter, columns, onlyAscii)
    if (rowEnd === 0 || !enterEvent(line + recordsRead, place + f64(at - from))) break
    recordsRead++
    at = rowEnd
    if (!isFull()) continue
    if (keeps) break
    if (!commit(INPUT_BYTES)) {
      isOutOfMemory = true
      break
    }
  }
  return at
}

/* Reading for another instance: events are kept, and their texts beside them, of which they say where they begin among all. They are taken in there. */

/** No record that is an event is shorter, with what belongs between two. */
const LEAST_EVENT_BYTES: u32 = 64
const KEPT_EVENTS: u32 = INPUT_BYTES / LEAST_EVENT_BYTES
/** The texts are parts of the input, none of which is in two of them; around them there must be room for looking at whole vectors. */
const TEXT_ROOM: u32 = 64

let kept: u32 = 0
let keptLength: u32 = 0
let keptTexts: u32 = 0
let keptTextLength: u32 = 0

/** Where kept events stand; 0 when the browser has no more memory. */
export function keptStart(): u32 {
  if (kept !== 0) return kept
  const eventRoom = rounded(KEPT_EVENTS * EVENT_BYTES)
  const room = allocate(eventRoom + INPUT_BYTES + 2 * TEXT_ROOM)
  if (room === 0) return 0
  keptTexts = room + u32(eventRoom) + TEXT_ROOM
  kept = room
  return kept
}
/** Where their texts stand, once {@link keptStart} has been asked, and how many bytes those are. */
export function keptTextStart(): u32 {
  return keptTexts
}
export function keptTextBytes(): u32 {
  return keptTextLength
}
export function eventBytes(): u32 {
  return EVENT_BYTES
}
/** How many events are kept. */
export function eventsKept(): u32 {
  return keptLength
}
/** Lets go of what is kept. What will be is for an instance whose hashes begin with `seed`. */
export function keepNone(seed: u32): void {
  setSeed(seed)
  keptLength = 0
  keptTextLength = 0
}

/** As {@link readRecords}, but the events are kept behind those that are: none is taken in. There must be room for them ({@link keptStart}). */
export function keepRecords(from: u32, to: u32, line: u32, place: f64, commasBetween: u32, inArray: bool, ownLines: bool): u32 {
  recordsRead = 0
  if (keptLength === KEPT_EVENTS) return from
  enterIntoBlock(kept, KEPT_EVENTS, keptLength)
  return keepEntered(readRun(from, to, line, place, commasBetween, inArray, ownLines, true))
}

/** As {@link readRows}, in the same way. */
export function keepRows(from: u32, line: u32, place: f64, delimiter: u32, columns: u32, onlyAscii: bool): u32 {
  recordsRead = 0
  if (keptLength === KEPT_EVENTS) return from
  enterIntoBlock(kept, KEPT_EVENTS, keptLength)
  return keepEntered(readRowRun(from, line, place, delimiter, columns, onlyAscii, true))
}

function keepEntered(at: u32): u32 {
  hashTexts(keptLength)
  keptTextLength = moveTexts(keptLength, keptTexts, keptTextLength)
  keptLength = entered()
  return at
}

/** Takes in kept events from `first` on, which were kept as if on line 0 and stand behind `lines`. How many were taken in: fewer when there is no more memory. */
export function takeKept(first: u32, count: u32, lines: u32): u32 {
  for (let done: u32 = 0; done < count; done += BATCH) {
    const events = min(BATCH, count - done)
    enterIntoBlock(kept + (first + done) * EVENT_BYTES, events, events)
    placeTexts(keptTexts)
    if (!commitHashed(INPUT_BYTES, lines)) return done
  }
  return count
}

/** Whether behind a record, on its line, stands what may stand there, and something does. */
function isSeparated(recordEnd: u32, inArray: bool): bool {
  let at = recordEnd
  let byte: u32 = load<u8>(at)
  // In an array a comma separates; elsewhere it is superfluous, and what follows it on the line must be a record all the same.
  while (byte === 0x20 || byte === 0x09 || (byte === 0x2c && !inArray)) byte = load<u8>(++at)
  if (at - recordEnd >= TRAILING_BYTES) return false
  return byte === 0x0a || byte === 0x2c || byte === 0x0d || byte === 0x7b || byte === 0x5b || (inArray && byte === 0x5d)
}

/* The way in for events that were read elsewhere. Each makes room first; 0xffffffff when the browser has no more memory. */

export function internCustomer(start: u32, length: u32): u32 {
  return customers.reserve(1, length) ? customers.intern(start, length, hashBytes(start, length)) : 0xffffffff
}
export function internKey(start: u32, length: u32): u32 {
  return reserveKeys(1, length) ? internKeyHashed(start, length, hashBytes(start, length)) : 0xffffffff
}
export function internName(start: u32, length: u32): u32 {
  return names.reserve(1, length) ? names.intern(start, length, hashBytes(start, length)) : 0xffffffff
}
export function internRecord(lastName: u32, city: u32, state: u32): u32 {
  return records.reserve(1) ? records.intern(lastName, city, state) : 0xffffffff
}
/** A block for texts that are longer than the input; 0 when the browser has no more memory. */
export function allocateText(bytes: u32): u32 {
  return allocate((u64(bytes) + 95) & ~63)
}

export function accept(
  kind: u32,
  customer: u32,
  key: u32,
  time: f64,
  detail: u32,
  units: f64,
  currency: u32,
  place: f64,
  line: u32,
  times: u32,
): bool {
  if (!reserve(1, 0)) return false
  const hash = hashIdentity(kind, customer, key, time, identityValue(kind, detail, units), currency)
  acceptEvent(kind, customer, key, time, detail, units, currency, place, line, times, hash)
  return true
}

/* Where the columns are, in the order of the fields of ltv/dataset.ts; see memory-columns.ts for who reads this. */
const layout = memory.data(64 * 4, 8)

export function describe(): u32 {
  let at: u32 = 0
  at = describeTexts(at, customers.texts)
  at = describeTexts(at, keys.texts)
  at = describeTexts(at, names.texts)
  at = put(at, records.lastName)
  at = put(at, records.city)
  at = put(at, records.state)
  at = put(at, records.capacity)
  at = put(at, records.length)
  at = put(at, rows.kind)
  at = put(at, rows.customer)
  at = put(at, rows.key)
  at = put(at, rows.time)
  at = put(at, rows.detail)
  at = put(at, rows.place)
  at = put(at, rows.line)
  at = put(at, rows.times)
  at = put(at, rows.capacity)
  at = put(at, rows.length)
  at = put(at, rows.amountUnits)
  at = put(at, rows.amountCurrency)
  at = put(at, rows.amountCapacity)
  at = put(at, rows.amounts)
  at = put(at, orders.standing)
  at = put(at, orders.earliest)
  at = put(at, orders.hasOriginal)
  at = put(at, orders.capacity)
  at = put(at, orders.length)
  put(at, u32(acceptedByKind))
  return u32(layout)
}

function describeTexts(at: u32, texts: Texts): u32 {
  at = put(at, texts.bytes)
  at = put(at, texts.bytesCapacity)
  at = put(at, texts.starts)
  at = put(at, texts.startsCapacity)
  return put(at, texts.count)
}

function put(at: u32, value: u32): u32 {
  store<u32>(layout + (at << 2), value)
  return at + 1
}
