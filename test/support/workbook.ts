import Papa from 'papaparse'
import writeWorkbook from 'write-excel-file/universal'

type Cell = string | number | boolean | Date | null

/** An Excel workbook of these sheets, as a program for spreadsheets would write it. */
export async function workbookOf(sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>): Promise<Blob> {
  const written = Object.entries(sheets).map(([sheet, rows]) => ({
    sheet,
    data: rows.map(row => row.map(cell => (cell instanceof Date ? { value: cell, type: Date, format: 'mm/dd/yyyy hh:mm:ss' } : cell))),
  }))
  return writeWorkbook(written).toBlob()
}

/** The rows of a CSV text as a spreadsheet takes them in: numbers become numbers, and `02/16/2023 4:49:03` a date. */
export function sheetOf(csv: string): Cell[][] {
  const { data } = Papa.parse(csv.replace(/^\ufeff/, '').replace(/\s+$/, ''), {
    delimiter: ',',
    newline: csv.includes('\r\n') ? '\r\n' : '\n',
  })
  return data.map((row, at) => (at === 0 ? row : row.map(cellOf)))
}

function cellOf(text: string): Cell {
  if (text === '') return null
  if (/^-?\d{1,15}(?:\.\d+)?$/.test(text) && !/^0\d/.test(text)) return Number(text)
  const [, month, day, year, hour, minute, second] = /^(\d\d)\/(\d\d)\/(\d{4}) (\d+):(\d\d):(\d\d)$/.exec(text) ?? []
  if (month === undefined) return text
  const time = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)))
  // A spreadsheet keeps what is no date as a text.
  return time.getUTCDate() === Number(day) && Number(hour) < 24 ? time : text
}
