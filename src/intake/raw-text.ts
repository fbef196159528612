import { RAW_TEXT_LIMIT } from '../base/rejects.ts'

/** As many bytes as {@link RAW_TEXT_LIMIT} characters can take in UTF-8. */
export const RAW_BYTES = 4 * RAW_TEXT_LIMIT

/** Makes text of bytes and never fails. */
export interface Decoder {
  decode(bytes: Uint8Array): string
}

const utf8: Decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** The text of a record as a reject shows it: ill-formed bytes as U+FFFD, at most {@link RAW_TEXT_LIMIT} characters, no white space at its end. */
export function cutText(bytes: Uint8Array, decoder: Decoder = utf8): string {
  const text = decoder.decode(bytes.length > RAW_BYTES ? bytes.subarray(0, RAW_BYTES) : bytes)
  if (text.length <= RAW_TEXT_LIMIT) return text.trimEnd()
  // A surrogate pair at the limit is left out whole.
  return text.slice(0, RAW_TEXT_LIMIT).replace(/[\uD800-\uDBFF]$/, '')
}
