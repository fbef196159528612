import { isCardColumn, MASKED } from '../base/cards.ts'
import type { Problem, TableSample } from '../base/problems.ts'
import type { LeftOut } from '../base/rejects.ts'
import { guessMapping, headerKey } from '../clv/column-mapping.ts'
import type { DateColumn } from '../clv/date-columns.ts'
import { mayBeCard } from '../stores/index.ts'

const SEVERAL_REASONS = 3

/**
 * Records were read, but not one could be accepted: the reasons, most first, and the first of them with its place. `unnamed` is what a table of them would be:
 * where they are no events, somebody can say what its columns mean.
 */
export function everythingRejected(summary: LeftOut, unnamed: TableSample | null = null): Problem {
  const reasons = summary.rejectedByReason.toSorted((one, other) => other.count - one.count)
  const named = reasons.slice(0, SEVERAL_REASONS).map(({ reason, count }) => `${grouped(count)} × ${reason}`)
  const others = reasons.length - named.length
  if (others > 0) named.push(`${others} more`)
  const [first] = summary.rejects
  const place =
    first === undefined
      ? ''
      : ` The first is ${summary.files[first.file]?.name ?? 'a record'}, line ${grouped(first.line)}: ${first.message}.`
  const all = summary.read === 1 ? 'The only record was left out' : `All ${grouped(summary.read)} records were left out`
  const isTypeless = reasons.length === 1 && reasons[0]?.reason === 'missing type'
  const table = isTypeless && unnamed !== null && !isNameless(unnamed) ? withKnown(unnamed) : null
  const ifOrders =
    table === null
      ? 'save them as CSV with a row for each order, and drop that (of JSON none are read whose amounts may be in cents without saying so)'
      : 'say what their columns mean'
  return {
    code: 'no-events',
    file: null,
    message: `${all}: ${named.join(', ')}.${place}`,
    wayOut: isTypeless
      ? `Events have the fields type, verb, key and event_time, in small letters. If these are orders, ${ifOrders}.`
      : 'See which records were left out and why, correct them or the names of their fields, and drop the file again.',
    ...(table === null ? {} : { table }),
  }
}

/** There was nothing to read, and no file to blame for it. */
export const NOTHING_FOUND: Problem = {
  code: 'empty',
  file: null,
  message: 'There is no record in what was given.',
  wayOut: 'Drop a file with at least one record.',
}

/** Files of different kinds cannot be one data set: an order that stands in events and in a table of orders would count twice, and stores answer other questions. */
export const SEVERAL_KINDS: Problem = {
  code: 'several-kinds',
  file: null,
  message: 'These files are not all of one kind: customer events, orders, weeks of customers, and the tables of stores are different data.',
  wayOut: 'Open one kind at a time; an order that stands in two kinds would be counted twice.',
}

/** As many digits as a card number has, however they are grouped. */
const LONG_NUMBER = /\d(?:[ -]?\d){11,}/
const LONG_NUMBERS = new RegExp(LONG_NUMBER, 'g')

/**
 * A table that no report knows, with what its columns would be if it were one of orders. Nothing of it is told that may be a card number: without a row of
 * names the first row of data would be told in their place.
 */
export function withGuess(problem: Problem): Problem {
  if (problem.code !== 'not-events') return problem
  const { table, ...rest } = problem
  if (table !== undefined && isNameless(table))
    return { ...rest, message: 'This is a table without names of columns: long numbers stand in its first row.' }
  if (table === undefined || table.rows.length === 0) return { ...problem, message: problem.message.replace(LONG_NUMBERS, MASKED) }
  return { ...problem, table: withKnown(table) }
}

function isNameless({ columns }: TableSample): boolean {
  return columns.some(column => LONG_NUMBER.test(column))
}

function withKnown(table: TableSample): TableSample {
  const guess = guessMapping(table.columns, table.rows)
  const known = guess.kind === 'incomplete' ? guess.known : {}
  return { ...withoutCards(table), header: headerKey(table.columns), known }
}

/**
 * A sample as it may be shown: columns for card numbers or their codes do not leave the reading thread, so that nobody can take them for anything else, nor does
 * what may be such a number and has slipped into another column.
 */
function withoutCards({ columns, rows }: TableSample): TableSample {
  const isShown = columns.map(column => !isCardColumn(column))
  if (!isShown.includes(false)) return { columns, rows }
  const masked = (cell: string, at: number): string => (mayBeCard(cell, (columns[at] ?? '').toLowerCase()) ? MASKED : cell)
  return {
    columns: columns.filter((_, at) => isShown[at]),
    rows: rows.map(row => row.map(masked).filter((_, at) => isShown[at])),
  }
}

/** A column of dates like 03/04/2011 throughout. */
export function undecidedDates({ header, example }: DateColumn, file: string | null): Problem {
  const { dayFirst = '', monthFirst = '', line = 0 } = example ?? {}
  return {
    code: 'undecided-dates',
    file,
    message: `Its dates can be read with the day or the month first: that of line ${grouped(line)} is ${dayFirst} or ${monthFirst}.`,
    wayOut: 'Say which it is; files with the same columns will then be read in the same way.',
    dates: { header, dayFirst, monthFirst },
  }
}

/** What browsers say when a buffer, array, map or text would become too large for them. */
const TOO_LARGE = /allocation|out of memory|array length|maximum size|string length/i

/** An error of the program or the browser, as something a user can act on. */
export function problemOf(error: unknown): Problem {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof RangeError && TOO_LARGE.test(message)) {
    return {
      code: 'too-large',
      file: null,
      message: `The data is more than this browser can hold at once (${message}).`,
      wayOut: 'Close other tabs and try again, or open fewer files.',
    }
  }
  return {
    code: 'worker-stopped',
    file: null,
    message: `The reading thread came upon an error of its own: ${message}.`,
    wayOut: 'Drop the files again. If it happens again, please report it with this message.',
  }
}

function grouped(count: number): string {
  return count.toLocaleString('en-US')
}
