import { count } from './numbers.ts'

/** Longer ones are no names: a browser lays out two million characters for seconds, and they would stand in the way of the figures. */
const MOST_SHOWN = 200

/** A text of a file as it is shown: its beginning, and how long it is, where it is too long to be read. Exports and copies have it whole. */
export function shownText(text: string): string {
  if (text.length <= MOST_SHOWN) return text
  const beginning = text.slice(0, MOST_SHOWN).replace(/[\uD800-\uDBFF]$/, '')
  return `${beginning}… (${count(text.length)} characters)`
}
