import { currencyCode } from '../base/currencies.ts'
import { AMOUNT_SCALE } from '../base/money.ts'
import { byteOfPlace, fileOfPlace } from '../base/places.ts'
import { RejectList } from '../base/reject-list.ts'
import { CONTRADICTED, type Fault } from '../base/rejects.ts'
import { TextTable, type TextTableParts } from '../base/text-table.ts'
import { DAY } from '../base/time.ts'
import { isoDate } from '../base/weeks.ts'
import { emptyWeekColumns, type WeekColumns, type WeekRows } from '../ltv/week-rows.ts'
import { type Rollup, rowAt } from './dataset.ts'
import { MONDAY, SUNDAY, weekdayName, weekdayOf } from './ingest-row.ts'
import { ALONE, CONTESTED, type RollupRow, type RollupRows, UNTIMED } from './rows.ts'

/** What counts of all rows that were read. */
export interface SettledRollup {
  readonly customers: TextTableParts
  readonly weeks: WeekRows
  /** Of the rows as they were read, and of those that others left no place for. */
  readonly rejects: RejectList
  /** By file: rows that were taken when they were read, and left out when all were there. */
  readonly leftOutLater: readonly number[]
  /** Repeats of rows that count. */
  readonly repeats: number
  /** Rows that count, in which nothing happened. */
  readonly emptyWeeks: number
  /** Rows that count and do not say when things happened, if there are any. */
  readonly untimedWeeks: number
}

/**
 * A customer, week and currency that rows contradict each other about is left out altogether: no one of them is more true, and adding them up would count twice what
 * both hold. All weeks start on the same weekday: on Sunday, unless more rows start on Monday; the others are left out. What comes out does not depend on the order
 * of rows. Shares the storage of the rollup where nothing is left out. Cost: two passes over the rows.
 */
export function settleRollup(rollup: Rollup): SettledRollup {
  const { rows } = rollup
  const weekday = commonWeekday(rows)
  const rejects = RejectList.unpack(rollup.rejects.pack())
  const leftOutLater = rollup.texts.map(() => 0)
  const leaveOut = (row: number, fault: Fault): void => {
    const place = rows.place[row] ?? 0
    const file = fileOfPlace(place)
    const times = rows.times[row] ?? 0
    for (let time = 0; time < times; time += 1)
      rejects.add(fault, { file, line: rows.line[row] ?? 0, byte: byteOfPlace(place) }, () => rowText(rollup, row))
    leftOutLater[file] = (leftOutLater[file] ?? 0) + times
  }
  const kept = new Uint32Array(rows.length)
  let [length, repeats, emptyWeeks, untimedWeeks] = [0, 0, 0, 0]
  for (let row = 0; row < rows.length; row += 1) {
    if (rows.standing[row] === CONTESTED) {
      leaveOut(row, CONTRADICTION)
      continue
    }
    const day = rows.day[row] ?? 0
    if (weekdayOf(day) !== weekday) {
      leaveOut(row, otherWeekday(day, weekday))
      continue
    }
    const times = rows.times[row] ?? 0
    if (rows.standing[row] !== ALONE) {
      repeats += times
      continue
    }
    repeats += times - 1
    if (rows.events[row] === 0 && rows.visits[row] === 0 && rows.orders[row] === 0) {
      emptyWeeks += 1
      continue
    }
    if (rows.first[row] === UNTIMED) untimedWeeks += 1
    kept[length] = row
    length += 1
  }
  const { customers, columns } = chosen(rollup, kept.subarray(0, length))
  const weekStart = weekday === SUNDAY ? ('sunday' as const) : ('monday' as const)
  const weeks = { ...columns, length, weekStart, isTimed: untimedWeeks === 0 }
  return { customers, weeks, rejects, leftOutLater, repeats, emptyWeeks, untimedWeeks }
}

const CONTRADICTION: Fault = {
  reason: CONTRADICTED,
  field: null,
  message:
    'other rows of the same customer, week and currency say something else (expected one row for each: add them up where the rollup is made)',
}

function otherWeekday(day: number, weekday: number): Fault {
  const expected = weekday === SUNDAY ? 'Sunday' : 'Monday'
  return {
    reason: 'bad week_start',
    field: 'week_start',
    message: `“${isoDate(day * DAY)}” is a ${weekdayName(day)}, but the weeks of these files start on ${expected} (expected one weekday for all)`,
  }
}

function commonWeekday({ length, day, standing }: RollupRows): number {
  let mondaysMore = 0
  for (let row = 0; row < length; row += 1) if (standing[row] === ALONE) mondaysMore += weekdayOf(day[row] ?? 0) === MONDAY ? 1 : -1
  return mondaysMore > 0 ? MONDAY : SUNDAY
}

/** The columns of some rows, and the ids of their customers. */
function chosen({ customers, rows }: Rollup, kept: Uint32Array): { readonly customers: TextTableParts; readonly columns: WeekColumns } {
  const { customer, day, first, last, events, visits, orders, units, currency } = rows
  if (kept.length === rows.length)
    return { customers: customers.parts(), columns: { customer, day, first, last, events, visits, orders, units, currency } }
  const table = new TextTable()
  // Number of each customer in the new table plus one.
  const numbers = new Uint32Array(customers.length)
  const columns = emptyWeekColumns(kept.length)
  kept.forEach((row, at) => {
    const number = customer[row] ?? 0
    numbers[number] ||= table.intern(customers.text(number)) + 1
    columns.customer[at] = (numbers[number] ?? 0) - 1
    columns.day[at] = day[row] ?? 0
    columns.first[at] = first[row] ?? 0
    columns.last[at] = last[row] ?? 0
    columns.events[at] = events[row] ?? 0
    columns.visits[at] = visits[row] ?? 0
    columns.orders[at] = orders[row] ?? 0
    columns.units[at] = units[row] ?? 0
    columns.currency[at] = currency[row] ?? 0
  })
  return { customers: table.parts(), columns }
}

/** What a row says, in words of the relation: its own text is not kept. */
function rowText({ customers, rows }: Rollup, at: number): string {
  const row: RollupRow = rowAt(rows, at)
  const spend = (row.units / AMOUNT_SCALE).toFixed(4).replace(/\.?0+$/, '')
  const counts = `${row.events},${row.visits},${row.orders},${spend}`
  return `${customers.text(row.customer)},${isoDate(row.day * DAY)},${counts},${currencyCode(row.currency)}`
}
