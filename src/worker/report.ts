import type { NoteCode } from '../base/notes.ts'
import type { Problem } from '../base/problems.ts'
import type { Fault, Place } from '../base/rejects.ts'
import type { TableChoices } from '../clv/table-choices.ts'
import type { TableLayout, TableText } from '../intake/reading.ts'
import type { RowReceiver } from '../intake/record-reader.ts'
import type { KernelDataset } from '../kernel/kernel-dataset.ts'
import type { Definition } from '../ltv/definition.ts'
import type { Data } from './data.ts'
import type { SoFarRow } from './protocol.ts'

/**
 * One kind of files that can be read: how they are recognised, and what their records are taken into. A new kind is a file like event-report.ts and
 * a line in the list of reports.ts.
 */
export interface Report {
  /** Whether JSON goes here. It does so for one report: records do not tell what they are of before they are read. */
  readonly readsJson: boolean
  /** By which tables it is recognised. No two reports have a layout in common. */
  layouts(choices: TableChoices): readonly TableLayout[]
  /** Begins a data set that records are taken into. */
  begin(surroundings: Surroundings): ReportTarget
}

/** What a target may make use of. */
export interface Surroundings {
  readonly choices: TableChoices
  /** Takes plain records of events by itself; null where there is none. */
  readonly kernel: KernelDataset | null
}

/** A text that is about to be read. */
export interface TextFound {
  readonly path: string
  readonly format: string
  readonly reason: string
  /** 0 where it is not known, as of a member of an archive. */
  readonly bytes: number
}

/** Takes the records of one kind of files, in the order of the files. Places have the number that {@link text} gave. */
export interface ReportTarget {
  /** A text begins; gives its number. `table` is null for JSON. */
  text(text: TextFound, table: TableText | null): number
  /** Takes a record, or leaves it out and says why. */
  take(value: unknown, place: Place, raw: () => string): Fault | null
  /** A record that is broken as such is left out. */
  reject(fault: Fault, place: Place, raw: string): void
  note(file: number, code: NoteCode, count: number): void
  /** Takes plain rows of the text at hand from the bytes; there where a layout `takesRows`. */
  readonly rows?: RowReceiver
  /** All the files are about `factor` times as large as what has been read: room can be made. */
  expectWhole?(factor: number): void
  /** The best rows of what has been read so far; null where nothing can be said before all is there. */
  soFar(rows: number, definition: Definition): readonly SoFarRow[] | null
  /** What was read, or why that is no data. Nothing is read after it. */
  finish(): Data | Refusal
}

/** Why files that could be read are no data. Never empty. */
export interface Refusal {
  readonly problems: readonly Problem[]
}
