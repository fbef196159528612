import type { PieceReader } from '../kernel/piece-reader.ts'
import type { RecordHabit, RecordsAhead } from '../kernel/records-ahead.ts'

/*
 * A thread that reads records for the one that takes them in. Both ends of what they say to each other: the taker sends pieces of a text, the assistant
 * sends each back with the records found in it, in the order they came. Buffers go back and forth, so that none is made anew.
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

export interface PieceRead {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly records: RecordsAhead
}

/** Said once: it has started and waits for pieces. */
export type Ready = 'ready'

/** Serves the taker at the other end for as long as it is there. Without a reader it never says that it is ready, and is given nothing. */
export function assist(port: MessagePort, reader: PieceReader | null): void {
  if (reader === null) return
  port.onmessage = ({ data }: MessageEvent<PieceToRead>) => {
    const { bytes, offset, file, habit, buffer } = data
    const records = reader.read(bytes, offset, file, habit, buffer)
    const read: PieceRead = { bytes, records }
    port.postMessage(read, [bytes.buffer, records.events.buffer])
  }
  port.postMessage('ready' satisfies Ready)
}

/** The taker's end of one assistant. */
export class Assistant {
  readonly #port: MessagePort
  #isReady = false
  /** Pieces that were sent and have not come back, in their order. */
  readonly #asked: ((read: PieceRead) => void)[] = []

  constructor(port: MessagePort) {
    this.#port = port
    port.onmessage = ({ data }: MessageEvent<PieceRead | Ready>) => {
      if (data === 'ready') this.#isReady = true
      else this.#asked.shift()?.(data)
    }
  }

  /** How many pieces it has to read; infinite before it has started. */
  get load(): number {
    return this.#isReady ? this.#asked.length : Number.POSITIVE_INFINITY
  }

  /** Gives the piece away: its bytes are not to be had before the answer. */
  read(piece: PieceToRead): Promise<PieceRead> {
    return new Promise(resolve => {
      this.#asked.push(resolve)
      this.#port.postMessage(piece, piece.buffer === null ? [piece.bytes.buffer] : [piece.bytes.buffer, piece.buffer])
    })
  }
}
