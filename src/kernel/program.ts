/**
 * What the compiled program (src/kernel/assembly) offers. Addresses and counts are unsigned 32-bit numbers, which arrive signed: `>>> 0` them.
 */
export interface KernelProgram {
  readonly memory: WebAssembly.Memory
  start(dollarNumber: number): number
  inputStart(): number
  inputBytes(): number
  currencyTable(): number
  expectWhole(ratio: number): void
  readRecords(from: number, to: number, line: number, place: number, commasBetween: number, inArray: number, ownLines: number): number
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

/**
 * A fresh instance of the program, with a memory of its own.
 * @throws when the browser has no WebAssembly (some lock it away), no SIMD, or no memory
 */
export function instantiate(bytes: Uint8Array<ArrayBuffer>): KernelProgram {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {})
  // `as`: the bytes are compiled from src/kernel/assembly, whose exports these are.
  return instance.exports as unknown as KernelProgram
}
