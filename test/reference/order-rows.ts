/*
 * What order files come to, worked out slowly and by other means than the app: texts split at line breaks and commas, amounts as BigInts, days by `Date.UTC`,
 * and rows as objects in plain lists. Knows no quotes. The columns are those of the original task.
 */

export interface ReferenceLine {
  readonly customer: string
  /** The order's id, or the day where there is none. */
  readonly order: string
  readonly item: string
  /** Milliseconds. */
  readonly day: number
  readonly units: bigint | null
  readonly items: number | null
}

export interface ReferenceOrders {
  readonly read: number
  readonly rejected: number
  readonly duplicates: number
  readonly versions: number
  /** Null while dates can be read in two ways. */
  readonly lines: readonly ReferenceLine[] | null
}

interface Row {
  readonly file: number
  readonly cells: readonly string[]
}

const isMissing = (text: string): boolean => ['', 'na', 'n/a', 'null', 'nan'].includes(text.toLowerCase())

export function referenceOrders(files: readonly string[]): ReferenceOrders {
  const rows: Row[] = files.flatMap((content, file) =>
    content
      .split('\n')
      .slice(1)
      .filter(line => line.trim() !== '')
      .map(line => ({ file, cells: line.split(',').map(cell => cell.trim()) })),
  )
  const sound = rows.filter(({ cells }) => isSound(cells))
  const dayFirst = sound.filter(({ cells }) => onlyReading(cells[5] ?? '') === 'day').length
  const monthFirst = sound.filter(({ cells }) => onlyReading(cells[5] ?? '') === 'month').length
  const isOpen =
    dayFirst === monthFirst && sound.some(({ cells }) => hasTwoReadings(cells[5] ?? '') || onlyReading(cells[5] ?? '') !== null)
  if (isOpen) return { read: rows.length, rejected: rows.length - sound.length, duplicates: 0, versions: 0, lines: null }
  const order = dayFirst > monthFirst ? 'day' : 'month'
  const dated = sound.filter(({ cells }) => [null, order].includes(onlyReading(cells[5] ?? '')))
  const lines = dated.map(({ file, cells }) => ({ file, line: lineOf(cells, order) }))

  const kept: ReferenceLine[] = []
  let duplicates = 0
  let versions = 0
  const withItem = grouped(lines, ({ line }) => (line.item === '' ? null : JSON.stringify([line.customer, line.order, line.item])))
  for (const group of withItem) {
    const distinct = [...new Map(group.map(({ line }) => [show(line), line])).values()].sort(compareValues)
    duplicates += group.length - distinct.length
    versions += distinct.length - 1
    kept.push(...distinct.slice(-1))
  }
  for (const group of grouped(lines, ({ line }) => (line.item === '' ? show(line) : null))) {
    const times = files.map((_, file) => group.filter(each => each.file === file).length)
    const most = Math.max(...times)
    duplicates += group.length - most
    kept.push(...group.slice(0, most).map(({ line }) => line))
  }
  return { read: rows.length, rejected: rows.length - dated.length, duplicates, versions, lines: kept }
}

/** A line as a text by which lines compare. */
export function show({ customer, order, item, day, units, items }: ReferenceLine): string {
  return JSON.stringify([customer, order, item, day, units === null ? null : String(units), items])
}

function isSound(cells: readonly string[]): boolean {
  const [customer = '', , , items = '', revenue = '', date = ''] = cells
  if (cells.length !== 6 || isMissing(customer) || isMissing(date)) return false
  if (dayOf(date, 'day') === null && dayOf(date, 'month') === null) return false
  return (isMissing(items) || /^-?\d+$/.test(items)) && (isMissing(revenue) || unitsOf(revenue) !== null)
}

function lineOf(cells: readonly string[], reading: 'day' | 'month'): ReferenceLine {
  const [customer = '', order = '', item = '', items = '', revenue = '', date = ''] = cells
  const day = dayOf(date, reading) ?? Number.NaN
  return {
    customer,
    order: isMissing(order) ? String(day) : order,
    item: isMissing(item) ? '' : item,
    day,
    units: isMissing(revenue) ? null : unitsOf(revenue),
    items: isMissing(items) ? null : Number(items),
  }
}

function unitsOf(text: string): bigint | null {
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === '') return null
  const scaled = BigInt(whole + decimals.padEnd(10, '0'))
  const unit = 10n ** BigInt(Math.max(10, decimals.length) - 4)
  const twice = (scaled % unit) * 2n
  const units = scaled / unit + (twice > unit || (twice === unit && (scaled / unit) % 2n === 1n) ? 1n : 0n)
  if (units >= 10_000_000_000_000n) return null
  return sign === '-' ? -units : units
}

function dayOf(text: string, reading: 'day' | 'month'): number | null {
  const iso = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(text)
  const [, a = '', b = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? []
  const [y, m, d] = iso ? [iso[1], iso[2], iso[3]].map(Number) : reading === 'day' ? [year, b, a].map(Number) : [year, a, b].map(Number)
  const time = Date.UTC(y ?? 0, (m ?? 0) - 1, d ?? 0)
  const back = new Date(time)
  return text !== '' && back.getUTCFullYear() === y && back.getUTCMonth() + 1 === m && back.getUTCDate() === d ? time : null
}

function onlyReading(date: string): 'day' | 'month' | null {
  const [asDay, asMonth] = [dayOf(date, 'day'), dayOf(date, 'month')]
  return asDay === null ? 'month' : asMonth === null ? 'day' : null
}

function hasTwoReadings(date: string): boolean {
  return onlyReading(date) === null && dayOf(date, 'day') !== dayOf(date, 'month')
}

function compareValues(a: ReferenceLine, b: ReferenceLine): number {
  if (a.day !== b.day) return a.day - b.day
  if (a.units !== b.units) return a.units === null || (b.units !== null && a.units < b.units) ? -1 : 1
  if (a.items !== b.items) return a.items === null || (b.items !== null && a.items < b.items) ? -1 : 1
  return 0
}

function grouped<T>(values: readonly T[], keyOf: (value: T) => string | null): T[][] {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    const key = keyOf(value)
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), value])
  }
  return [...groups.values()]
}
