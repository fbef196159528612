import type { Unpack } from '../intake/reading.ts'
import type { PieceReader } from '../kernel/piece-reader.ts'
import type { RecordHabit, RecordsAhead } from '../kernel/records-ahead.ts'
import { serveUnpacking, unpackOver } from './unpacking.ts'

/*
 * A thread that reads records for the one that takes them in. Both ends of what they say to each other: the taker sends pieces of a text, the assistant
 * sends each back with the records found in it, in the order they came. Buffers go back and forth, so that none is made anew. Files that are packed it unpacks,
 * over a line of their own.
 */

/** To a fresh thread: from now on it is an assistant, for whoever holds the other end. */
export interface Assist {
  readonly kind: 'assist'
  readonly port: MessagePort
}

/** A piece of a text. */
export interface PieceToRead {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Of the piece in the text. */
  readonly offset: number
  /** Number of the text. */
  readonly file: number
  readonly habit: RecordHabit
  /** For the events, when there is one. */
  readonly buffer: ArrayBuffer | null
}

/** A line over which files are unpacked, see unpacking.ts. */
export interface LineToUnpack {
  readonly line: MessagePort
}

export interface PieceRead {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly records: RecordsAhead
}

/** Said once: it has started. */
export interface Ready {
  /** Whether it can read pieces; where there is no WebAssembly it can only unpack. */
  readonly reads: boolean
}

/** Serves the taker at the other end for as long as it is there. */
export function assist(port: MessagePort, reader: PieceReader | null): void {
  port.onmessage = ({ data }: MessageEvent<PieceToRead | LineToUnpack>) => {
    if ('line' in data) {
      serveUnpacking(data.line)
      return
    }
    if (reader === null) throw new Error('a piece was sent to an assistant that cannot read')
    const { bytes, offset, file, habit, buffer } = data
    const records = reader.read(bytes, offset, file, habit, buffer)
    const read: PieceRead = { bytes, records }
    port.postMessage(read, [bytes.buffer, records.events.buffer])
  }
  port.postMessage({ reads: reader !== null } satisfies Ready)
}

/** The taker's end of one assistant. */
export class Assistant {
  /** Resolves when it has started. It may never do so. */
  readonly started: Promise<void>
  readonly #port: MessagePort
  #reads = false
  #unpack: Unpack | null = null
  /** Pieces that were sent and have not come back, in their order. */
  readonly #asked: ((read: PieceRead) => void)[] = []

  constructor(port: MessagePort) {
    this.#port = port
    this.started = new Promise(resolve => {
      port.onmessage = ({ data }: MessageEvent<PieceRead | Ready>) => {
        if ('records' in data) this.#asked.shift()?.(data)
        else {
          this.#reads = data.reads
          resolve()
        }
      }
    })
  }

  /** Takes packed files apart there. Only for one that has started. */
  get unpack(): Unpack {
    if (this.#unpack === null) {
      const { port1, port2 } = new MessageChannel()
      this.#port.postMessage({ line: port2 } satisfies LineToUnpack, [port2])
      this.#unpack = unpackOver(port1)
    }
    return this.#unpack
  }

  /** How many pieces it has to read; infinite where it cannot, or not yet. */
  get load(): number {
    return this.#reads ? this.#asked.length : Number.POSITIVE_INFINITY
  }

  /** Gives the piece away: its bytes are not to be had before the answer. */
  read(piece: PieceToRead): Promise<PieceRead> {
    return new Promise(resolve => {
      this.#asked.push(resolve)
      this.#port.postMessage(piece, piece.buffer === null ? [piece.bytes.buffer] : [piece.bytes.buffer, piece.buffer])
    })
  }
}
