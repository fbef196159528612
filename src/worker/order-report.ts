import type { NoteCode } from '../base/notes.ts'
import type { Fault, Place } from '../base/rejects.ts'
import {
  addOrderNote,
  addOrderText,
  ambiguousDates,
  amountsOfTable,
  createOrders,
  headerKey,
  ingestOrderRow,
  ordersLayout,
  rejectOrderRow,
} from '../clv/index.ts'
import type { DateOrder } from '../clv/order-dates.ts'
import type { TableChoices } from '../clv/table-choices.ts'
import type { TableText } from '../intake/reading.ts'
import { CustomerData } from './customer-data.ts'
import { undecidedDates } from './failures.ts'
import { eventsOfOrders } from './orders-as-events.ts'
import type { Refusal, Report, ReportTarget, TextFound } from './report.ts'

/** Tables and logs of orders, which are made into events when all of them are there. */
export const ORDER_REPORT: Report = {
  readsJson: false,
  layouts: ({ mappings }) => [ordersLayout(new Map(mappings))],
  begin: ({ choices }) => new OrdersTaken(choices),
}

class OrdersTaken implements ReportTarget {
  readonly #orders = createOrders()
  readonly #choices: TableChoices

  constructor(choices: TableChoices) {
    this.#choices = choices
  }

  text(text: TextFound, table: TableText | null): number {
    const header = headerKey(table?.header ?? [])
    const file = addOrderText(this.#orders, { ...text, ...this.#said(header), amounts: amountsOfTable(table) })
    const { mappings, dateOrders } = this.#choices
    if ([...mappings, ...dateOrders].some(([of]) => of === header)) addOrderNote(this.#orders, file, 'as-told', 1)
    return file
  }

  take(value: unknown, place: Place, raw: () => string): Fault | null {
    return ingestOrderRow(value, this.#orders, place, raw)
  }

  reject(fault: Fault, place: Place, raw: string): void {
    rejectOrderRow(this.#orders, fault, place, raw)
  }

  note(file: number, code: NoteCode, count: number): void {
    addOrderNote(this.#orders, file, code, count)
  }

  /** Rows are added up only when all are there, so there is nothing to rank before. */
  soFar(): null {
    return null
  }

  /** No data while there are dates that can be read in two ways. */
  finish(): CustomerData | Refusal {
    const orders = this.#orders
    const undecided = ambiguousDates(orders)
    if (undecided.length > 0)
      return { problems: undecided.map(column => undecidedDates(column, orders.texts[column.files[0] ?? -1]?.path ?? null)) }
    return new CustomerData(eventsOfOrders(orders), orders)
  }

  /** What was said about tables with this header. */
  #said(key: string): { readonly header: string; readonly dateOrder: DateOrder | null } {
    const mapped = new Map(this.#choices.mappings).get(key)?.dateOrder ?? null
    return { header: key, dateOrder: mapped ?? new Map(this.#choices.dateOrders).get(key) ?? null }
  }
}
