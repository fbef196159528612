import type { TableLayout } from '../reading.ts'
import { tableFound } from '../table/header.ts'
import type { Recogniser, UnreadableText } from './text-head.ts'

/* What a text is when it is neither JSON nor a table of events: the message names it, the way out leads on. */

/** Python's way to print a record: single quotes, u'…', None, True. */
export function findPython(text: string): UnreadableText | null {
  const record = firstRecord(text)
  if (record === null || !/^\{\s*[uUbB]?'|[:,[]\s*(?:None|True|False)\s*[,}\]]/.test(record)) return null
  return {
    code: 'python-literals',
    message: `These are Python literals, not JSON: the text begins with “${shortened(text)}”.`,
    wayOut: 'Write the records with json.dumps(record) in Python instead of print(record) or str(record).',
  }
}

/** What the first record holds besides texts in double quotes, from its `{` on; null when the text does not begin one. A later record may be broken: the first tells the kind. */
function firstRecord(text: string): string | null {
  const start = /^[\s[(]*(?=\{)/.exec(text)?.[0].length
  if (start === undefined) return null
  const bare = text.slice(start, start + 4000).replace(/"(?:[^"\\\n]|\\.)*"/g, '""')
  let depth = 0
  for (let at = 0; at < bare.length; at++) {
    if (bare[at] === '{') depth++
    if (bare[at] === '}' && --depth === 0) return bare.slice(0, at + 1)
  }
  return bare
}

/** A string literal of a program that holds JSON. */
export function findSourceCode(text: string): UnreadableText | null {
  const opening = text.slice(0, 1000)
  if (!/^[^\n]{0,200}?[[{,]\s*\\"[^"\n]{0,100}\\"\s*:/.test(opening)) return null
  // Where texts are in quotes of their own, quotes behind backslashes are JSON inside a text.
  if (/^[\s[]*\{/.test(opening) && !/^\{\s*\\/.test(firstRecord(text) ?? '')) return null
  return {
    code: 'source-code',
    message: `This is a string literal from a program’s source, with JSON in it: the text begins with “${shortened(text)}”.`,
    wayOut: 'Let the program write the string to a file, so that \\" becomes ", and drop that file.',
  }
}

/** A program, or a call of one, around JSON: `const events = [{…}]`, `callback({…})`. */
function findScript(text: string): UnreadableText | null {
  if (
    !/^\s*(?:(?:export\s+default|(?:export\s+)?(?:const|let|var)\s+[\w$]+\s*=|[\w$.]{1,80}\s*[=(])\s*)[[{]\s*[{[]?\s*"/.test(
      text.slice(0, 1000),
    )
  )
    return null
  return {
    code: 'source-code',
    message: `This is JSON inside of a program: the text begins with “${shortened(text)}”.`,
    wayOut: 'Cut off what stands before the first [ or { and behind the last ] or }, and drop the rest as a file.',
  }
}

/** Texts in two bytes a character whose first bytes do not say so. */
export const recogniseUnmarkedUtf16: Recogniser = head => {
  if (!/^[^\0]\0[^\0]\0/.test(head.text) && !/^\0[^\0]\0[^\0]/.test(head.text)) return null
  return { code: 'unsupported', message: 'This seems to be UTF-16 text without a byte order mark.', wayOut: 'Save it as UTF-8.' }
}

/** The last to be asked: names what the text seems to be. */
export const recogniseForeign: Recogniser = head => {
  const text = head.text.trim()
  if (text === '') {
    return {
      code: 'empty',
      message: head.bytes.length === 0 ? 'The file is empty.' : 'The file holds nothing but white space.',
      wayOut: 'Check the export that wrote it.',
    }
  }
  if (head.text.includes('\0')) return binary('It holds bytes of value 0, as texts do not.')
  const start = [...head.text.slice(0, 4096)]
  if (start.filter(isNoText).length * 10 > start.length) {
    if (start.some(isControl)) return binary('A good part of its bytes are no characters.')
    return {
      code: 'unsupported',
      message: 'This seems to be text in an encoding other than UTF-8, for example Shift JIS or GBK.',
      wayOut: 'Save it as UTF-8: in Excel as “CSV UTF-8”, elsewhere where the encoding is asked for.',
    }
  }
  const code = findPython(head.text) ?? findSourceCode(head.text) ?? findScript(head.text)
  if (code) return code
  if (/^<(?:!doctype html|html|head|body)/i.test(text)) {
    return {
      code: 'not-events',
      message: 'This is a web page (HTML), not a file of events.',
      wayOut: 'Perhaps a login or error page was saved in its place: download the export again.',
    }
  }
  if (text.startsWith('<'))
    return {
      code: 'not-events',
      message: 'This is XML, which is not read here.',
      wayOut: 'Export events as JSON, NDJSON, CSV or TSV, and orders or stores as CSV or TSV.',
    }
  const sample = tableFound(head.tableText)
  const [first] = head.layouts
  if (sample.columns.length > 1 && first) {
    const other = otherTable(sample.columns, nearestLayout(sample.columns, head.layouts) ?? first, head.layouts)
    // Prose with commas has no rows of one width.
    const canBeNamed = head.layouts.some(layout => layout.recognise) && sample.columns.length >= 3 && sample.rows.length > 0
    return canBeNamed ? { ...other, table: sample } : other
  }
  return {
    code: 'not-events',
    message: `This is text, but neither JSON nor a table with a header row; it begins with “${shortened(text)}”.`,
    wayOut: 'Drop a file of events (JSON, NDJSON, CSV or TSV), or a table of orders or of stores, devices and transactions.',
  }
}

/** Control characters other than white space, and what stands for ill-formed bytes. */
function isNoText(character: string): boolean {
  return isControl(character) || character === '\ufffd'
}

function isControl(character: string): boolean {
  return character < ' ' && !/\s/.test(character)
}

function binary(why: string): UnreadableText {
  return {
    code: 'binary',
    message: `This is not text. ${why}`,
    wayOut: 'Drop the file with the events or orders themselves: JSON, NDJSON, CSV, TSV or Excel.',
  }
}

function otherTable(columns: readonly string[], layout: TableLayout, layouts: readonly TableLayout[]): UnreadableText {
  const names = new Set(columns.map(column => column.trim().toLowerCase()))
  const missing = layout.required.filter(column => !names.has(column.toLowerCase()))
  // Where no column fits, it is as near to anything else.
  const isNear = layouts.length === 1 || missing.length < layout.required.length
  const lacking = isNear ? `; for ${layout.name} it lacks ${missing.join(', ')}` : ''
  const shown = columns.slice(0, 12).map(column => (column.length > 40 ? `${column.slice(0, 40)}…` : column))
  return {
    code: 'not-events',
    message: `This is a table of something else. It has the columns ${shown.join(', ')}${columns.length > shown.length ? ' …' : ''}${lacking}.`,
    wayOut:
      layouts.length === 1
        ? `Name the columns in the first row: ${layout.required.join(', ')}.`
        : `Name the columns in the first row: ${layouts.map(({ name, required }) => `for ${name} ${required.join(', ')}`).join('; ')}.`,
  }
}

/** The layout of which a table has the most columns. */
function nearestLayout(columns: readonly string[], layouts: readonly TableLayout[]): TableLayout | undefined {
  const names = new Set(columns.map(column => column.trim().toLowerCase()))
  const found = (layout: TableLayout): number => layout.required.filter(column => names.has(column.toLowerCase())).length
  return layouts.reduce<TableLayout | undefined>((best, layout) => (best && found(best) >= found(layout) ? best : layout), undefined)
}

function shortened(text: string): string {
  const line = text.trim().split(/[\r\n]/, 1)[0] ?? ''
  return line.length > 40 ? `${line.slice(0, 40)}…` : line
}
