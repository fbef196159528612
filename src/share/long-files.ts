import type { PredictionTable } from './prediction-formats.ts'
import type { DatabaseContent } from './sqlite/write.ts'

/** A file that takes long to write. */
export type LongFile = DatabaseContent | { readonly kind: 'static-api'; readonly table: PredictionTable }

/** What the thread that writes says: how far it is, and once, at the end, the file or why there is none. */
export type WriterAnswer =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'written'; readonly file: Blob }
  | { readonly kind: 'failed'; readonly message: string }

/** Why a file could not be written, and what to do instead. */
export function failureOf(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error)
  // A buffer that the browser does not give is a RangeError; SQLite says that there is no memory or that its “disk”, which is memory, is full.
  const isMemory = error instanceof RangeError || /out of memory|disk is full|disk I\/O|allocation/i.test(reason)
  return isMemory
    ? `The file does not fit into the memory that the browser gives this page (${reason}). Save a CSV file, which takes far less, or narrow the data down.`
    : `The file could not be written: ${reason}.`
}
