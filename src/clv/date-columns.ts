import { DAY } from '../base/time.ts'
import { isoDate } from '../base/weeks.ts'
import { DATE_READING, type DateOrder, monthFirstDay } from './order-dates.ts'
import { READING_BITS } from './order-rows.ts'
import type { Orders } from './orders-dataset.ts'
import { ShortDates } from './short-dates.ts'

/** A column of dates: that of all files with the same header. What its rows say of the order of day and month. */
export interface DateColumn {
  readonly header: string
  /** Numbers of its files. */
  readonly files: readonly number[]
  /** Rows that can be read day first only, month first only, and in both ways. */
  readonly dayFirstRows: number
  readonly monthFirstRows: number
  readonly eitherRows: number
  /** A date that can be read in both ways, as both; null when there is none. */
  readonly example: { readonly dayFirst: string; readonly monthFirst: string; readonly file: number; readonly line: number } | null
  /** The order that is known, from the mapping or from the rows; null when it has to be asked for. */
  readonly order: DateOrder | null
}

/** Rows handed over directly are a column of their own. */
const NO_FILE = -1

/**
 * The columns whose dates have day and month in an order of their own. The order is what was said, otherwise the one that more rows are possible in;
 * those that are only possible in the other are then wrong. Dates like 24/01/05 have the year first where they lie close together in that order only. Where as many speak for one as for the other, it stays open. Cost: one pass over the rows.
 */
export function dateColumns(orders: Orders): DateColumn[] {
  const { rows, texts } = orders
  const counts = new Float64Array((texts.length + 1) * 4)
  const firstEither = new Map<number, number>()
  const shortDates = new ShortDates()
  const { length, marks, file } = rows
  for (let row = 0; row < length; row += 1) {
    const reading = (marks[row] ?? 0) & READING_BITS
    shortDates.see(file[row] ?? 0, marks[row] ?? 0, rows.day[row] ?? 0)
    if (reading === DATE_READING.certain) continue
    const at = (file[row] ?? 0) * 4 + reading
    if (reading === DATE_READING.either && counts[at] === 0) firstEither.set((file[row] ?? 0) - 1, row)
    counts[at] = (counts[at] ?? 0) + 1
  }
  const groups = new Map<string, number[]>()
  for (let number = NO_FILE; number < texts.length; number += 1) {
    const { header, dateOrder } = sourceOf(orders, number)
    const key = JSON.stringify(header === '' || dateOrder !== null ? number : header)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [number])
    else group.push(number)
  }
  const columns: DateColumn[] = []
  for (const files of groups.values()) {
    const sum = (reading: number) => files.reduce((total, number) => total + (counts[(number + 1) * 4 + reading] ?? 0), 0)
    const dayFirstRows = sum(DATE_READING.dayFirstOnly)
    const monthFirstRows = sum(DATE_READING.monthFirstOnly)
    const eitherRows = sum(DATE_READING.either)
    if (dayFirstRows + monthFirstRows + eitherRows === 0) continue
    const { header, dateOrder } = sourceOf(orders, files[0] ?? NO_FILE)
    const counted = dayFirstRows === monthFirstRows ? null : dayFirstRows > monthFirstRows ? 'day-first' : 'month-first'
    const row = files.map(number => firstEither.get(number)).find(found => found !== undefined)
    const day = rows.day[row ?? -1]
    columns.push({
      header,
      files: files.filter(number => number !== NO_FILE),
      dayFirstRows,
      monthFirstRows,
      eitherRows,
      example:
        row === undefined || day === undefined
          ? null
          : {
              dayFirst: isoDate(day * DAY),
              monthFirst: isoDate(monthFirstDay(day) * DAY),
              file: (file[row] ?? 0) - 1,
              line: rows.line[row] ?? 0,
            },
      order: dateOrder ?? (shortDates.areYearFirst(files, dayFirstRows + monthFirstRows + eitherRows) ? 'year-first' : counted),
    })
  }
  return columns
}

/** The columns of dates whose order has to be asked for; none when all is clear. Say it with {@link settleDates}. */
export function ambiguousDates(orders: Orders): DateColumn[] {
  return dateColumns(orders).filter(({ order }) => order === null)
}

function sourceOf(orders: Orders, file: number): { readonly header: string; readonly dateOrder: DateOrder | null } {
  return orders.texts[file] ?? { header: '', dateOrder: orders.directDateOrder }
}

/**
 * Says in which order the dates of all files with a header stand whose order is not known yet; those of files without one and of rows handed over directly
 * where it is blank. Rows that are not possible in it become rejects.
 */
export function settleDates(orders: Orders, header: string, order: 'day-first' | 'month-first'): void {
  for (const text of orders.texts) if (text.header === header && text.dateOrder === null) text.dateOrder = order
  if (header === '') orders.directDateOrder ??= order
  orders.revision += 1
}
