/**
 * Starts of text that a spreadsheet takes for a formula (or, for the blank ones, skips to find one), also in their full-width forms.
 * Only text cells are ever checked: a number −5 must stay a number.
 */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/

/** Text that no spreadsheet runs: a leading apostrophe makes it text again. */
export function formulaSafe(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text
}

/** A CSV cell after RFC 4180: quoted where it must be. */
export function csvCell(text: string, separator: ',' | ';' = ','): string {
  return /["\r\n]/.test(text) || text.includes(separator) ? quoted(text) : text
}

/** A cell of tab-separated text as spreadsheets paste it: quoted where it must be. */
export function tsvCell(text: string): string {
  return /["\t\r\n]/.test(text) ? quoted(text) : text
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function htmlText(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character] ?? character)
}
