import { DAY } from '../base/time.ts'
import { piecesOf } from './pieces.ts'
import { amountText } from './plain-number.ts'
import { type Column, cellText, type Table } from './table.ts'
import { ZipPieces } from './zip-pieces.ts'

/** Of a sheet, the header among them. */
const MOST_SHEET_ROWS = 1_048_576
/** What a cell holds. */
const MOST_CHARACTERS = 32_767

/** Before, Excel counts a 29 February 1900 that never was, and knows no day at all before that year. */
const FIRST_DATE = Date.UTC(1900, 2, 1)
/** Days from Excel's day 0 to 1970. */
const DAYS_BEFORE_1970 = 25_569

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const TIME_STYLE = 1

/*
 * Written here rather than by a library: the one at hand (write-excel-file 4.1) keeps its texts in a plain object, so that a customer “constructor” came out as a
 * function's source; it drops characters that XML cannot hold without a word, and it took 29 s for 200,000 rows, all in one go.
 */

/**
 * An Excel workbook of two sheets, “Rows” and “About”, row by row, so that it never is in memory unpacked. Numbers are numbers (Excel shows 15 digits of them), times
 * are dates (UTC), texts are texts whatever they look like: a cell that is a string is never run. Characters that XML cannot hold stand as Excel writes them, _x0008_.
 * Cost: about 50 µs a row, most of it packing.
 *
 * @throws Error where a text is longer than a cell, or where there are more rows than a sheet has
 */
export function* workbook(table: Table): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
  if (table.rows >= MOST_SHEET_ROWS)
    throw new Error(`An Excel sheet has ${MOST_SHEET_ROWS} rows, which are too few. Save CSV or Parquet instead.`)
  const zip = new ZipPieces()
  for (const [name, text] of Object.entries(FRAME)) zip.add(name, HEAD + text)
  for (const _ of zip.addPacked('xl/worksheets/sheet1.xml', sheet(rowsOf(table)))) yield* zip.take()
  for (const _ of zip.addPacked('xl/worksheets/sheet2.xml', sheet(aboutOf(table)))) yield* zip.take()
  zip.end()
  yield* zip.take()
}

function* sheet(rows: Iterable<string>): Generator<string, void, undefined> {
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  yield `${HEAD}<worksheet ${MAIN}><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><sheetData>`
  yield* rows
  yield '</sheetData></worksheet>'
}

function* rowsOf({ columns, rows }: Table): Generator<string, void, undefined> {
  const letters = columns.map((_, at) => columnLetters(at))
  yield `<row r="1">${columns.map(({ name }, at) => textCell(`${letters[at]}1`, name)).join('')}</row>`
  yield* piecesOf(rows, row => {
    const number = row + 2
    return `<row r="${number}">${columns.map((column, at) => cell(`${letters[at]}${number}`, column, row)).join('')}</row>`
  })
}

/** Name and value in a row each; what has parts of its own has a row for each part. */
function* aboutOf({ heading, about, rows }: Table): Generator<string, void, undefined> {
  yield `<row r="1">${textCell('A1', 'name')}${textCell('B1', 'value')}</row>`
  let number = 1
  for (const [name, value] of flat('', { ...heading, rows, ...about })) {
    number += 1
    const written = typeof value === 'number' ? numberCell(`B${number}`, String(value)) : textCell(`B${number}`, String(value))
    yield `<row r="${number}">${textCell(`A${number}`, name)}${written}</row>`
  }
}

/** 0 → “A”, 25 → “Z”, 26 → “AA”. */
function columnLetters(at: number): string {
  return (at < 26 ? '' : columnLetters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26))
}

function* flat(path: string, value: unknown): Generator<[string, unknown], void, undefined> {
  if (typeof value !== 'object' || value === null) yield [path, value ?? '']
  else for (const [name, part] of Object.entries(value)) yield* flat(path === '' ? name : `${path}.${name}`, part)
}

/** Cells of which nothing is known are left out. */
function cell(place: string, column: Column, row: number): string {
  switch (column.kind) {
    case 'text': {
      const text = column.value(row)
      if (text.length > MOST_CHARACTERS) {
        throw new Error(
          `Row ${row + 1}: ${column.name} has ${text.length} characters, and an Excel cell holds ${MOST_CHARACTERS}. Save CSV or Parquet instead.`,
        )
      }
      return text === '' ? '' : textCell(place, text)
    }
    case 'whole':
    case 'figure': {
      const value = column.value(row)
      return value === null ? '' : numberCell(place, String(value))
    }
    case 'amount':
      return numberCell(place, amountText(column.value(row)))
    case 'instant': {
      const time = column.value(row)
      if (time < FIRST_DATE) return textCell(place, cellText(column, row))
      return `<c r="${place}" s="${TIME_STYLE}"><v>${serialOf(time)}</v></c>`
    }
    case 'day':
      return textCell(place, cellText(column, row))
    case 'flag':
      return `<c r="${place}" t="b"><v>${column.value(row) ? 1 : 0}</v></c>`
    default:
      return column satisfies never
  }
}

/** Days as Excel counts them. Never the double just below a millisecond: programs that cut instead of rounding would read the one before. */
function serialOf(time: number): number {
  const days = time / DAY + DAYS_BEFORE_1970
  return (days - DAYS_BEFORE_1970) * DAY < time ? days * (1 + Number.EPSILON) : days
}

function numberCell(place: string, text: string): string {
  return `<c r="${place}"><v>${text}</v></c>`
}

function textCell(place: string, text: string): string {
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`
}

/** What XML has no way to hold, lone halves of surrogate pairs, and what looks like Excel's own writing of such. A carriage return would be read as a line feed. */
const NOT_IN_XML =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant.
  /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|_(?=x[0-9a-fA-F]{4}_)/g
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function xmlText(text: string): string {
  return text
    .replace(NOT_IN_XML, character => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>]/g, character => ENTITIES[character] ?? character)
}

/** All parts but the sheets. */
const FRAME: Readonly<Record<string, string>> = {
  '[Content_Types].xml':
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet2.xml" ContentType="${TYPE}.worksheet+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml':
    `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets><sheet name="Rows" sheetId="1" r:id="rId1"/>` +
    '<sheet name="About" sheetId="2" r:id="rId2"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>` +
    `<Relationship Id="rId2" Type="${OFFICE}/worksheet" Target="worksheets/sheet2.xml"/>` +
    `<Relationship Id="rId3" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml':
    `<styleSheet ${MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss.000"/></numFmts>` +
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>',
}
