import type { KernelDataset } from '../kernel/kernel-dataset.ts'
import type { PieceReader } from '../kernel/piece-reader.ts'
import { ReadingLine } from './reading-line.ts'
import { serveUnpacking } from './unpacking.ts'

/*
 * A thread that reads for the one that takes records in: it fetches the bytes of a file, unpacks them, and finds the records in them, see unpacking.ts. Where there are
 * several, the first fetches and unpacks, and the others find.
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
  readonly #finders: Assistant[] = []
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

  /** The first of several, with the others as its finders as soon as they have started; null where there is none. */
  static ofAll([first, ...others]: readonly MessagePort[]): Assistant | null {
    if (first === undefined) return null
    const assistant = new Assistant(first)
    for (const port of others) {
      const finder = new Assistant(port)
      void finder.started.then(() => assistant.joinedBy(finder))
    }
    return assistant
  }

  get hasStarted(): boolean {
    return this.#hasStarted
  }

  /** The way to it, once it has started. It serves one kernel for as long as it lives. */
  line(kernel: KernelDataset | null): ReadingLine {
    if (this.#line === null) {
      this.#line = new ReadingLine(this.#port, kernel)
      for (const finder of this.#finders) this.#line.joinedBy(finder.#port)
    }
    return this.#line
  }

  /** From now on this one only fetches and unpacks, and a finder that has started finds, by turns with others. */
  joinedBy(finder: Assistant): void {
    this.#finders.push(finder)
    this.#line?.joinedBy(finder.#port)
  }
}
