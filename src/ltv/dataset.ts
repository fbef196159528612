import type { NoteCode } from '../base/notes.ts'
import { FILE_LIMIT } from '../base/places.ts'
import { type PackedRejects, RejectList } from '../base/reject-list.ts'
import type { Fault, Place } from '../base/rejects.ts'
import { TextTable, type TextTableParts } from '../base/text-table.ts'
import { CustomerRecords, type CustomerRecordsParts } from './customer-records.ts'
import { EVENT_KINDS, IMAGE, isOrder } from './event-kinds.ts'
import { type EventIdentity, EventRows, type EventRowsParts } from './event-rows.ts'
import { Orders, type OrdersParts } from './orders.ts'
import type { WeekRows } from './week-rows.ts'

/** A text that was read into a data set: a plain file, or a member of an archive. */
export interface TextSource {
  /** “export/2025/events.json”, “archive.zip/member.json”. */
  readonly path: string
  /** For example “JSON array”, “NDJSON, gzip”. */
  readonly format: string
  /** Why it was recognised as that. */
  readonly reason: string
  /** Size in bytes, as far as it is known. */
  bytes: number
  accepted: number
  rejected: number
  /** How often the reader had to make a note, by what it was about. */
  readonly notes: Map<NoteCode, number>
}

/**
 * The data set D: all accepted events as rows of typed columns (no object per event), what is known of orders and customers,
 * the counts, and the rejects. What it says never depends on the order in which events come, or on how often.
 *
 * Costs about 60 bytes an event and the bytes of its distinct ids. Filled by `ingest`; its columns are read by the queries of this room.
 */
export class Dataset {
  readonly customers: TextTable
  readonly keys: TextTable
  /** Names, places and cameras. Text 0 is the blank. */
  readonly names: TextTable
  readonly records: CustomerRecords
  readonly rows: EventRows
  readonly orders: Orders
  readonly texts: TextSource[]
  /** As {@link TextSource.notes}, of what happened before a text began. */
  readonly notes: Map<NoteCode, number>
  readonly rejects: RejectList
  /** Accepted events, repeats included, by kind. */
  readonly acceptedByKind: Float64Array<ArrayBuffer>
  /** There when the data set is made of weeks: then it has no events, and answers what weeks can tell. */
  readonly weeks: WeekRows | null
  /** Changes whenever a query might answer differently. */
  revision = 0

  constructor(parts?: DatasetParts, weeks: WeekRows | null = null) {
    this.weeks = weeks
    this.customers = new TextTable(parts?.customers)
    this.keys = new TextTable(parts?.keys)
    this.names = new TextTable(parts?.names)
    this.records = new CustomerRecords(parts?.records)
    this.rows = new EventRows(parts?.rows)
    this.orders = new Orders(this.rows, parts?.orders)
    this.texts = parts === undefined ? [] : parts.texts.map(text => ({ ...text, notes: new Map(text.notes) }))
    this.notes = new Map(parts?.notes)
    this.rejects = parts === undefined ? new RejectList() : RejectList.unpack(parts.rejects)
    this.acceptedByKind = parts?.acceptedByKind ?? new Float64Array(EVENT_KINDS.length)
    if (this.names.length === 0) this.names.intern('')
  }

  get accepted(): number {
    return this.acceptedByKind.reduce((sum, count) => sum + count, 0)
  }

  /** Exact repeats of accepted events. */
  get duplicates(): number {
    return this.accepted - this.rows.length
  }

  /** Takes in an accepted event that was read `times` times; its texts have been interned here. */
  accept(event: EventIdentity, place: number, line: number, times: number): void {
    this.revision += 1
    const { rows } = this
    const before = rows.length
    const row = rows.add(event, place, line, times)
    this.acceptedByKind[event.kind] = (this.acceptedByKind[event.kind] ?? 0) + times
    if (rows.length > before) {
      if (isOrder(event.kind)) this.orders.addVersion(row)
    } else if (event.kind === IMAGE && this.names.compare(event.detail, rows.detail[row] ?? 0) > 0) {
      // The camera is not part of what an image is; of several the larger text stands, so that the order of reading does not show.
      rows.detail[row] = event.detail
    }
  }

  /** Counts and keeps a record that is left out. `raw` is only called when its text is kept. */
  reject(fault: Fault, place: Place, raw: () => string): void {
    this.revision += 1
    this.rejects.add(fault, place, raw)
    const text = this.texts[place.file]
    if (text !== undefined) text.rejected += 1
  }
}

/** An empty data set. */
export function createDataset(): Dataset {
  return new Dataset()
}

/** A data set of what customers did by week, in the place of events. It shares the storage of both, and is not to be changed. */
export function datasetOfWeeks(customers: TextTableParts, weeks: WeekRows): Dataset {
  const empty = new Dataset()
  const { keys, names, records, rows, orders, acceptedByKind, texts, notes, rejects } = empty
  const none = {
    keys: keys.parts(),
    names: names.parts(),
    records: records.parts(),
    rows: rows.parts(),
    orders: orders.parts(),
    acceptedByKind,
    texts,
    notes,
    rejects: rejects.pack(),
  }
  return new Dataset({ ...none, customers }, weeks)
}

/**
 * Enters a text that is about to be read.
 *
 * @returns its number, for the `file` of places. Throws RangeError beyond 131,071 texts.
 */
export function addText(
  dataset: Dataset,
  text: { readonly path: string; readonly format: string; readonly reason: string; readonly bytes?: number },
): number {
  if (dataset.texts.length >= FILE_LIMIT) throw new RangeError(`A data set holds at most ${FILE_LIMIT} files`)
  dataset.revision += 1
  const { path, format, reason, bytes = 0 } = text
  return dataset.texts.push({ path, format, reason, bytes, accepted: 0, rejected: 0, notes: new Map() }) - 1
}

/** Sets the size of a text, which is often known only after it was read. */
export function setTextBytes(dataset: Dataset, file: number, bytes: number): void {
  textAt(dataset, file).bytes = bytes
  dataset.revision += 1
}

/** Adds to what is to be said about a text as a whole (about none in particular when `file` is −1); counts of the same code add up. */
export function addNote(dataset: Dataset, file: number, code: NoteCode, count: number): void {
  const { notes } = file < 0 ? dataset : textAt(dataset, file)
  dataset.revision += 1
  notes.set(code, (notes.get(code) ?? 0) + count)
}

function textAt(dataset: Dataset, file: number): TextSource {
  const text = dataset.texts[file]
  if (text === undefined) throw new RangeError(`The data set has no file ${file} (it has ${dataset.texts.length})`)
  return text
}

/** All storage of a data set. */
export interface DatasetParts {
  readonly customers: TextTableParts
  readonly keys: TextTableParts
  readonly names: TextTableParts
  readonly records: CustomerRecordsParts
  readonly rows: EventRowsParts
  readonly orders: OrdersParts
  readonly acceptedByKind: Float64Array<ArrayBuffer>
  readonly texts: readonly TextSource[]
  readonly notes: ReadonlyMap<NoteCode, number>
  readonly rejects: PackedRejects
}

/** A data set in a form that can be sent to another thread; made by `pack`, opened by `unpack`. */
export interface PackedDataset {
  /** To be listed as transferred: then nothing is copied. */
  readonly buffers: readonly ArrayBuffer[]
  readonly parts: DatasetParts
}
