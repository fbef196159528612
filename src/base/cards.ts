/*
 * Card numbers and their codes never leave a reader: no report reads them, and what is here keeps them out of the text of records that are left out.
 */

/** Names under which they stand, without case, spaces, hyphens and underscores. */
const CARD_NAMES: readonly string[] = ['cardnumber', 'cardno', 'card', 'pan', 'cvv', 'cvv2', 'cvc', 'cvc2']

/** Stands in the place of what is not shown. */
export const MASKED = '…'

/** Text of a row whose cells cannot be told apart. */
export const HIDDEN_ROW = '(not shown: its columns cannot be told apart, and the table has card numbers)'

/** Whether a column or member of this name holds card numbers or their codes. */
export function isCardColumn(column: string): boolean {
  return CARD_NAMES.includes(column.toLowerCase().replace(/[\s_-]/g, ''))
}

/**
 * The text of a record that is left out, as it may be shown. `header`: the cells of the table's header row, none for JSON or where there is no such row.
 * A row of a table with card columns that does not have the header's number of cells, or whose quotes do not close, is not shown at all.
 */
export function withoutCards(raw: string, header: readonly string[], delimiter: string): string {
  if (!header.some(isCardColumn)) return withoutCardMembers(raw)
  const cells = splitRow(raw, delimiter)
  if (cells?.length !== header.length) return HIDDEN_ROW
  return withoutCardMembers(cells.map((cell, at) => (isCardColumn(header[at] ?? '') ? '' : cell)).join(delimiter))
}

/** Cells of a row as they stand, quotes included; null when a quote is left open. */
export function splitRow(raw: string, delimiter: string): readonly string[] | null {
  const cells: string[] = []
  let start = 0
  let isQuoted = false
  for (let at = 0; at < raw.length; at += 1) {
    if (raw[at] === '"') isQuoted = !isQuoted
    else if (raw[at] === delimiter && !isQuoted) {
      cells.push(raw.slice(start, at))
      start = at + 1
    }
  }
  cells.push(raw.slice(start))
  return isQuoted ? null : cells
}

/**
 * A text of JSON, broken or not, with the values of its card members masked. Names are looked for wherever they stand, since in a broken record nobody knows what
 * is a name: too much is masked rather than too little. Of an array or object, and of a text that is cut, everything behind is masked.
 */
export function withoutCardMembers(text: string): string {
  if (!MEMBER.test(text)) {
    const plain = withoutEscapes(text)
    return plain !== text && MEMBER.test(plain) ? withoutCardMembers(plain) : text
  }
  return withoutEscapes(text).replace(MEMBERS, (_, name: string) => `${name}${MASKED}`)
}

/** `card\u005fnumber` is a name like any other. Quotes and backslashes stay escaped. */
function withoutEscapes(text: string): string {
  return text.replace(/\\u00(2[013-9a-f]|[3-7][0-9a-f])/gi, (escaped, digits: string) => {
    const character = String.fromCharCode(Number.parseInt(digits, 16))
    return character === '\\' ? escaped : character
  })
}

const NAMES = CARD_NAMES.toSorted((a, b) => b.length - a.length)
  .map(name => [...name].join('[\\s_-]*'))
  .join('|')
/** A name that ends in one of ours, with what stands between it and its value: quotes (also escaped or doubled), a colon, or both. */
const NAME = `(?<![\\p{L}\\p{N}])(?:${NAMES})(?:["'\\\\]+\\s*[:=]?\\s*|\\s*[:=]\\s*)`
const VALUES = [
  // A text within a text, where quotes are escaped or doubled.
  '\\\\+"[^"\\\\]*',
  '""(?=[^",}\\]\\s])[^"]*',
  '"(?:[^"\\\\]|\\\\[\\s\\S])+',
  "'[^']+",
  // Where an array or object ends is not looked for.
  '[\\[{][\\s\\S]*',
  // A number, also one that commas have broken, or whatever stands there up to the next member.
  '\\d(?:[\\d\\s.,-]*\\d)?(?:[eE][+-]?\\d+)?',
  '[^\\s"\',:=}\\]\\[{\\\\][^,}\\]"\\r\\n]*',
]
const MEMBER = new RegExp(`(${NAME})(?:${VALUES.join('|')})`, 'iu')
const MEMBERS = new RegExp(MEMBER.source, 'giu')
