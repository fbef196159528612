import type { NoteCode } from '../base/notes.ts'
import type { ProblemCode, TableSample } from '../base/problems.ts'
import type { Fault } from '../base/rejects.ts'
import type { UnpackingReport } from './containers/container.ts'
import type { RecordReceiver } from './reading.ts'
import type { DirectReceiver, RowReceiver, TextReport } from './record-reader.ts'

/** What is told about one text, by whoever unpacks it and whoever reads it, brought together for the receiver. */
export class TextSession implements TextReport, UnpackingReport {
  private readonly path: string
  private readonly receiver: RecordReceiver
  private early = false
  private damage: { readonly message: string; readonly wayOut: string } | null = null
  private floats = false

  constructor(path: string, receiver: RecordReceiver) {
    this.path = path
    this.receiver = receiver
  }

  get direct(): DirectReceiver | undefined {
    return this.receiver.direct
  }

  get rows(): RowReceiver | undefined {
    return this.receiver.rows
  }

  record(value: unknown, line: number, byte: number, raw: () => string): void {
    this.receiver.record(value, line, byte, raw)
  }

  broken(fault: Fault, line: number, byte: number, raw: string): void {
    this.receiver.broken(fault, line, byte, raw)
  }

  note(code: NoteCode, count: number): void {
    this.receiver.note(code, count)
  }

  problem(code: ProblemCode, message: string, wayOut: string, table?: TableSample): void {
    this.receiver.problem({ code, file: this.path, message, wayOut, ...(table && { table }) })
  }

  progress(bytes: number): void {
    this.receiver.progress(bytes)
  }

  endsEarly(): void {
    this.early = true
  }

  damaged(message: string, wayOut = 'What was read before that place is used; fetch the file again for the rest.'): void {
    this.damage = { message, wayOut }
  }

  floatingPoint(): void {
    this.floats = true
  }

  /** The text is over; tells what could only be told of an announced text. `announced` is false when it was not recognised. */
  finish(announced: boolean): void {
    if (this.early && announced) this.receiver.note('ends-early', 1)
    if (this.floats && announced) this.receiver.note('floating-point', 1)
    if (this.damage !== null) this.problem('damaged', this.damage.message, this.damage.wayOut)
  }

  /** The packed data gave nothing at all because it is cut or damaged. */
  get isBroken(): boolean {
    return this.early || this.damage !== null
  }
}
