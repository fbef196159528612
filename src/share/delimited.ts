import { csvCell, formulaSafe, tsvCell } from './cells.ts'
import { piecesOf } from './pieces.ts'
import { cellText, isText, type Table } from './table.ts'

/** Excel reads a CSV as the country's old code page unless it starts with this; where all is ASCII it would only be in the way. */
export const BYTE_ORDER_MARK = '\ufeff'

/** CSV after RFC 4180: UTF-8, CRLF, a header, text cells formula-safe, numbers with a point and without grouping or exponent. */
export function* csv(table: Table): Generator<string, void, undefined> {
  if (!table.isAscii()) yield BYTE_ORDER_MARK
  yield* lines(table, ',', '.')
}

/** What separates the cells of a CSV file that Excel opens by itself; it depends on the computer's language. */
export type ExcelSeparator = 'comma' | 'semicolon'

/**
 * Where decimals come after a comma, Excel expects semicolons between cells: and takes 1.5 for the first of May.
 * @param language as the browser names it, which need not be a language tag: Chromium says “en-US@posix” where a computer has no language
 */
export function excelSeparatorOf(language: string): ExcelSeparator {
  try {
    return new Intl.NumberFormat(language.replace(/@.*/, '')).format(1.5).includes(',') ? 'semicolon' : 'comma'
  } catch {
    // No language at all.
    return 'comma'
  }
}

/** CSV as Excel opens it by a double click: always with a byte order mark; with semicolons go decimal commas. */
export function* excelCsv(table: Table, separator: ExcelSeparator): Generator<string, void, undefined> {
  yield BYTE_ORDER_MARK
  yield* separator === 'comma' ? lines(table, ',', '.') : lines(table, ';', ',')
}

function* lines({ columns, rows }: Table, separator: ',' | ';', decimalSign: '.' | ','): Generator<string, void, undefined> {
  yield `${columns.map(({ name }) => name).join(separator)}\r\n`
  yield* piecesOf(rows, row => {
    const cells = columns.map(column => {
      const text = cellText(column, row)
      if (isText(column)) return csvCell(formulaSafe(text), separator)
      return decimalSign === ',' && (column.kind === 'figure' || column.kind === 'amount') ? text.replace('.', ',') : text
    })
    return `${cells.join(separator)}\r\n`
  })
}

/** Tab-separated text as spreadsheets paste it. */
export function* tsv({ columns, rows }: Table): Generator<string, void, undefined> {
  yield `${columns.map(({ name }) => name).join('\t')}\n`
  yield* piecesOf(rows, row => {
    const cells = columns.map(column => {
      const text = cellText(column, row)
      return isText(column) ? tsvCell(formulaSafe(text)) : text
    })
    return `${cells.join('\t')}\n`
  })
}
