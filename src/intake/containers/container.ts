import type { ByteRange, InputFile } from '../byte-source.ts'
import type { UnreadableText } from '../recognition/text-head.ts'

/** What is told while the bytes of a text are unpacked. */
export interface UnpackingReport {
  /** The bytes are only looked at: nothing is taken in from them. */
  readonly looksOnly?: boolean
  /** Bytes of the file as it lies on disk that have been consumed so far. */
  progress(bytes: number): void
  /** The packed data stops in the middle; what was readable has been given. */
  endsEarly(): void
  /** The packed data cannot be read on; what was readable has been given. `wayOut` where it could be read to its end all the same. */
  damaged(message: string, wayOut?: string): void
  /** Some of the numbers are kept as floating point, and are given as they print. */
  floatingPoint?(): void
}

/** For data whose checksum is wrong: all of it has been given, and nobody knows which of it is. */
export const READ_THOUGH_DAMAGED = 'Its rows are counted, but some may be damaged; fetch the file again.'

/** One text inside a file, or the file itself. */
export interface PackedText {
  readonly path: string
  /** Gives the unpacked bytes, in constant memory; may be opened again. Faults of the packing are told, not thrown. */
  open(report: UnpackingReport): AsyncGenerator<Uint8Array, void>
}

/** A text, or a part of a file that cannot be read. */
export type Unpacked = { readonly text: PackedText } | { readonly path: string; readonly problem: UnreadableText }

/** A way to pack texts into a file. */
export interface Container {
  /** For formats: “gzip”. Null for a file that is not packed. */
  readonly name: string | null
  /** Whether a file that begins like this is packed so; `content` is there for those that the beginning does not tell. */
  recognises(head: Uint8Array, content: ByteRange): boolean | Promise<boolean>
  unpack(input: InputFile): AsyncGenerator<Unpacked, void>
}
