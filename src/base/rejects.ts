/** The exact words in the reject list and in exports. */
export const JSON_INVALID = 'not valid JSON'
export const UTF8_INVALID = 'not valid UTF-8'
export const NOT_AN_OBJECT = 'not an object'
export const UNKNOWN_TYPE = 'unknown type'
export const WRONG_VERB = 'verb not of this type'
export const TOO_LONG = 'record too long'
export const TOO_DEEP = 'nested too deep'
export const WRONG_COLUMNS = 'wrong number of columns'
export const UNKNOWN_DEVICE = 'unknown device'
export const UNKNOWN_STORE = 'unknown store'
export const ID_USED_TWICE = 'id used twice'
export const NOTHING_CAME_OF_IT = 'failed or cancelled'
export const REFUNDED_IN_FULL = 'refunded in full'
export const CONTRADICTED = 'contradicted by another row'

export type RejectReason =
  | typeof JSON_INVALID
  | typeof UTF8_INVALID
  | typeof NOT_AN_OBJECT
  | typeof UNKNOWN_TYPE
  | typeof WRONG_VERB
  | typeof TOO_LONG
  | typeof TOO_DEEP
  | typeof WRONG_COLUMNS
  | typeof UNKNOWN_DEVICE
  | typeof UNKNOWN_STORE
  | typeof ID_USED_TWICE
  | typeof NOTHING_CAME_OF_IT
  | typeof REFUNDED_IN_FULL
  | typeof CONTRADICTED
  | `missing ${string}`
  | `bad ${string}`

/** Where a record stands in its file. `line` counts from 1, `byte` from 0; both of the record's first byte in the decompressed text. */
export interface Place {
  /** Index into the data set's list of files. */
  readonly file: number
  readonly line: number
  readonly byte: number
}

/** What is wrong with one record, before it is known where the record stands. */
export interface Fault {
  readonly reason: RejectReason
  /** The field to blame, or null when the record as a whole is broken. */
  readonly field: string | null
  /** The value found and what was expected, for example: `“12,x” is not an amount (expected for example 12.34)`. */
  readonly message: string
}

/** One record that was left out, and why. */
export interface Reject extends Fault, Place {
  /** The record's text, cut to {@link RAW_TEXT_LIMIT} characters; ill-formed bytes show as U+FFFD. */
  readonly raw: string
}

export const RAW_TEXT_LIMIT = 300
/** Every reject is counted; this many are kept to be looked at. */
export const KEPT_REJECTS = 10_000

/** What was left out of what was read, whatever it was. */
export interface LeftOut {
  readonly files: readonly { readonly name: string }[]
  readonly read: number
  readonly rejected: number
  readonly rejectedByReason: readonly { readonly reason: string; readonly count: number }[]
  /** The first {@link KEPT_REJECTS}, by file and byte. */
  readonly rejects: readonly Reject[]
  /** Milliseconds UTC of the last record that was accepted; null when there is none. */
  readonly last: number | null
}
