import { packPlace } from '../base/places.ts'
import type { Fault, Place } from '../base/rejects.ts'
import { COLON } from '../intake/ascii.ts'
import type { DirectReceiver, DirectRun, RowForm, RowRun } from '../intake/record-reader.ts'
import { Dataset } from '../ltv/dataset.ts'
import type { EventIdentity } from '../ltv/event-rows.ts'
import type { EventTarget } from '../ltv/ingest.ts'
import { columnsOf } from './memory-columns.ts'
import { type KernelProgram, lastRun, numberIn, OutOfMemory, putInput, startProgram, tellColumns } from './program.ts'
import { type RecordHabit, type RecordsAhead, type RecordsWanted, type RunAhead, sameForm } from './records-ahead.ts'

/** What the program gives in the place of a number when it has no more memory. */
const NO_MEMORY = 0xffffffff

/** Of the beginning of a record, what is looked at for the colon behind its first key. */
const OPENER_BYTES = 256

/**
 * A data set under construction whose tables stand in the linear memory of a WebAssembly program, into which the program reads plain records by itself;
 * all others come through {@link ingest} with this as the target. It says the same as a {@link Dataset} that was given the same events, row for row.
 */
export class KernelDataset implements EventTarget, DirectReceiver {
  /** Holds the texts, notes and rejects; its tables stay empty. */
  readonly frame = new Dataset()
  readonly customers = { intern: (text: string) => this.#intern(text, (start, length) => this.#program.internCustomer(start, length)) }
  readonly keys = { intern: (text: string) => this.#intern(text, (start, length) => this.#program.internKey(start, length)) }
  readonly names = { intern: (text: string) => this.#intern(text, (start, length) => this.#program.internName(start, length)) }
  readonly records = {
    intern: (lastName: number, city: number, state: number) => checked(this.#program.internRecord(lastName, city, state)),
  }
  readonly chunkBytes: number
  /** How the records of the text stand, once some have been taken in; null before. */
  habit: RecordHabit | null = null
  readonly #program: KernelProgram
  readonly #seed: number
  readonly #input: number
  readonly #encoder = new TextEncoder()
  #memory: Uint8Array<ArrayBuffer>
  /** The loaded chunk, its offset in the text, and whether it stands where the program reads: where all of it was read ahead, it need not. */
  #chunk: Uint8Array = new Uint8Array(0)
  #offset = 0
  #isInput = false
  /** For texts that come as strings: a block of its own, because the input holds the chunk that is being read. */
  #scratch = 0
  #scratchBytes = 0
  #file = -1
  /** The form of rows that the program has been told of. */
  #form: RowForm | null = null
  /** What was read ahead: of the next chunk, and of the loaded one, of which the runs from number {@link #nextRun} on are still to come. */
  #expected: RecordsAhead | null = null
  #ahead: RecordsAhead | null = null
  #nextRun = 0

  /** `bytes` are those of the program; hashes begin with `seed`, of 32 bits. @throws when WebAssembly is not to be had */
  constructor(bytes: Uint8Array<ArrayBuffer>, seed: number) {
    const program = startProgram(bytes, seed)
    this.#program = program
    this.#seed = seed
    this.#input = program.inputStart() >>> 0
    this.chunkBytes = program.inputBytes()
    this.#memory = new Uint8Array(program.memory.buffer)
  }

  get texts(): EventTarget['texts'] {
    return this.frame.texts
  }

  /** Number of the text that is being read, for the places of records. */
  get file(): number {
    return this.#file
  }
  set file(file: number) {
    this.#file = file
    this.habit = null
  }

  /** What may be found ahead in the text that is being read; null as long as it is not known how its records stand. */
  get wanted(): RecordsWanted | null {
    const { file, habit } = this
    return habit === null ? null : { file, habit, seed: this.#seed }
  }

  /** The records of what will be loaded next have been read ahead, or have not. */
  expect(records: RecordsAhead | null): void {
    this.#expected = records
  }

  /** How much there is to read in all, as a multiple of what has been read: tables then grow to the right size at once. */
  expectWhole(ratio: number): void {
    this.#program.expectWhole(ratio)
  }

  load(chunk: Uint8Array, offset: number): void {
    this.#chunk = chunk
    this.#isInput = false
    this.#offset = offset
    const expected = this.#expected
    this.#expected = null
    this.#nextRun = 0
    const isOfChunk = expected?.offset === offset && expected.length === chunk.length
    // With other hashes what is the same would not be found.
    this.#ahead = isOfChunk && expected.wanted.seed === this.#seed ? expected : null
    if (this.#ahead === null) return
    const kept = this.#program.keptStart() >>> 0
    if (kept === 0) {
      this.#ahead = null
      return
    }
    const { events, textBytes } = this.#ahead
    this.#view().set(events.subarray(0, events.length - textBytes), kept)
    this.#view().set(events.subarray(events.length - textBytes), this.#program.keptTextStart() >>> 0)
  }

  take(from: number, line: number, inArray: boolean, ownLines: boolean): DirectRun {
    const program = this.#program
    const found = this.#ahead?.wanted.habit
    const ahead = found?.kind === 'json' && found.inArray === inArray && found.ownLines === ownLines ? this.#runAhead(from) : null
    if (ahead !== null) return this.#takeAhead(ahead, line)
    const shift = this.#input - this.#offset
    const to = this.#input + this.#chunk.length
    const place = packPlace(this.file, from)
    this.#putInput()
    const at = program.readRecords(from + shift, to, line, place, inArray ? 1 : 0, inArray ? 1 : 0, ownLines ? 1 : 0) >>> 0
    const run = lastRun(program, at, -shift)
    const text = this.frame.texts[this.file]
    if (text !== undefined) text.accepted += run.records
    if (numberIn(program.isOutOfMemory) !== 0) throw new OutOfMemory(run.records)
    if (run.records > 0) this.#noteHabit(from + shift, inArray, ownLines)
    return run
  }

  takeRows(from: number, line: number, form: RowForm): RowRun {
    const program = this.#program
    const { delimiter, columns, onlyAscii } = form
    if (this.#form !== form && !tellColumns(program, this.#view(), form)) return { records: 0, at: from }
    this.#form = form
    const found = this.#ahead?.wanted.habit
    const ahead = found?.kind === 'rows' && sameForm(found.form, form) ? this.#runAhead(from) : null
    if (ahead !== null) return this.#takeAhead(ahead, line)
    const shift = this.#input - this.#offset
    const place = packPlace(this.file, from)
    this.#putInput()
    const at = program.readRows(from + shift, line, place, delimiter, columns.length, onlyAscii ? 1 : 0) >>> 0
    const records = numberIn(program.recordsRead)
    const text = this.frame.texts[this.file]
    if (text !== undefined) text.accepted += records
    if (numberIn(program.isOutOfMemory) !== 0) throw new OutOfMemory(records)
    if (records > 0 && !(this.habit?.kind === 'rows' && this.habit.form === form)) this.habit = { kind: 'rows', form }
    return { records, at: at - shift }
  }

  #putInput(): void {
    if (this.#isInput) return
    putInput(this.#view(), this.#input, this.#chunk)
    this.#isInput = true
  }

  /** The run that was read ahead from here on; null when there is none. */
  #runAhead(from: number): RunAhead | null {
    const runs = this.#ahead?.runs ?? []
    let run = runs[this.#nextRun]
    while (run !== undefined && run.from < from) {
      this.#nextRun++
      run = runs[this.#nextRun]
    }
    return run?.from === from ? run : null
  }

  #takeAhead(run: RunAhead, line: number): DirectRun {
    const taken = this.#program.takeKept(run.firstEvent, run.records, line) >>> 0
    const text = this.frame.texts[this.file]
    if (text !== undefined) text.accepted += taken
    if (taken < run.records) throw new OutOfMemory(taken)
    return run
  }

  #noteHabit(start: number, inArray: boolean, ownLines: boolean): void {
    const { habit } = this
    if (habit?.kind === 'json' && habit.inArray === inArray && habit.ownLines === ownLines) return
    const beginning = this.#view().slice(start, start + OPENER_BYTES)
    this.habit = { kind: 'json', inArray, ownLines, opener: beginning.slice(0, beginning.indexOf(COLON) + 1) }
  }

  accept(event: EventIdentity, place: number, line: number, times: number): void {
    const { kind, customer, key, time, detail, units, currency } = event
    if (!this.#program.accept(kind, customer, key, time, detail, units, currency, place, line, times)) throw new OutOfMemory()
  }

  reject(fault: Fault, place: Place, raw: () => string): void {
    this.frame.reject(fault, place, raw)
  }

  /** The data set as it stands. Its columns are those of the program: they hold until it takes in more. Cost: constant, beside the rejects. */
  dataset(): Dataset {
    const { texts, notes, rejects } = this.frame
    return new Dataset({ ...columnsOf(this.#program), texts, notes, rejects: rejects.pack() })
  }

  #intern(text: string, enter: (start: number, length: number) => number): number {
    const needed = text.length * 3
    if (needed > this.#scratchBytes) {
      const bytes = Math.max(4_096, 2 * needed)
      this.#scratch = this.#program.allocateText(bytes) >>> 0
      if (this.#scratch === 0) throw new OutOfMemory()
      this.#scratchBytes = bytes
    }
    const target = this.#view().subarray(this.#scratch, this.#scratch + this.#scratchBytes)
    return checked(enter(this.#scratch, this.#encoder.encodeInto(text, target).written))
  }

  /** Linear memory, which is another object after it has grown. */
  #view(): Uint8Array<ArrayBuffer> {
    if (this.#memory.buffer !== this.#program.memory.buffer) this.#memory = new Uint8Array(this.#program.memory.buffer)
    return this.#memory
  }
}

/** A fresh kernel from the bytes of its program, or null where there is no WebAssembly with SIMD (some browsers lock it away) or no memory for it. */
export function startKernel(bytes: Uint8Array<ArrayBuffer>, seed: number): KernelDataset | null {
  try {
    return new KernelDataset(bytes, seed)
  } catch {
    // Everything can be read without it, with the same results, only slower.
    return null
  }
}

function checked(number: number): number {
  if (number >>> 0 === NO_MEMORY) throw new OutOfMemory()
  return number >>> 0
}
