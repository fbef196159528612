import { mix32, SeededRandom } from '../base/seeded-random.ts'
import { DAY } from '../base/time.ts'
import { SAMPLE_START, SampleClock } from './sample-clock.ts'
import { CAMERAS, CAMPAIGNS, LAST_NAMES, PRICES_CENTS, pick, TOWNS } from './sample-words.ts'

/** A sample shop is a pure function of this recipe. */
export interface SampleRecipe {
  /** Whole number 0 … 2^32 − 1. */
  readonly seed: number
  /** 1 … 1,000,000. All of them appear when there are clearly more events than customers. */
  readonly customers: number
  /** 1 … 5,000,000: the number of lines, bad ones and repeats included. */
  readonly events: number
}

/** One line in so many is bad. */
const LINES_PER_BAD_ROW = 1_000
const LINES_PER_CHUNK = 256
/** So many orders back an UPDATE or a refund may reach, and so many lines back a repeat. */
const REMEMBERED = 256
/** So many late lines wait at any time. */
const HELD_BACK = 64

/**
 * The sample shop as NDJSON: a photo shop's year, in pieces of a few hundred lines that together have exactly `recipe.events` lines.
 * Spend is skewed (a tenth of the customers makes about half of it) and follows the seasons; customers join all year and many leave again.
 * About 8 % of the orders are updated, some are refunded, some lines come late or twice, and at least 3 (a quarter of the lines at most) are bad.
 * The same recipe gives the same text, on every engine: no transcendental functions, clock or randomness are used.
 *
 * Memory: a few KiB and 2 bytes a customer, however many events. Speed: about half a million lines a second.
 * @throws RangeError when a part of the recipe is outside its range
 */
export function* sampleText(recipe: SampleRecipe): Generator<string, void, undefined> {
  checkWhole('seed', recipe.seed, 0, 0xffff_ffff)
  checkWhole('customers', recipe.customers, 1, 1_000_000)
  checkWhole('events', recipe.events, 1, 5_000_000)
  const shop = new SampleShop(recipe)
  let chunk = ''
  let lines = 0
  for (const line of shop.lines()) {
    chunk += `${line}\n`
    if (++lines % LINES_PER_CHUNK === 0) {
      yield chunk
      chunk = ''
    }
  }
  if (chunk !== '') yield chunk
}

interface PlacedOrder {
  readonly customer: number
  readonly orderId: string
  readonly cents: number
}

/** What a customer still does in the visit to the shop that is being told. */
interface Session {
  readonly customer: number
  time: number
  visits: number
  images: number
  orders: number
}

class SampleShop {
  readonly #recipe: SampleRecipe
  readonly #random: SeededRandom
  readonly #clock: SampleClock
  readonly #badRows: number
  /** By customer: day of the year on which they joined. */
  readonly #joinDay: Uint16Array
  #joined = 0
  /** Counts orders and images, for their ids. */
  #things = 0
  #session: Session = { customer: 0, time: SAMPLE_START, visits: 0, images: 0, orders: 0 }
  readonly #recentOrders: PlacedOrder[] = []
  readonly #recentLines: string[] = []
  // The popularity order of customers is a scrambled one of the order in which they join: customer = (slot × stride + offset) mod customers.
  readonly #stride: number
  readonly #offset: number

  constructor(recipe: SampleRecipe) {
    this.#recipe = recipe
    this.#random = new SeededRandom(recipe.seed)
    this.#clock = new SampleClock(recipe.events)
    this.#badRows = Math.min(Math.max(3, Math.floor(recipe.events / LINES_PER_BAD_ROW)), Math.floor(recipe.events / 4))
    this.#joinDay = new Uint16Array(recipe.customers)
    this.#stride = coprimeTo(recipe.customers, this.#random)
    this.#offset = this.#random.below(recipe.customers)
  }

  *lines(): Generator<string, void, undefined> {
    const { events } = this.#recipe
    const late: string[] = []
    for (let index = 0; index < events; index++) {
      const line = this.#isBadRow(index) ? this.#badRow(index) : this.#goodRow(index)
      if (!this.#random.chance(0.03)) yield line
      else if (late.length < HELD_BACK) late.push(line)
      else {
        // A random one of the waiting lines is let go: most wait for a short while, a few for weeks.
        const slot = this.#random.below(HELD_BACK)
        yield late[slot] ?? line
        late[slot] = line
      }
    }
    yield* late
  }

  /** Bad rows are spread evenly, so that a few are near the top of the file. */
  #isBadRow(index: number): boolean {
    const { events } = this.#recipe
    return this.#badRowsBefore(index + 1, events) > this.#badRowsBefore(index, events)
  }

  #badRowsBefore(index: number, events: number): number {
    return Math.floor((index * this.#badRows) / events)
  }

  #goodRow(index: number): string {
    const line = this.#nextRow(index)
    this.#recentLines[index % REMEMBERED] = line
    return line
  }

  #nextRow(index: number): string {
    const { customers, events } = this.#recipe
    const now = this.#clock.timeOf(index)
    const goodRowsLeft = events - index - (this.#badRows - this.#badRowsBefore(index, events))
    if (this.#joined < customers && (this.#joined <= customers * joinedShare(index / events) || customers - this.#joined >= goodRowsLeft)) {
      return this.#join(now)
    }
    const session = this.#session
    if (session.visits + session.images + session.orders === 0) {
      const customer = this.#pickCustomer(now)
      const fate = this.#random.unit()
      if (fate < 0.02) return this.#orderUpdate(now)
      if (fate < 0.024) return this.#refund(now)
      if (fate < 0.04) return this.#customerRow('UPDATE', customer, now, this.#random.next())
      if (fate < 0.05) return this.#recentLines[this.#random.below(Math.min(index, REMEMBERED))] ?? this.#visit(customer, now)
      this.#openSession(customer, now)
    }
    return this.#continueSession()
  }

  #join(now: number): string {
    const customer = this.#joined++
    this.#joinDay[customer] = dayOf(now)
    this.#openSession(customer, now)
    return this.#customerRow('NEW', customer, now, mix32(this.#recipe.seed ^ mix32(customer)))
  }

  #openSession(customer: number, now: number): void {
    const visits = 1 + this.#random.below(4)
    const images = this.#random.chance(0.2) ? 1 + this.#random.below(4) : 0
    const orders = this.#random.chance(0.35) ? 1 : 0
    this.#session = { customer, time: now, visits, images, orders }
  }

  #continueSession(): string {
    const session = this.#session
    session.time += 5_000 + this.#random.below(240_000)
    if (session.visits > 0) {
      session.visits--
      return this.#visit(session.customer, session.time)
    }
    if (session.images > 0) {
      session.images--
      return this.#image(session.customer, session.time)
    }
    session.orders--
    return this.#order(session.customer, session.time)
  }

  #pickCustomer(now: number): number {
    const { customers } = this.#recipe
    // Someone picked may not have joined yet, or have left; after a few tries anyone will do.
    for (let tries = 0; tries < 8; tries++) {
      const unit = this.#random.unit()
      // The most popular slots are visited 25 times as often as the average one, and a tenth of them gets 45 % of the sessions.
      const slot = Math.floor(customers * (0.04 * unit + 0.96 * unit * unit * unit))
      const customer = (slot * this.#stride + this.#offset) % customers
      if (customer < this.#joined && dayOf(now) - (this.#joinDay[customer] ?? 0) <= this.#lifeDays(customer)) return customer
    }
    return this.#random.below(Math.max(1, this.#joined))
  }

  /** A fifth of the customers never returns, others stay for a month up to all year. */
  #lifeDays(customer: number): number {
    const fate = mix32(this.#recipe.seed + Math.imul(customer + 1, 0x9e3779b1))
    return fate % 5 === 0 ? 0 : 30 + (fate % 701)
  }

  #orderCents(customer: number): number {
    let cents = 0
    for (let items = 1 + this.#random.below(3); items > 0; items--) {
      cents += pick(PRICES_CENTS, this.#random.next()) * (1 + this.#random.below(3))
    }
    // Some customers buy for a family, a club or a firm.
    const fate = mix32(customer ^ 0x5bd1e995) % 100
    return cents * (fate < 75 ? 1 : fate < 93 ? 2 : fate < 99 ? 4 : 9)
  }

  #customerRow(verb: string, customer: number, time: number, fate: number): string {
    const [city, state] = pick(TOWNS, fate >>> 8)
    // A customer who moves keeps their name; not every customer has told where they live.
    const name = pick(LAST_NAMES, mix32(customer ^ this.#recipe.seed))
    const place = fate % 16 === 0 ? '' : `,"adr_city":"${city}","adr_state":"${state}"`
    return `{"type":"CUSTOMER","verb":"${verb}","key":"${this.#customerId(customer)}","event_time":"${timeText(time)}","last_name":"${name}"${place}}`
  }

  #visit(customer: number, time: number): string {
    const page = hexadecimal(mix32(1 + this.#random.below(400)))
    const campaign = pick(CAMPAIGNS, this.#random.next())
    const tags = campaign === '' ? '[]' : `[{"name":"campaign","value":"${campaign}"}]`
    return `${start('SITE_VISIT', 'NEW', `page-${page}`, time)}${this.#customerId(customer)}","tags":${tags}}`
  }

  #image(customer: number, time: number): string {
    const [make, model] = pick(CAMERAS, mix32(customer) + (this.#random.chance(0.1) ? 1 : 0))
    const rest = `${this.#customerId(customer)}","camera_make":"${make}","camera_model":"${model}"}`
    return `${start('IMAGE', 'UPLOAD', `img-${this.#thingId()}`, time)}${rest}`
  }

  #order(customer: number, time: number): string {
    const order = { customer, orderId: `ord-${this.#thingId()}`, cents: this.#orderCents(customer) }
    this.#recentOrders[this.#things % REMEMBERED] = order
    return this.#orderRow('NEW', order, time)
  }

  /** An item is added or taken back from a recent order, some time after it. */
  #orderUpdate(time: number): string {
    const order = this.#recentOrder()
    if (order === null) return this.#visit(this.#pickCustomer(time), time)
    const item = pick(PRICES_CENTS, this.#random.next())
    const cents = this.#random.chance(0.5) || order.cents <= item ? order.cents + item : order.cents - item
    return this.#orderRow('UPDATE', { ...order, cents }, time)
  }

  #refund(time: number): string {
    const order = this.#recentOrder()
    if (order === null) return this.#visit(this.#pickCustomer(time), time)
    return this.#orderRow('NEW', { ...order, orderId: `ref-${this.#thingId()}`, cents: -order.cents }, time)
  }

  #recentOrder(): PlacedOrder | null {
    for (let tries = 0; tries < 8; tries++) {
      const order = this.#recentOrders[this.#random.below(REMEMBERED)]
      if (order !== undefined) return order
    }
    return null
  }

  #orderRow(verb: string, order: PlacedOrder, time: number): string {
    return `${start('ORDER', verb, order.orderId, time)}${this.#customerId(order.customer)}","total_amount":"${amountText(order.cents)} USD"}`
  }

  /** The four kinds of bad row take turns. */
  #badRow(index: number): string {
    const time = this.#clock.timeOf(index)
    const customer = this.#random.below(Math.max(1, this.#joined))
    const order = { customer, orderId: `ord-${this.#thingId()}`, cents: this.#orderCents(customer) }
    const line = this.#orderRow('NEW', order, time)
    switch (this.#badRowsBefore(index, this.#recipe.events) % 4) {
      case 0:
        return line.replace(/"customer_id":"[^"]*",/, '')
      case 1:
        return line.replace(/\d USD"/, 'x USD"')
      case 2:
        return line.slice(0, line.indexOf(',"event_time"') + 20)
      default:
        return line.replace(/"event_time":"\d+-\d+-\d+/, '"event_time":"2024-02-30')
    }
  }

  #customerId(customer: number): string {
    // mix32 is one to one, so two customers never share an id.
    return `${hexadecimal(mix32(customer ^ this.#recipe.seed))}${hexadecimal(mix32(customer + 0x1234)).slice(4)}`
  }

  #thingId(): string {
    return hexadecimal(mix32(this.#things++ + 0x51ed27))
  }
}

/** Share of the customers that has joined when a share of the lines is told: fast in the beginning, all after 96 %. */
function joinedShare(told: number): number {
  const missing = 1 - told / 0.96
  return missing <= 0 ? 1 : 1 - missing * missing
}

function start(type: string, verb: string, key: string, time: number): string {
  return `{"type":"${type}","verb":"${verb}","key":"${key}","event_time":"${timeText(time)}","customer_id":"`
}

function amountText(cents: number): string {
  const size = Math.abs(cents)
  const fraction = size % 100
  return `${cents < 0 ? '-' : ''}${Math.floor(size / 100)}.${fraction < 10 ? '0' : ''}${fraction}`
}

const timeText = (time: number): string => new Date(time).toISOString()

const dayOf = (time: number): number => Math.floor((time - SAMPLE_START) / DAY)

const hexadecimal = (bits: number): string => bits.toString(16).padStart(8, '0')

function coprimeTo(modulus: number, random: SeededRandom): number {
  for (;;) {
    const candidate = 1 + random.below(modulus)
    if (greatestCommonDivisor(candidate, modulus) === 1) return candidate
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}

function checkWhole(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return
  throw new RangeError(`${name} of the sample shop is ${value}; expected a whole number from ${least} to ${most}`)
}
