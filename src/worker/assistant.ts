import type { KernelDataset } from '../kernel/kernel-dataset.ts'
import type { PieceReader } from '../kernel/piece-reader.ts'
import { ReadingLine, serveUnpacking } from './unpacking.ts'

/*
 * A thread that reads for the one that takes records in: it fetches the bytes of a file, unpacks them, and finds the records in them, see unpacking.ts.
 */

/** To a fresh thread: from now on it is an assistant, for whoever holds the other end. */
export interface Assist {
  readonly kind: 'assist'
  readonly port: MessagePort
}

/** Serves the taker at the other end for as long as it is there. Without a reader, where there is no WebAssembly, it finds no records. */
export function assist(port: MessagePort, reader: PieceReader | null): void {
  serveUnpacking(port, reader)
  // It has started. What this is does not matter: nothing else is said before something is asked.
  port.postMessage(null)
}

/** The taker's end of one assistant. */
export class Assistant {
  /** Resolves when it has started. It may never do so. */
  readonly started: Promise<void>
  readonly #port: MessagePort
  #hasStarted = false
  #line: ReadingLine | null = null

  constructor(port: MessagePort) {
    this.#port = port
    this.started = new Promise(resolve => {
      port.onmessage = () => {
        this.#hasStarted = true
        resolve()
      }
    })
  }

  get hasStarted(): boolean {
    return this.#hasStarted
  }

  /** The way to it, once it has started. It serves one kernel for as long as it lives. */
  line(kernel: KernelDataset | null): ReadingLine {
    this.#line ??= new ReadingLine(this.#port, kernel)
    return this.#line
  }
}
