import type { NoteCode } from '../base/notes.ts'
import type { ProblemCode } from '../base/problems.ts'
import type { Fault } from '../base/rejects.ts'

/**
 * Turns the bytes of one text (decompressed, UTF-8 or a superset of ASCII) into records. The seam for other readers of the same format:
 * whoever has `push` and `end` fits. A pushed chunk may be cut anywhere and is not kept after `push` returns, nor written to.
 */
export interface RecordReader {
  push(chunk: Uint8Array): void
  /** Bytes are to be decoded as this from now on; said before the first byte that is not ASCII is pushed, to readers of texts that may be it. */
  decodeAs?(encoding: 'windows-1252'): void
  /** The text is over. Nothing is pushed after it. */
  end(): void
}

/** What a reader tells about its text; the text itself has been announced before. */
export interface TextReport {
  record(value: unknown, line: number, byte: number, raw: () => string): void
  broken(fault: Fault, line: number, byte: number, raw: string): void
  note(code: NoteCode, count: number): void
  /** The text stops in the middle. Told once, however often it is said. */
  endsEarly(): void
  problem(code: ProblemCode, message: string, wayOut: string): void
}

/** One record's size in bytes of the decompressed text; a longer one is a reject and is skipped without being held. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024
