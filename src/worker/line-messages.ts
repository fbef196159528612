import type { ByteRange, InputFile } from '../intake/byte-source.ts'
import type { Unpacked } from '../intake/containers/container.ts'
import type { RecordsAhead, RecordsWanted } from '../kernel/records-ahead.ts'

/*
 * What both ends of a line say to each other: a thread that takes records in (see reading-line.ts), and one that fetches, unpacks and finds them (see unpacking.ts).
 */

/** A piece of a text in which records are to be found. */
export interface PieceToSearch {
  readonly stream: number
  readonly turn: number
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Of its first byte in the text. */
  readonly offset: number
  readonly wanted: RecordsWanted
  /** For the events that are found, if one is to spare. */
  readonly events: ArrayBuffer | null
}

export type Ask =
  /** From now on pieces in which records are wanted go to this finder as well, by turns; the answers come from there. */
  | { readonly kind: 'finder'; readonly port: MessagePort }
  /** To a finder: the pieces come from here. */
  | { readonly kind: 'find'; readonly port: MessagePort }
  | { readonly kind: 'unpack'; readonly input: InputFile }
  /** The next text or problem. */
  | { readonly kind: 'next' }
  /** Opens the text that came last, as stream number `stream`. */
  | { readonly kind: 'open'; readonly stream: number }
  /** Opens a part of a file that is not packed; `offset` is where it begins. */
  | { readonly kind: 'read'; readonly stream: number; readonly part: ByteRange; readonly offset: number }
  /** The next piece, in buffers that were sent before, if they are back. */
  | {
      readonly kind: 'more'
      readonly stream: number
      readonly wanted: RecordsWanted | null
      readonly bytes: ArrayBuffer | null
      readonly events: ArrayBuffer | null
    }
  | { readonly kind: 'stop'; readonly stream: number }

/** What is said of the file, or of a stream. */
export type Said =
  | { readonly kind: 'text'; readonly path: string }
  | { readonly kind: 'problem'; readonly unpacked: Unpacked }
  | { readonly kind: 'over' }
  | { readonly kind: 'piece'; readonly bytes: Uint8Array<ArrayBuffer>; readonly records: RecordsAhead | null }
  | { readonly kind: 'progress'; readonly bytes: number }
  | { readonly kind: 'ends-early' }
  | { readonly kind: 'damaged'; readonly message: string; readonly wayOut: string | undefined }
  | { readonly kind: 'floating-point' }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly message: string; readonly unreadable: boolean }

/** The number of the file, in the place of that of a stream. */
export const OF_FILE = -1

export interface Saying {
  /** Number of the stream, or {@link OF_FILE}. */
  readonly stream: number
  /** Which of all that is said of the stream this is, from 0: finders may be quicker than those before them. */
  readonly turn: number
  readonly said: Said
}
