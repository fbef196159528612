import { CURRENCY_CODES, currencyNumber } from '../base/currencies.ts'
import { EVENT_FIELDS } from '../base/event-fields.ts'
import { DEFAULT_CURRENCY } from '../base/money.ts'
import type { DirectRun, RowForm } from '../intake/record-reader.ts'

/**
 * What the compiled program (src/kernel/assembly) offers. Addresses and counts are unsigned 32-bit numbers, which arrive signed: `>>> 0` them.
 */
export interface KernelProgram {
  readonly memory: WebAssembly.Memory
  start(dollarNumber: number, seed: number): number
  inputStart(): number
  inputBytes(): number
  currencyTable(): number
  expectWhole(ratio: number): void
  readRecords(from: number, to: number, line: number, place: number, commasBetween: number, inArray: number, ownLines: number): number
  columnTable(): number
  mostColumns(): number
  readRows(from: number, line: number, place: number, delimiter: number, columns: number, onlyAscii: number): number
  keptStart(): number
  eventBytes(): number
  eventsKept(): number
  keptTextStart(): number
  keptTextBytes(): number
  keepNone(seed: number): void
  keepRecords(from: number, to: number, line: number, place: number, commasBetween: number, inArray: number, ownLines: number): number
  keepRows(from: number, line: number, place: number, delimiter: number, columns: number, onlyAscii: number): number
  takeKept(first: number, count: number, lines: number): number
  readonly recordsRead: WebAssembly.Global
  readonly commasBehind: WebAssembly.Global
  readonly commasForgiven: WebAssembly.Global
  readonly linesPassed: WebAssembly.Global
  readonly lastLineStart: WebAssembly.Global
  readonly isOutOfMemory: WebAssembly.Global
  internCustomer(start: number, length: number): number
  internKey(start: number, length: number): number
  internName(start: number, length: number): number
  internRecord(lastName: number, city: number, state: number): number
  allocateText(bytes: number): number
  accept(
    kind: number,
    customer: number,
    key: number,
    time: number,
    detail: number,
    units: number,
    currency: number,
    place: number,
    line: number,
    times: number,
  ): number
  describe(): number
}

/** Zero bytes behind the input, at which every scan of the program ends. */
const PADDING = 32

/** Puts bytes, no more than the program has room for, where it reads. `memory` is its linear memory, `input` where reading begins. */
export function putInput(memory: Uint8Array, input: number, bytes: Uint8Array): void {
  memory.set(bytes, input)
  memory.fill(0, input + bytes.length, input + bytes.length + PADDING)
}

/** Their places are their numbers in the program; the number behind the last one is that of a column that is not read. */
const FIELDS: readonly string[] = EVENT_FIELDS

/** Says which field each column of a table is. False when the table is wider than what can be said. `memory` is the linear memory of the program. */
export function tellColumns(program: KernelProgram, memory: Uint8Array, { columns }: RowForm): boolean {
  if (columns.length > program.mostColumns()) return false
  const fields = columns.map(name => (name === null ? -1 : FIELDS.indexOf(name)))
  const numbers = fields.map(field => (field < 0 ? FIELDS.length : field))
  memory.set(numbers, program.columnTable() >>> 0)
  return true
}

/** The run that was just read, up to the address `at`. `shift` makes an offset in the text of an address. */
export function lastRun(program: KernelProgram, at: number, shift: number): DirectRun {
  return {
    records: numberIn(program.recordsRead),
    at: at + shift,
    commas: numberIn(program.commasBehind),
    forgivenCommas: numberIn(program.commasForgiven),
    lineBreaks: numberIn(program.linesPassed),
    lineStart: numberIn(program.lastLineStart) + shift,
  }
}

/**
 * A fresh instance that is ready to read, with a memory of its own. `seed`, of 32 bits, is what its hashes begin with.
 * @throws when the browser has no WebAssembly (some lock it away), no SIMD, or no memory
 */
export function startProgram(bytes: Uint8Array<ArrayBuffer>, seed: number): KernelProgram {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {})
  // `as`: the bytes are compiled from src/kernel/assembly, whose exports these are.
  const program = instance.exports as unknown as KernelProgram
  if (!program.start(currencyNumber(DEFAULT_CURRENCY), seed)) throw new OutOfMemory()
  const memory = new Uint8Array(program.memory.buffer)
  const table = program.currencyTable() >>> 0
  for (const [number, code] of CURRENCY_CODES.entries()) memory[table + placeOfCode(code)] = number + 1
  return program
}

/** Unsigned, or 1 for true. */
export function numberIn(global: WebAssembly.Global): number {
  return Number(global.value) >>> 0
}

/** The browser can hold no more events. What was taken in before stays usable. */
export class OutOfMemory extends RangeError {
  /** Records of the present run that were taken in. */
  readonly taken: number

  constructor(taken = 0) {
    super('This browser cannot hold more events')
    this.taken = taken
  }
}

/** Place of a word of three capital letters among all such words. */
function placeOfCode(code: string): number {
  return [...code].reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 65, 0)
}
