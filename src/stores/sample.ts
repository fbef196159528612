import { mix32, SeededRandom } from '../base/seeded-random.ts'
import { DAY } from '../base/time.ts'
import { civilDate } from '../base/weeks.ts'
import { CITIES, OWNERS, PRODUCTS, TYPOLOGIES } from './sample-words.ts'

/** Sample tables are a pure function of this recipe. */
export interface StoreRecipe {
  /** Whole number 0 … 2^32 − 1. */
  readonly seed: number
  /** 1 … 1,000,000. */
  readonly stores: number
  /** 1 … 1,000,000; every store has about as many. */
  readonly devices: number
  /** 0 … 100,000,000 rows, repeats and bad ones included. */
  readonly transactions: number
  /** With columns of card numbers (none is real: they begin with 0000), as exports of payment terminals have them. */
  readonly withCards: boolean
}

/** Three CSV files in pieces; each can be run through once or again. */
export interface SampleTables {
  readonly devices: () => Generator<string, void, undefined>
  readonly stores: () => Generator<string, void, undefined>
  readonly transactions: () => Generator<string, void, undefined>
}

const BEGIN = Date.UTC(2023, 0, 1)
const DAYS = 730
const ROWS_PER_CHUNK = 512
/** One transaction in so many is a repeat of the row before, has a device that nobody knows, a date that does not exist, or the id of the row before. */
const REPEATED_ROWS = 3_000
const STRANGE_ROWS = 2_000
const DEVICE_TYPES = 5

/**
 * Sample stores with their devices and transactions as CSV texts. Some stores sell ten times as much as others; one type of device is refused more often than others, and
 * one country cancels more; weekends are busier. About one transaction in 900 is an orphan, impossible, a repeat or has the id of another.
 * The same recipe gives the same text on every engine. Memory: a few KiB, however many rows. Speed: about half a million transactions a second in Node.
 * @throws RangeError when a part of the recipe is outside its range
 */
export function sampleStores(recipe: StoreRecipe): SampleTables {
  checkWhole('seed', recipe.seed, 0, 0xffff_ffff)
  checkWhole('stores', recipe.stores, 1, 1_000_000)
  checkWhole('devices', recipe.devices, 1, 1_000_000)
  checkWhole('transactions', recipe.transactions, 0, 100_000_000)
  const cards = recipe.withCards ? ',card_number,cvv' : ''
  return {
    devices: () => inChunks('id,type,store_id', recipe.devices, row => deviceRow(recipe, row)),
    stores: () => inChunks('id,name,address,city,country,created_at,typology,customer_id', recipe.stores, row => storeRow(recipe, row)),
    transactions: () => {
      const random = new SeededRandom(recipe.seed)
      const header = `id,device_id,product_name,product_sku,category_name,amount,status${cards},created_at,happened_at`
      let before = ''
      return inChunks(header, recipe.transactions, row => {
        if (before === '' || random.below(REPEATED_ROWS) > 0) before = transactionRow(recipe, row, random)
        return before
      })
    },
  }
}

function* inChunks(header: string, rows: number, rowText: (row: number) => string): Generator<string, void, undefined> {
  let chunk = `${header}\n`
  for (let row = 0; row < rows; row += 1) {
    chunk += `${rowText(row)}\n`
    if (row % ROWS_PER_CHUNK === ROWS_PER_CHUNK - 1) {
      yield chunk
      chunk = ''
    }
  }
  if (chunk !== '') yield chunk
}

/** Scrambled whole number of one thing about one row. */
function fate({ seed }: StoreRecipe, row: number, about: number): number {
  return mix32(seed ^ mix32(row * 31 + about))
}

function deviceRow(recipe: StoreRecipe, device: number): string {
  return `${device + 1},${typeOf(recipe, device)},${storeOf(recipe, device) + 1}`
}

/** From 1 to 5; lower ones are more common. */
function typeOf(recipe: StoreRecipe, device: number): number {
  const draw = fate(recipe, device, 1)
  return 1 + Math.min(draw % DEVICE_TYPES, (draw >>> 8) % DEVICE_TYPES)
}

function storeOf({ stores }: StoreRecipe, device: number): number {
  return device % stores
}

function cityOf(recipe: StoreRecipe, store: number): readonly [string, string] {
  return pick(CITIES, fate(recipe, store, 2))
}

function storeRow(recipe: StoreRecipe, store: number): string {
  const [city, country] = cityOf(recipe, store)
  const typology = pick(TYPOLOGIES, fate(recipe, store, 3))
  const owner = pick(OWNERS, fate(recipe, store, 4))
  const created = BEGIN + (fate(recipe, store, 5) % (DAYS / 2)) * DAY + (fate(recipe, store, 6) % 86_400) * 1_000
  // A third of the merchants has several stores.
  const merchant = 1 + (fate(recipe, store, 7) % 3 === 0 ? store % Math.ceil(recipe.stores / 10) : store)
  const address = `${1 + (fate(recipe, store, 8) % 200)} ${pick(OWNERS, fate(recipe, store, 9))} Street`
  return `${store + 1},${owner}’s ${typology},${address},${city},${country},${timeText(created)},${typology},${merchant}`
}

function transactionRow(recipe: StoreRecipe, row: number, random: SeededRandom): string {
  const { devices, transactions, withCards } = recipe
  // Squared, so that the first devices sell the most.
  const draw = random.unit()
  const device = Math.floor(draw * draw * devices)
  const productNumber = random.below(PRODUCTS.length)
  const [product, category, cents] = pick(PRODUCTS, productNumber)
  const amount = cents * (1 + random.below(3)) + random.below(100)
  const happened = BEGIN + (dayOf(row, transactions, random) + random.unit()) * DAY
  const created = happened + random.unit() * random.unit() * 3 * DAY
  const strange = random.below(STRANGE_ROWS * 3)
  const id = strange === 0 && row > 0 ? row : row + 1
  const deviceId = strange < 3 && strange > 0 ? devices + 1 + random.below(9) : device + 1
  const time = strange === 3 || strange === 4 ? '02/30/2024 4:05:06' : timeText(happened)
  const card = withCards
    ? `,0000 ${String(random.below(1_000_000)).padStart(6, '0')} ${String(random.below(100_000)).padStart(5, '0')},000`
    : ''
  const sku = `37700090150${productNumber + 10}`
  return `${id},${deviceId},${product},${sku},${category},${euros(amount)},${statusOf(recipe, device, random)}${card},${timeText(created)},${time}`
}

/** Later days are a little busier, and so are the ends of weeks. */
function dayOf(row: number, transactions: number, random: SeededRandom): number {
  const day = Math.floor(((row + random.unit()) / transactions) * DAYS)
  return day > 2 && day % 7 < 2 && random.chance(0.4) ? day - 2 : Math.min(day, DAYS - 1)
}

function statusOf(recipe: StoreRecipe, device: number, random: SeededRandom): string {
  const refused = typeOf(recipe, device) === 4 ? 0.19 : 0.06
  const [, country] = cityOf(recipe, storeOf(recipe, device))
  const cancelled = country === 'Portugal' ? 0.12 : 0.03
  const draw = random.unit()
  return draw < refused ? 'refused' : draw < refused + cancelled ? 'cancelled' : 'accepted'
}

function euros(cents: number): string {
  const rest = cents % 100
  return `${Math.floor(cents / 100)}.${rest < 10 ? '0' : ''}${rest}`
}

/** `03/24/2023 4:52:21`, as the terminals' exports write it. */
function timeText(time: number): string {
  const { year, month, day } = civilDate(time)
  const second = Math.floor(time / 1_000) % 86_400
  return `${two(month)}/${two(day)}/${year} ${Math.floor(second / 3_600)}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

function pick<Entry>(list: readonly Entry[], index: number): Entry {
  const entry = list[index % list.length]
  if (entry === undefined) throw new RangeError('cannot pick from an empty list')
  return entry
}

function checkWhole(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return
  throw new RangeError(`${name} of the sample stores is ${value}; expected a whole number from ${least} to ${most}`)
}
