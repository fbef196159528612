import type { NoteCode } from '../base/notes.ts'
import type { Fault, Place } from '../base/rejects.ts'
import type { TableLayout } from '../intake/reading.ts'
import type { RowReceiver } from '../intake/record-reader.ts'
import { ingestRollupRow, ROLLUP_OPTIONAL, ROLLUP_REQUIRED, Rollup, RollupLines } from '../rollup/index.ts'
import { CustomerData } from './customer-data.ts'
import type { Report, ReportTarget, TextFound } from './report.ts'
import { datasetOfRollup } from './rollup-as-weeks.ts'

const ROLLUP_TABLE: TableLayout = {
  name: 'weeks of customers',
  required: ROLLUP_REQUIRED,
  optional: ROLLUP_OPTIONAL,
  takesRows: true,
}

/** What customers did by week, added up by some other engine. */
export const ROLLUP_REPORT: Report = {
  readsJson: false,
  layouts: () => [ROLLUP_TABLE],
  begin: () => new WeeksTaken(),
}

class WeeksTaken implements ReportTarget {
  readonly #rollup = new Rollup()
  readonly #lines = new RollupLines(this.#rollup)
  #file = 0
  readonly rows: RowReceiver = {
    chunkBytes: Number.POSITIVE_INFINITY,
    load: (chunk, offset) => this.#lines.load(chunk, offset),
    takeRows: (from, line, form) => this.#lines.takeRows(this.#file, from, line, form),
  }

  text(text: TextFound): number {
    this.#file = this.#rollup.addText(text)
    return this.#file
  }

  take(value: unknown, place: Place, raw: () => string): Fault | null {
    return ingestRollupRow(value, this.#rollup, place, raw)
  }

  reject(fault: Fault, place: Place, raw: string): void {
    this.#rollup.reject(fault, place, () => raw)
  }

  note(file: number, code: NoteCode, count: number): void {
    this.#rollup.note(file, code, count)
  }

  expectWhole(factor: number): void {
    this.#rollup.rows.expectWhole(factor)
  }

  /** Which rows count is only known when all are there. */
  soFar(): null {
    return null
  }

  finish(): CustomerData {
    return new CustomerData(datasetOfRollup(this.#rollup), null, this.#rollup)
  }
}
