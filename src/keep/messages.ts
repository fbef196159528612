import type { InputFile } from '../intake/byte-source.ts'
import type { Found } from './kept-files.ts'

/** What the page asks of the thread that keeps. One question, then the thread is done. */
export type KeepRequest =
  | { readonly kind: 'keep'; readonly files: readonly InputFile[]; readonly keptAt: number }
  | { readonly kind: 'look' }
  | { readonly kind: 'forget' }

export type KeepAnswer =
  | { readonly kind: 'progress'; readonly bytes: number }
  | { readonly kind: 'kept' }
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'forgotten' }
  | { readonly kind: 'failed'; readonly failure: KeepFailure }

/** Why something could not be kept, found or forgotten, and what to do. */
export interface KeepFailure {
  readonly message: string
  readonly wayOut: string
}
