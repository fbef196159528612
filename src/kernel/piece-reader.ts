import { packPlace } from '../base/places.ts'
import { COMMA, LINE_FEED, OPEN_BRACE, SPACE, TAB } from '../intake/ascii.ts'
import { type KernelProgram, lastRun, numberIn, putInput, startProgram, tellColumns } from './program.ts'
import type { JsonHabit, RecordsAhead, RecordsWanted, RowHabit, RunAhead } from './records-ahead.ts'

/**
 * Reads pieces of a text for another thread, in which a `KernelDataset` takes them in. It does not know what stands in front of a piece, so it guesses where
 * records begin: a wrong guess costs time only, as whatever was read from there is not asked for.
 */
export class PieceReader {
  readonly #program: KernelProgram
  readonly #input: number
  readonly #kept: number
  readonly #texts: number

  /** `bytes` are those of the program. @throws when WebAssembly or memory is not to be had */
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#program = startProgram(bytes, 0)
    this.#input = this.#program.inputStart() >>> 0
    this.#kept = this.#program.keptStart() >>> 0
    if (this.#kept === 0) throw new RangeError('no memory')
    this.#texts = this.#program.keptTextStart() >>> 0
  }

  /**
   * All runs of plain records that are found in a piece of a text. The events are put into `buffer`, or into a new one where it is too short.
   * Cost: about 2 ms a MiB.
   */
  read(piece: Uint8Array, offset: number, wanted: RecordsWanted, buffer: ArrayBuffer | null): RecordsAhead {
    const { file, habit, seed } = wanted
    const program = this.#program
    const memory = new Uint8Array(program.memory.buffer)
    putInput(memory, this.#input, piece)
    program.keepNone(seed)
    const keeper = { program, input: this.#input, offset, file }
    const runs = habit.kind === 'json' ? recordsOf(piece, keeper, habit) : rowsOf(piece, keeper, habit, memory)
    const [eventBytes, textBytes] = [program.eventsKept() * program.eventBytes(), program.keptTextBytes() >>> 0]
    const used = eventBytes + textBytes
    const events = new Uint8Array(buffer !== null && buffer.byteLength >= used ? buffer : new ArrayBuffer(used + used / 4), 0, used)
    events.set(memory.subarray(this.#kept, this.#kept + eventBytes))
    events.set(memory.subarray(this.#texts, this.#texts + textBytes), eventBytes)
    return { offset, length: piece.length, wanted, runs, events, textBytes }
  }
}

/** What keeps the events of a piece: where the piece begins in its memory and in the text. */
interface Keeper {
  readonly program: KernelProgram
  readonly input: number
  readonly offset: number
  readonly file: number
}

function recordsOf(piece: Uint8Array, { program, input, offset, file }: Keeper, habit: JsonHabit): RunAhead[] {
  const { inArray, ownLines } = habit
  const runs: RunAhead[] = []
  const lastLineEnd = piece.lastIndexOf(LINE_FEED)
  for (let from = firstStart(piece, lastLineEnd, habit); from >= 0; ) {
    const firstEvent = program.eventsKept()
    const place = packPlace(file, offset + from)
    const end = input + piece.length
    const at = program.keepRecords(input + from, end, 0, place, inArray ? 1 : 0, inArray ? 1 : 0, ownLines ? 1 : 0) >>> 0
    const run = lastRun(program, at, offset - input)
    if (run.records > 0) runs.push({ from: offset + from, firstEvent, ...run })
    from = nextStart(piece, Math.max(at - input, from) + 1, lastLineEnd, habit)
  }
  return runs
}

/** A piece begins with a row, and behind one that is not plain the next begins behind the next line break, unless that stands in quotes. */
function rowsOf(piece: Uint8Array, { program, input, offset, file }: Keeper, { form }: RowHabit, memory: Uint8Array): RunAhead[] {
  const runs: RunAhead[] = []
  if (!tellColumns(program, memory, form)) return runs
  const { delimiter, columns, onlyAscii } = form
  for (let from = 0; from < piece.length; ) {
    const firstEvent = program.eventsKept()
    const place = packPlace(file, offset + from)
    const at = (program.keepRows(input + from, 0, place, delimiter, columns.length, onlyAscii ? 1 : 0) >>> 0) - input
    const records = numberIn(program.recordsRead)
    const run = { from: offset + from, firstEvent, records, at: offset + at, lineBreaks: records, lineStart: offset + at }
    if (records > 0) runs.push({ ...run, commas: 0, forgivenCommas: 0 })
    const lineEnd = piece.indexOf(LINE_FEED, at)
    if (lineEnd < 0) break
    from = lineEnd + 1
  }
  return runs
}

/** One that is ready to read, or null where there is no WebAssembly with SIMD or no memory for it. */
export function startPieceReader(bytes: Uint8Array<ArrayBuffer>): PieceReader | null {
  try {
    return new PieceReader(bytes)
  } catch {
    // Whoever would have been helped reads by itself.
    return null
  }
}

/** Where the first record of a piece may begin; −1 when that is nowhere. The piece itself may begin with one. */
function firstStart(piece: Uint8Array, lastLineEnd: number, habit: JsonHabit): number {
  return piece[0] === OPEN_BRACE ? 0 : nextStart(piece, 0, lastLineEnd, habit)
}

/** Where a record may begin, at `from` or behind it; −1 when that is nowhere. `lastLineEnd` is the last line feed of the piece, or −1. */
function nextStart(piece: Uint8Array, from: number, lastLineEnd: number, habit: JsonHabit): number {
  // Behind the last one no line feed is looked for: a million broken records would each look through all that follows.
  if (from > lastLineEnd) return findOpener(piece, from, habit.opener)
  for (let lineEnd = piece.indexOf(LINE_FEED, from); lineEnd >= 0; lineEnd = piece.indexOf(LINE_FEED, lineEnd + 1)) {
    let at = lineEnd + 1
    while (piece[at] === SPACE || piece[at] === TAB || piece[at] === COMMA) at++
    if (piece[at] === OPEN_BRACE) return at
  }
  return -1
}

function findOpener(piece: Uint8Array, from: number, opener: Uint8Array): number {
  for (let at = piece.indexOf(OPEN_BRACE, from); at >= 0; at = piece.indexOf(OPEN_BRACE, at + 1)) {
    if (opener.every((byte, index) => piece[at + index] === byte)) return at
  }
  return -1
}
