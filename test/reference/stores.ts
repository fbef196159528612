import type { StoreDefinition } from '../../src/stores/definition.ts'
import type { StoreTable } from '../../src/stores/tables.ts'
import { readAmount, readTime } from './event.ts'
import { compareRationals, nearestDouble, type Rational, rational } from './rational.ts'

/*
 * The five questions about stores, slowly: plain objects, big integers and exact fractions, every question from the rows. Independent of src/stores but for types.
 */

export interface ReferenceRow {
  readonly table: StoreTable
  readonly record: Readonly<Record<string, unknown>>
}

/** A row that was understood: its values by column. Times in milliseconds, amounts in 1/10,000. */
type Values = Readonly<Record<string, string | number | bigint>>

export interface ReferenceStores {
  readonly counts: Readonly<Record<StoreTable, { read: number; accepted: number; rejected: number; duplicates: number }>>
  readonly rejected: Readonly<Record<string, number>>
  readonly devices: readonly Values[]
  readonly stores: readonly Values[]
  readonly transactions: readonly Values[]
}

const KEYS = ['id', 'device_id', 'store_id', 'customer_id', 'product_sku']
const TIMES = ['created_at', 'happened_at']
const COLUMNS: Readonly<Record<StoreTable, readonly string[]>> = {
  transactions: ['id', 'device_id', 'product_sku', 'amount', 'status', 'created_at', 'happened_at', 'product_name', 'category_name'],
  devices: ['id', 'store_id', 'type'],
  stores: ['id', 'customer_id', 'created_at', 'name', 'address', 'city', 'country', 'typology'],
}
/** Which of several versions of an id stands: the largest by these, one after the other. */
const VERSION: Readonly<Record<StoreTable, readonly string[]>> = {
  transactions: ['created_at', 'happened_at', 'amount', 'status', 'device_id', 'product_sku', 'product_name', 'category_name'],
  devices: ['store_id', 'type'],
  stores: ['created_at', 'customer_id', 'country', 'typology', 'name', 'address', 'city'],
}
const STATUSES = ['accepted', 'refused', 'cancelled']

export function readStores(rows: readonly ReferenceRow[]): ReferenceStores {
  const none = () => ({ read: 0, accepted: 0, rejected: 0, duplicates: 0 })
  const counts = { devices: none(), stores: none(), transactions: none() }
  const rejected: Record<string, number> = {}
  const versions = { devices: new Map<string, Values>(), stores: new Map<string, Values>(), transactions: new Map<string, Values>() }
  const leaveOut = (table: StoreTable, reason: string): void => {
    counts[table].rejected++
    rejected[reason] = (rejected[reason] ?? 0) + 1
  }
  for (const { table, record } of rows) {
    counts[table].read++
    const values = valuesOf(table, record)
    if (typeof values === 'string') leaveOut(table, values)
    else {
      const content = JSON.stringify(COLUMNS[table].map(column => String(values[column])))
      if (versions[table].has(content)) counts[table].duplicates++
      else versions[table].set(content, values)
    }
  }
  const standing = (table: StoreTable): Values[] => {
    const byId = groupBy(versions[table].values(), values => values['id'])
    return [...byId.values()].map(same => {
      const [best, ...others] = [...same].sort((a, b) => -compareVersions(table, a, b))
      for (const _ of others) leaveOut(table, 'id used twice')
      return best ?? {}
    })
  }
  const stores = standing('stores')
  const idsOf = (rows: readonly Values[]) => new Set(rows.map(row => row['id']))
  const storeIds = idsOf(stores)
  const allDevices = standing('devices')
  const devices = allDevices.filter(device => {
    if (storeIds.has(device['store_id'] ?? '')) return true
    leaveOut('devices', 'unknown store')
    return false
  })
  const [deviceIds, allDeviceIds] = [idsOf(devices), idsOf(allDevices)]
  const transactions = standing('transactions').filter(({ device_id = '' }) => {
    if (deviceIds.has(device_id)) return true
    leaveOut('transactions', allDeviceIds.has(device_id) ? 'unknown store' : 'unknown device')
    return false
  })
  counts.stores.accepted = stores.length
  counts.devices.accepted = devices.length
  counts.transactions.accepted = transactions.length
  return { counts, rejected, devices, stores, transactions }
}

/** The values of a row, or why it is left out. */
function valuesOf(table: StoreTable, record: Readonly<Record<string, unknown>>): Values | string {
  const values: Record<string, string | number | bigint> = {}
  for (const column of COLUMNS[table]) {
    const cell = record[column]
    const text = typeof cell === 'string' ? cell.trim().toWellFormed() : typeof cell === 'number' ? String(cell) : ''
    const isNeeded = KEYS.includes(column) || TIMES.includes(column) || column === 'amount' || column === 'status'
    if (text === '' && isNeeded) return `missing ${column}`
    const value = understood(column, text)
    if (value === null) return `bad ${column}`
    values[column] = value
  }
  return values
}

function understood(column: string, text: string): string | number | bigint | null {
  if (KEYS.includes(column) || column === 'type') return text.replace(/^(\d+)\.0$/, '$1')
  if (TIMES.includes(column)) return readTime(text.replace(/^(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?!\d)/, '$4-$1-$3'))
  if (column === 'amount') {
    const amount = readAmount(text)
    const named = /[a-z$€£]/i.test(text)
    return amount === null || (named && amount.currency !== 'EUR') ? null : amount.amount
  }
  if (column === 'status') {
    const word = text.toLowerCase() === 'canceled' ? 'cancelled' : text.toLowerCase()
    return STATUSES.includes(word) ? word : null
  }
  return text
}

function compareVersions(table: StoreTable, a: Values, b: Values): number {
  for (const column of VERSION[table]) {
    const order = (value: unknown) => (column === 'status' ? STATUSES.indexOf(String(value)) : value)
    const [left, right] = [order(a[column]), order(b[column])] as [string, string] // of one type each, which < compares as it should
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}

export function referenceAnswers(dataset: ReferenceStores, definition: StoreDefinition) {
  const byId = (rows: readonly Values[]) => new Map(rows.map(row => [row['id'], row]))
  const [stores, devices] = [byId(dataset.stores), byId(dataset.devices)]
  const deviceOf = (transaction: Values): Values => found(devices.get(transaction['device_id']))
  const storeOf = (transaction: Values): Values => found(stores.get(deviceOf(transaction)['store_id']))
  const { top, smallGroup } = definition
  const counted = dataset.transactions.filter(({ status }) => definition.statuses === 'all' || status === 'accepted')
  const grouped = (keyOf: (transaction: Values) => string) =>
    [...groupBy(counted, keyOf)].map(([key, rows]) => ({ key, rows, amountUnits: sum(rows), transactions: rows.length }))

  const byStore = groupBy(counted, storeOf)

  const topStores = grouped(row => text(storeOf(row)['id']))
    .sort((a, b) => descending(a.amountUnits, b.amountUnits) || ascending(a.key, b.key))
    .slice(0, top)
    .map(({ key, amountUnits, transactions }, index) => ({ rank: index + 1, storeId: key, amountUnits, transactions }))

  const topProducts = grouped(row => text(row['product_sku']))
    .sort((a, b) => {
      const [byCount, byAmount] = [b.transactions - a.transactions, descending(a.amountUnits, b.amountUnits)]
      return (definition.productsBy === 'count' ? byCount || byAmount : byAmount || byCount) || ascending(a.key, b.key)
    })
    .slice(0, top)
    .map(({ key, rows, amountUnits, transactions }, index) => {
      const names = [...groupBy(rows, row => text(row['product_name']))]
      names.sort(([a, inA], [b, inB]) => inB.length - inA.length || ascending(a, b))
      return { rank: index + 1, sku: key, name: names[0]?.[0], names: names.length, amountUnits, transactions }
    })

  const averages = grouped(row => JSON.stringify([storeOf(row)['typology'], storeOf(row)['country']]))
    .map(({ key, rows, amountUnits, transactions }) => {
      const [typology = '', country = ''] = JSON.parse(key) as string[] // written two lines above
      const stores = new Set(rows.map(row => storeOf(row)['id'])).size
      const among = definition.averageOf === 'stores' ? stores : transactions
      return {
        typology,
        country,
        amountUnits,
        transactions,
        stores,
        mean: rational(amountUnits, BigInt(among) * 10_000n),
        isSmall: among < smallGroup,
      }
    })
    .sort((a, b) => compareRationals(b.mean, a.mean) || ascending(a.typology, b.typology) || ascending(a.country, b.country))
    .map(each => ({ ...each, mean: nearestDouble(each.mean) }))

  const measure = (each: { amountUnits: bigint; transactions: number }): bigint =>
    definition.shareOf === 'amount' ? each.amountUnits : BigInt(each.transactions)
  const types = grouped(row => text(deviceOf(row)['type']))
  const total = types.reduce((all, each) => all + measure(each), 0n)
  const shares = types
    .sort((a, b) => descending(measure(a), measure(b)) || ascending(a.key, b.key))
    .map(each => ({
      deviceType: each.key,
      amountUnits: each.amountUnits,
      transactions: each.transactions,
      share: total > 0n ? nearestDouble(rational(measure(each), total)) : null,
    }))

  const statusesBy = (keyOf: (transaction: Values) => string) =>
    [...groupBy(dataset.transactions, keyOf)]
      .map(([key, rows]) => {
        const [accepted = 0, refused = 0, cancelled = 0] = STATUSES.map(status => rows.filter(row => row['status'] === status).length)
        return {
          key,
          byStatus: { accepted, refused, cancelled },
          transactions: rows.length,
          refusedShare: refused / rows.length,
          cancelledShare: cancelled / rows.length,
          isSmall: rows.length < smallGroup,
        }
      })
      .sort((a, b) => b.transactions - a.transactions || ascending(a.key, b.key))

  return {
    topStores,
    topProducts,
    averages,
    shares,
    firstFive: firstFive(dataset, definition, storeOf),
    statuses: {
      byStore: statusesBy(row => text(storeOf(row)['id'])),
      byDeviceType: statusesBy(row => text(deviceOf(row)['type'])),
      byCountry: statusesBy(row => text(storeOf(row)['country'])),
    },
    weekly: dataset.stores
      .map(store => weekly(store, counted, byStore.get(store) ?? [], definition))
      .sort((a, b) => ascending(a.storeId, b.storeId)),
  }
}

function firstFive(dataset: ReferenceStores, definition: StoreDefinition, storeOf: (transaction: Values) => Values) {
  const counted = dataset.transactions.filter(({ status }) => definition.firstFiveStatuses === 'all' || status === 'accepted')
  const byStore = groupBy(counted, storeOf)
  const times = dataset.stores.map(store => ({
    store,
    times: (byStore.get(store) ?? []).map(row => Number(row[definition.time])).sort((a, b) => a - b),
  }))
  const stores = times
    .filter(each => each.times.length >= 5)
    .map(({ store, times: [first = 0, , , , fifth = 0] }) => ({
      storeId: text(store['id']),
      merchantId: text(store['customer_id']),
      milliseconds: fifth - (definition.firstFiveFrom === 'store-creation' ? Number(store['created_at']) : first),
    }))
    .sort((a, b) => a.milliseconds - b.milliseconds || ascending(a.storeId, b.storeId))
  const byMerchant = definition.firstFiveMeanOf === 'merchants'
  const merchants = [...groupBy(stores, store => store.merchantId)]
    .map(([merchantId, own]) => ({
      merchantId,
      stores: own.length,
      seconds: meanSeconds(own.map(each => rational(BigInt(each.milliseconds)))),
    }))
    .sort((a, b) => compareRationals(a.seconds, b.seconds) || ascending(a.merchantId, b.merchantId))
  const seconds = byMerchant ? merchants.map(each => each.seconds) : stores.map(each => rational(BigInt(each.milliseconds), 1_000n))
  const doubles = seconds.map(nearestDouble)
  const [lower = 0, upper = 0] = [doubles[Math.ceil(doubles.length / 2) - 1], doubles[Math.floor(doubles.length / 2)]]
  return {
    stores: stores.map(({ storeId, merchantId, milliseconds }) => ({ storeId, merchantId, seconds: milliseconds / 1_000 })),
    merchants: byMerchant ? merchants.map(each => ({ ...each, seconds: nearestDouble(each.seconds) })) : [],
    meanSeconds: seconds.length === 0 ? null : nearestDouble(mean(seconds)),
    medianSeconds: seconds.length === 0 ? null : doubles.length % 2 === 1 ? upper : (lower + upper) / 2,
    storesWithFewer: times.filter(each => each.times.length > 0 && each.times.length < 5).length,
    storesWithNone: times.filter(each => each.times.length === 0).length,
    isSmall: seconds.length < definition.smallGroup,
  }
}

const WEEK_MS = 604_800_000

/** Weeks by looking at each from the first to the last. */
function weekly(store: Values, counted: readonly Values[], own: readonly Values[], definition: StoreDefinition) {
  const times = counted.map(row => Number(row[definition.time])).sort((a, b) => a - b)
  const [first, last] = [times[0], times.at(-1)]
  const storeId = text(store['id'])
  if (first === undefined || last === undefined) {
    return { storeId, start: 0, amountUnits: [], transactions: [], isFirstPartial: false, isLastPartial: false }
  }
  const day = (time: number): number => Math.floor(time / 86_400_000) * 86_400_000
  let start = day(first)
  // A Sunday or Monday is found by asking the calendar.
  while (new Date(start).getUTCDay() !== (definition.weekStart === 'sunday' ? 0 : 1)) start -= 86_400_000
  const amountUnits: bigint[] = []
  const transactions: number[] = []
  let end = start
  for (; end <= last; end += WEEK_MS) {
    const from = end
    const rows = own.filter(row => Number(row[definition.time]) >= from && Number(row[definition.time]) < from + WEEK_MS)
    amountUnits.push(sum(rows))
    transactions.push(rows.length)
  }
  return { storeId, start, amountUnits, transactions, isFirstPartial: day(first) > start, isLastPartial: day(last) + 86_400_000 < end }
}

function found(row: Values | undefined): Values {
  if (row === undefined) throw new Error('an accepted row belongs to one that is not there')
  return row
}

function groupBy<Entry, Key>(entries: Iterable<Entry>, keyOf: (entry: Entry) => Key): Map<Key, Entry[]> {
  const groups = new Map<Key, Entry[]>()
  for (const entry of entries) {
    const group = groups.get(keyOf(entry))
    if (group === undefined) groups.set(keyOf(entry), [entry])
    else group.push(entry)
  }
  return groups
}

const text = (value: unknown): string => String(value)
const sum = (rows: readonly Values[]): bigint => rows.reduce((all, row) => all + BigInt(row['amount'] ?? 0), 0n)
const ascending = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const descending = (a: bigint, b: bigint): number => (a > b ? -1 : a < b ? 1 : 0)

function mean(values: readonly Rational[]): Rational {
  const all = values.reduce((a, b) => rational(a.over * b.under + b.over * a.under, a.under * b.under), rational(0n))
  return rational(all.over, all.under * BigInt(values.length))
}

function meanSeconds(milliseconds: readonly Rational[]): Rational {
  const { over, under } = mean(milliseconds)
  return rational(over, under * 1_000n)
}
