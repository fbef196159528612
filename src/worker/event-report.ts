import { EVENT_FIELDS } from '../base/event-fields.ts'
import type { NoteCode } from '../base/notes.ts'
import type { Fault, Place } from '../base/rejects.ts'
import type { TableLayout } from '../intake/reading.ts'
import type { KernelDataset } from '../kernel/kernel-dataset.ts'
import { addNote, addText, createDataset, type Dataset, type Definition, ingest, rejectRecord, topSoFar } from '../ltv/index.ts'
import type { EventTarget } from '../ltv/ingest.ts'
import { CustomerData } from './customer-data.ts'
import type { SoFarRow } from './protocol.ts'
import type { Report, ReportTarget, TextFound } from './report.ts'

const [type, verb, key, time, ...others] = EVENT_FIELDS

/** By which columns a table of events is recognised; the optional ones are those that some type of event reads. */
export const EVENTS_TABLE: TableLayout = { name: 'events', required: [type, verb, key, time], optional: [...others, 'tags'] }

/** Customer events, in JSON or as a table. */
export const EVENT_REPORT: Report = {
  readsJson: true,
  layouts: () => [EVENTS_TABLE],
  begin: ({ kernel }) => new EventsTaken(kernel),
}

class EventsTaken implements ReportTarget {
  readonly #kernel: KernelDataset | null
  /** Where texts, notes and rejects are kept. */
  readonly #frame: Dataset
  /** What records are taken into. */
  readonly #target: EventTarget

  constructor(kernel: KernelDataset | null) {
    this.#kernel = kernel
    this.#frame = kernel?.frame ?? createDataset()
    this.#target = kernel ?? this.#frame
  }

  text({ path, format, reason, bytes }: TextFound): number {
    const file = addText(this.#frame, { path, format, reason, bytes })
    if (this.#kernel !== null) this.#kernel.file = file
    return file
  }

  take(value: unknown, place: Place, raw: () => string): Fault | null {
    return ingest(value, this.#target, place, raw)
  }

  reject(fault: Fault, place: Place, raw: string): void {
    rejectRecord(this.#target, fault, place, raw)
  }

  note(file: number, code: NoteCode, count: number): void {
    addNote(this.#frame, file, code, count)
  }

  soFar(rows: number, definition: Definition): readonly SoFarRow[] {
    return topSoFar(this.#dataset(), rows, definition)
  }

  finish(): CustomerData {
    return new CustomerData(this.#dataset(), null)
  }

  /** What has been read so far; holds until more is read. */
  #dataset(): Dataset {
    return this.#kernel?.dataset() ?? this.#frame
  }
}
