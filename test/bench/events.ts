import { EVENT_FIELDS } from '../../src/base/event-fields.ts'
import { mix32, SeededRandom } from '../../src/base/seeded-random.ts'

/** Every file of the bench holds the events of such a recipe, and is a pure function of it. */
export interface BenchRecipe {
  readonly events: number
  readonly customers: number
}

/** Columns of the table form, in order; in JSON an event has those that are not blank. */
const COLUMNS = [...EVENT_FIELDS, 'tags'] as const
type Fields = Partial<Record<(typeof COLUMNS)[number], string>>

/** One event as a line of NDJSON or of CSV, without the line break. */
export interface EventLine {
  readonly json: string
  readonly csv: string
}

export const CSV_HEADER = COLUMNS.join(',')

const SEED = 20_250_106
const YEAR_START = Date.UTC(2024, 0, 1)
const YEAR_MS = 366 * 86_400_000
const NAMES = ['Smith', 'García', 'Nguyen', 'Müller', 'Okafor', 'Johnson', 'Kowalski', 'Rossi']
const CITIES = ['Middletown', 'Salem', 'Georgetown', 'Springfield', 'Fairview', 'San José']
const STATES = ['AK', 'CA', 'NY', 'TX', 'WA', 'OR']
const CAMERAS = ['EOS 80D', 'X-T30', 'D3500', 'Alpha 7']
const DEVICES = ['phone', 'tablet', 'computer']
const CAMPAIGNS = ['spring-sale-newsletter', 'organic-search-result', 'photo-book-retargeting']

/**
 * The events of a recipe, in no order of time: 50 % visits, 15 % customers (half of them updates), 20 % orders, 10 % updates of orders, 5 % images.
 * No bad ones, so that every contestant can read them by its plainest rules. Popular customers have most of the events. About 200 bytes each as JSON.
 */
export function* benchEvents({ events, customers }: BenchRecipe): Generator<EventLine, void, undefined> {
  const random = new SeededRandom(SEED)
  const customerId = (index: number) => `c${hexadecimal(mix32(index))}${hexadecimal(mix32(index ^ 0x5bd1e995)).slice(5)}`
  let introduced = 0
  // First every customer once, then the popular ones more often.
  const anyCustomer = () =>
    customerId(introduced < customers ? introduced++ : Math.floor(customers * (0.2 * random.unit() + 0.8 * random.unit() ** 3)))
  const time = () => new Date(YEAR_START + Math.floor(random.unit() * YEAR_MS)).toISOString()
  const one = (words: readonly string[]) => words[random.below(words.length)] ?? ''
  // What an order's number says of it, so that an update finds its customer without a memory of all orders.
  const orderOf = (number: number): Fields => {
    const share = mix32(number) / 0x1_0000_0000
    const customer = Math.floor(customers * share * share)
    return { type: 'ORDER', key: `ord-${hexadecimal(mix32(number ^ 0x2545f491))}`, customer_id: customerId(customer) }
  }
  const amount = () => `${1 + random.below(400)}.${String(random.below(100)).padStart(2, '0')} USD`
  let orders = 0
  for (let index = 0; index < events; index++) {
    const fate = random.unit()
    if (fate < 0.15) {
      const place = { last_name: one(NAMES), adr_city: one(CITIES), adr_state: one(STATES) }
      yield line({ type: 'CUSTOMER', verb: random.chance(0.5) ? 'NEW' : 'UPDATE', key: anyCustomer(), event_time: time(), ...place })
    } else if (fate < 0.65) {
      const page = { key: `page-${hexadecimal(mix32(random.below(4_000)))}`, event_time: time(), customer_id: anyCustomer() }
      yield line({
        type: 'SITE_VISIT',
        verb: 'NEW',
        ...page,
        tags: `[{"name":"campaign","value":"${one(CAMPAIGNS)}"},{"name":"device","value":"${one(DEVICES)}"}]`,
      })
    } else if (fate < 0.7) {
      const image = { key: `img-${hexadecimal(mix32(index))}`, event_time: time(), customer_id: anyCustomer() }
      yield line({ type: 'IMAGE', verb: 'UPLOAD', ...image, camera_make: 'Camera works', camera_model: one(CAMERAS) })
    } else if (fate < 0.9 || orders === 0) {
      yield line({ ...orderOf(orders++), verb: 'NEW', event_time: time(), total_amount: amount() })
    } else {
      yield line({ ...orderOf(random.below(orders)), verb: 'UPDATE', event_time: time(), total_amount: amount() })
    }
  }
}

function line(fields: Fields): EventLine {
  const entries = COLUMNS.flatMap(column => {
    const value = fields[column]
    if (value === undefined) return []
    return [`"${column}": ${column === 'tags' ? value : `"${value}"`}`]
  })
  const cells = COLUMNS.map(column => {
    const value = fields[column] ?? ''
    return value.includes('"') ? `"${value.replaceAll('"', '""')}"` : value
  })
  return { json: `{${entries.join(', ')}}`, csv: cells.join(',') }
}

const hexadecimal = (bits: number): string => bits.toString(16).padStart(8, '0')
