import { ltvOf, TOP, type TopCustomer, weekOf } from './reading.ts'

interface Order {
  time: number
  isUpdate: boolean
  units: number
}

/** The report as one writes it in an afternoon: an object per order, in Maps. By the same rules, for events without faults or repeats. */
export class SimpleLtv {
  readonly #orders = new Map<string, Map<string, Order>>()
  #first = Number.POSITIVE_INFINITY
  #last = Number.NEGATIVE_INFINITY
  events = 0

  take(type: string, verb: string, key: string, eventTime: string, customerId: string, totalAmount: string): void {
    this.events++
    const time = Date.parse(eventTime)
    if (time < this.#first) this.#first = time
    if (time > this.#last) this.#last = time
    const customer = type === 'CUSTOMER' ? key : customerId
    let orders = this.#orders.get(customer)
    if (orders === undefined) {
      orders = new Map()
      this.#orders.set(customer, orders)
    }
    if (type !== 'ORDER') return
    const version = { time, isUpdate: verb === 'UPDATE', units: Math.round(Number.parseFloat(totalAmount) * 10_000) }
    const known = orders.get(key)
    if (known === undefined || beats(version, known)) orders.set(key, version)
  }

  top(): TopCustomer[] {
    const weeks = weekOf(this.#last) - weekOf(this.#first) + 1
    const all = [...this.#orders].map(([id, orders]) => {
      let spendUnits = 0
      for (const { units } of orders.values()) spendUnits += units
      return { id, spendUnits, ltv: ltvOf(spendUnits, weeks) }
    })
    return all.sort((a, b) => b.spendUnits - a.spendUnits || (a.id < b.id ? -1 : 1)).slice(0, TOP)
  }
}

function beats(a: Order, b: Order): boolean {
  if (a.time !== b.time) return a.time > b.time
  if (a.isUpdate !== b.isUpdate) return a.isUpdate
  return a.units > b.units
}
