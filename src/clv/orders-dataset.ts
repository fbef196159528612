import type { NoteCode } from '../base/notes.ts'
import { type PackedRejects, RejectList } from '../base/reject-list.ts'
import type { Fault, Place } from '../base/rejects.ts'
import { TextTable, type TextTableParts } from '../base/text-table.ts'
import type { DateOrder } from './order-dates.ts'
import { OrderRows, type OrderRowsParts } from './order-rows.ts'

/** How the amounts of a text are meant where they do not say so themselves. */
export interface AmountsOfText {
  /** ISO 4217 code of amounts without one. */
  readonly currency: string | null
  readonly isHundredths: boolean
  /** Each is what a whole order comes to. */
  readonly isOfOrder: boolean
}

const PLAIN_AMOUNTS: AmountsOfText = { currency: null, isHundredths: false, isOfOrder: false }

/** A text that was read into a data set of orders: a plain file, or a member of an archive. */
export interface OrderText {
  /** “export/orders.csv”, “archive.zip/orders.csv”. */
  readonly path: string
  /** For example “CSV, comma”. */
  readonly format: string
  /** Why it was recognised as that. */
  readonly reason: string
  /** What its header row is called by, see `headerKey`: the dates of all files with the same one are one column. Blank without a header. */
  readonly header: string
  /** What the name of the column of amounts says, see `amountName`. */
  readonly amounts: AmountsOfText
  /** As the mapping or `settleDates` says; null where the column itself has to tell. */
  dateOrder: DateOrder | null
  /** Size in bytes, as far as it is known. */
  bytes: number
  accepted: number
  rejected: number
  /** How often the reader had to make a note, by what it was about. */
  readonly notes: Map<NoteCode, number>
}

/**
 * A data set of order rows: all accepted rows in typed columns (no object per row), the counts, and the rejects. What the rows come to (which date is meant,
 * which row repeats another, which rows are one order) is only worked out when it is asked for, so it never depends on the order in which rows and files come.
 *
 * Costs about 59 bytes a row and the bytes of the distinct ids. Filled by `ingestOrderRow`.
 */
export class Orders {
  readonly customers: TextTable
  readonly orderIds: TextTable
  readonly itemIds: TextTable
  readonly rows: OrderRows
  readonly texts: OrderText[]
  readonly rejects: RejectList
  /**
   * Texts of the first rows of each text whose date or amount can be read in one way only, or that are no spend: should they turn out to be rejects,
   * they are there to be looked at. By row.
   */
  readonly decisiveRows: Map<number, string>
  /** How many rows have each state of a payment or an order; of the first {@link KEPT_STATES} that turn up. */
  readonly states: Map<string, number>
  /** As {@link OrderText.dateOrder}, of rows that were handed over directly. */
  directDateOrder: DateOrder | null
  /** Changes whenever a query might answer differently. */
  revision = 0
  /** Rows in {@link decisiveRows} by text and what is decided. */
  private readonly decisive = new Map<string, number>()
  private lastCustomer = ''
  private lastCustomerNumber = 0
  private lastOrder = ''
  private lastOrderNumber = 0

  constructor(parts?: OrdersParts) {
    this.customers = new TextTable(parts?.customers)
    this.orderIds = new TextTable(parts?.orderIds)
    this.itemIds = new TextTable(parts?.itemIds)
    this.rows = new OrderRows(parts?.rows)
    this.texts = parts === undefined ? [] : parts.texts.map(text => ({ ...text, notes: new Map(text.notes) }))
    this.rejects = parts === undefined ? new RejectList() : RejectList.unpack(parts.rejects)
    this.decisiveRows = new Map(parts?.decisiveRows)
    this.states = new Map(parts?.states)
    this.directDateOrder = parts?.directDateOrder ?? null
  }

  /** Number of a customer id, which is entered when it is new. Rows of a customer, and of an order, mostly stand side by side. */
  customerNumber(id: string): number {
    if (id !== this.lastCustomer || this.customers.length === 0) {
      this.lastCustomerNumber = this.customers.intern(id)
      this.lastCustomer = id
    }
    return this.lastCustomerNumber
  }

  /** Number of an order id, which is entered when it is new. */
  orderNumber(id: string): number {
    if (id !== this.lastOrder || this.orderIds.length === 0) {
      this.lastOrderNumber = this.orderIds.intern(id)
      this.lastOrder = id
    }
    return this.lastOrderNumber
  }

  /** Counts a state that a row has. */
  countState(state: string, rows = 1): void {
    const count = this.states.get(state)
    if (count !== undefined || this.states.size < KEPT_STATES) this.states.set(state, (count ?? 0) + rows)
  }

  /** Keeps the text of the row that was just added, as long as there are few of its kind. `raw` is only called when it is kept. */
  keepDecisive(what: DecisiveKind, file: number, raw: () => string): void {
    const kind = `${file} ${what}`
    const kept = this.decisive.get(kind) ?? 0
    if (kept >= KEPT_DECISIVE_ROWS) return
    this.decisive.set(kind, kept + 1)
    const row = this.rows.length - 1
    if (!this.decisiveRows.has(row)) this.decisiveRows.set(row, raw())
  }

  /** Counts and keeps a row that is left out. `raw` is only called when its text is kept. */
  reject(fault: Fault, place: Place, raw: () => string): void {
    this.revision += 1
    this.rejects.add(fault, place, raw)
    const text = this.texts[place.file]
    if (text !== undefined) text.rejected += 1
  }
}

const KEPT_DECISIVE_ROWS = 1_000
const KEPT_STATES = 100

/** What a row decides by itself: the order of day and month, the decimal sign, or that it is no spend. */
export type DecisiveKind = 'day-first' | 'month-first' | 'point' | 'comma' | 'no-spend'

/** An empty data set of orders. */
export function createOrders(): Orders {
  return new Orders()
}

/** Enters a text that is about to be read. Returns its number, for the `file` of places. */
export function addOrderText(
  orders: Orders,
  text: {
    readonly path: string
    readonly format: string
    readonly reason: string
    readonly bytes?: number
    /** See {@link OrderText.header}. */
    readonly header?: string
    readonly amounts?: AmountsOfText
    readonly dateOrder?: DateOrder | null
  },
): number {
  const { path, format, reason, bytes = 0, header = '', amounts = PLAIN_AMOUNTS, dateOrder = null } = text
  orders.revision += 1
  return orders.texts.push({ path, format, reason, header, amounts, dateOrder, bytes, accepted: 0, rejected: 0, notes: new Map() }) - 1
}

/** Sets the size of a text, which is often known only after it was read. */
export function setOrderTextBytes(orders: Orders, file: number, bytes: number): void {
  textAt(orders, file).bytes = bytes
  orders.revision += 1
}

/** Adds to what is to be said about a text as a whole; counts of the same code add up. */
export function addOrderNote(orders: Orders, file: number, code: NoteCode, count: number): void {
  const { notes } = textAt(orders, file)
  notes.set(code, (notes.get(code) ?? 0) + count)
  orders.revision += 1
}

function textAt(orders: Orders, file: number): OrderText {
  const text = orders.texts[file]
  if (text === undefined) throw new RangeError(`The orders have no file ${file} (they have ${orders.texts.length})`)
  return text
}

/** All storage of a data set of orders. */
export interface OrdersParts {
  readonly customers: TextTableParts
  readonly orderIds: TextTableParts
  readonly itemIds: TextTableParts
  readonly rows: OrderRowsParts
  readonly texts: readonly OrderText[]
  readonly rejects: PackedRejects
  readonly decisiveRows: ReadonlyMap<number, string>
  readonly states: ReadonlyMap<string, number>
  readonly directDateOrder: DateOrder | null
}

/** Orders in a form that can be sent to another thread; made by `packOrders`, opened by `unpackOrders`. */
export interface PackedOrders {
  /** To be listed as transferred: then nothing is copied. */
  readonly buffers: readonly ArrayBuffer[]
  readonly parts: OrdersParts
}

/** Storage is shared, not copied: the orders must not be used any more once the buffers were transferred. Cost: constant. */
export function packOrders(orders: Orders): PackedOrders {
  const parts: OrdersParts = {
    customers: orders.customers.parts(),
    orderIds: orders.orderIds.parts(),
    itemIds: orders.itemIds.parts(),
    rows: orders.rows.parts(),
    texts: orders.texts,
    rejects: orders.rejects.pack(),
    decisiveRows: orders.decisiveRows,
    states: orders.states,
    directDateOrder: orders.directDateOrder,
  }
  return { buffers: [parts.customers, parts.orderIds, parts.itemIds, parts.rows].flatMap(buffersOf), parts }
}

/** The orders that were packed. Takes over their storage. Cost: constant. */
export function unpackOrders(packed: PackedOrders): Orders {
  return new Orders(packed.parts)
}

function buffersOf(parts: object): ArrayBuffer[] {
  const buffers: ArrayBuffer[] = []
  for (const part of Object.values(parts)) {
    if (ArrayBuffer.isView(part) && part.buffer instanceof ArrayBuffer) buffers.push(part.buffer)
  }
  return buffers
}
