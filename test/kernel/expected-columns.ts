/*
 * The columns of a data set, made of judged events by plain lists and maps, to be compared with those of a real one.
 */
import { currencyNumber } from '../../src/base/currencies.ts'
import { packPlace } from '../../src/base/places.ts'
import type { Dataset } from '../../src/ltv/index.ts'
import type { ReferenceEvent, ReferenceReject } from '../reference/event.ts'

const KINDS = ['CUSTOMER NEW', 'CUSTOMER UPDATE', 'SITE_VISIT NEW', 'IMAGE UPLOAD', 'ORDER NEW', 'ORDER UPDATE']

interface ExpectedRow {
  readonly event: ReferenceEvent
  readonly kind: number
  readonly customer: number
  readonly key: number
  detail: number
  readonly place: number
  readonly line: number
  times: number
  /** Of orders. */
  readonly amount: readonly [units: number, currency: number]
}

/** Texts by their numbers. */
class Numbered {
  readonly #numbers = new Map<string, number>()
  readonly #texts: string[] = []

  numberOf(text: string): number {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    this.#numbers.set(text, this.#texts.length)
    return this.#texts.push(text) - 1
  }
  text(number: number): string {
    return this.#texts[number] ?? ''
  }
  get list(): readonly string[] {
    return this.#texts
  }
}

/** What the events and rejects of one file must leave in a data set, whose order they are given in. */
export class ExpectedColumns {
  readonly #customers = new Numbered()
  readonly #keys = new Numbered()
  readonly #names = new Numbered()
  readonly #records = new Numbered()
  readonly #rows: ExpectedRow[] = []
  readonly #rowOf = new Map<string, ExpectedRow>()
  readonly #orders = new Map<string, { standing: number; earliest: number; hasOriginal: number }>()
  readonly #rejects: unknown[] = []
  readonly #acceptedByKind = KINDS.map(() => 0)

  constructor() {
    this.#names.numberOf('')
  }

  get accepted(): number {
    return this.#acceptedByKind.reduce((sum, count) => sum + count, 0)
  }
  get rejected(): number {
    return this.#rejects.length
  }

  reject({ reason, field }: ReferenceReject, byte: number, line: number): void {
    this.#rejects.push([reason, field, line, byte])
  }

  accept(event: ReferenceEvent, byte: number, line: number): void {
    const kind = KINDS.indexOf(`${event.type} ${event.verb}`)
    const isOrder = event.type === 'ORDER'
    const detail = this.#detailOf(event)
    const customer = this.#customers.numberOf(event.customer)
    const key = event.type === 'CUSTOMER' ? 0 : this.#keys.numberOf(event.key)
    const amount = isOrder ? ([Number(event.amount), currencyNumber(event.currency)] as const) : ([0, 0] as const)
    this.#acceptedByKind[kind] = (this.#acceptedByKind[kind] ?? 0) + 1
    const identity = [kind, customer, key, event.time, event.type === 'CUSTOMER' ? detail : 0, ...amount].join(' ')
    const known = this.#rowOf.get(identity)
    if (known !== undefined) {
      known.times++
      if (event.type === 'IMAGE' && this.#names.text(detail) > this.#names.text(known.detail)) known.detail = detail
      return
    }
    const row = { event, kind, customer, key, detail, place: packPlace(0, byte), line, times: 1, amount }
    this.#rowOf.set(identity, row)
    const number = this.#rows.push(row) - 1
    if (isOrder) this.#addVersion(number, row)
  }

  /** The first thing in which a data set differs from this, in words; null when it differs in nothing. */
  differenceTo(dataset: Dataset): string | null {
    const { rows, orders, records, customers, keys, names } = dataset
    const own = this.#rows
    const amounts = own.filter(({ event }) => event.type === 'ORDER').map(({ amount }) => amount)
    let order = 0
    const details = own.map(({ event, detail }) => (event.type === 'ORDER' ? order++ : detail))
    const ownOrders = [...this.#orders.values()]
    const kept = dataset.rejects.list().map(({ reason, field, line, byte }) => [reason, field, line, byte])
    const text = dataset.texts[0]
    const pairs: [what: string, found: readonly unknown[], expected: readonly unknown[]][] = [
      ['rejects (reason, field, line, byte)', kept.map(String), this.#rejects.map(String)],
      ['accepted by kind', [...dataset.acceptedByKind], this.#acceptedByKind],
      ['accepted and rejected of the text', [text?.accepted, text?.rejected], [this.accepted, this.#rejects.length]],
      ['rows.kind', column(rows.kind, rows.length), own.map(({ kind }) => kind)],
      ['customers', textsOf(customers), this.#customers.list],
      ['keys', textsOf(keys), this.#keys.list],
      ['names', textsOf(names), this.#names.list],
      ['records.lastName', column(records.lastName, records.length), this.#recordColumn(0)],
      ['records.city', column(records.city, records.length), this.#recordColumn(1)],
      ['records.state', column(records.state, records.length), this.#recordColumn(2)],
      ['rows.customer', column(rows.customer, rows.length), own.map(({ customer }) => customer)],
      ['rows.key', column(rows.key, rows.length), own.map(({ key }) => key)],
      ['rows.time', column(rows.time, rows.length), own.map(({ event }) => event.time)],
      ['rows.detail', column(rows.detail, rows.length), details],
      ['rows.place', column(rows.place, rows.length), own.map(({ place }) => place)],
      ['rows.line', column(rows.line, rows.length), own.map(({ line }) => line)],
      ['rows.times', column(rows.times, rows.length), own.map(({ times }) => times)],
      ['rows.amountUnits', column(rows.amountUnits, rows.orderRows), amounts.map(([units]) => units)],
      ['rows.amountCurrency', column(rows.amountCurrency, rows.orderRows), amounts.map(([, currency]) => currency)],
      ['orders.standing', column(orders.standing, orders.length), ownOrders.map(({ standing }) => standing)],
      ['orders.earliest', column(orders.earliest, orders.length), ownOrders.map(({ earliest }) => earliest)],
      ['orders.hasOriginal', column(orders.hasOriginal, orders.length), ownOrders.map(({ hasOriginal }) => hasOriginal)],
    ]
    for (const [what, found, expected] of pairs) {
      const at = found.findIndex((value, index) => value !== expected[index])
      if (at >= 0) return `${what}[${at}] is ${found[at]}, expected ${expected[at]}`
      if (found.length !== expected.length) return `${what} ends with ${found.at(-1)}, expected ${expected[found.length]}`
    }
    return null
  }

  #detailOf({ type, texts }: ReferenceEvent): number {
    if (type === 'IMAGE') return this.#names.numberOf(`${texts['camera_make']} ${texts['camera_model']}`.trim())
    if (type !== 'CUSTOMER') return 0
    const numbers = ['last_name', 'adr_city', 'adr_state'].map(field => this.#names.numberOf(texts[field] ?? ''))
    return this.#records.numberOf(numbers.join(' '))
  }

  #addVersion(number: number, { event, customer, key }: ExpectedRow): void {
    const identity = `${customer} ${key}`
    const order = this.#orders.get(identity) ?? { standing: number, earliest: number, hasOriginal: 0 }
    this.#orders.set(identity, order)
    if (beats(event, this.#event(order.standing))) order.standing = number
    if (event.time < this.#event(order.earliest).time) order.earliest = number
    if (event.verb === 'NEW') order.hasOriginal = 1
  }

  #event(row: number): ReferenceEvent {
    const event = this.#rows[row]?.event
    if (event === undefined) throw new Error(`there is no row ${row}`)
    return event
  }

  #recordColumn(part: number): number[] {
    return this.#records.list.map(numbers => Number(numbers.split(' ')[part]))
  }
}

/** Whether of two versions of an order the first stands. */
function beats(a: ReferenceEvent, b: ReferenceEvent): boolean {
  if (a.time !== b.time) return a.time > b.time
  if (a.verb !== b.verb) return a.verb === 'UPDATE'
  if (a.amount !== b.amount) return a.amount > b.amount
  return a.currency > b.currency
}

function column(values: ArrayLike<number>, length: number): number[] {
  return Array.from({ length }, (_, index) => values[index] ?? Number.NaN)
}

function textsOf(table: { readonly length: number; text(number: number): string }): string[] {
  return Array.from({ length: table.length }, (_, number) => table.text(number))
}
