/**
 * Starts of text that a spreadsheet takes for a formula (or, for the blank ones, skips to find one), also in their full-width forms.
 * Only text cells are ever checked: a number −5 must stay a number.
 */
const FORMULA_START = /^(?:[\t\r\n]| *[=+\-@＝＋－＠])/
/** What some country's Excel takes for the end of a cell, whatever the file means by it and however it is quoted. */
const CELL_END = /[,;\t\r\n]/
const FORMULA_BEHIND_END = /(?<=[,;\t\r\n][" ]*)(?=[=+\-@＝＋－＠])/g

/**
 * Text that no spreadsheet runs: a leading apostrophe makes it text again. So does one behind a comma, semicolon, tab or line break: where decimals have a comma,
 * Excel cuts “a;=1+1” in two though the file separates cells by commas.
 */
export function formulaSafe(text: string): string {
  const whole = CELL_END.test(text) ? text.replace(FORMULA_BEHIND_END, "'") : text
  return FORMULA_START.test(whole) ? `'${whole}` : whole
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
