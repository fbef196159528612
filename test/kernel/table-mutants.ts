import { AMOUNTS, CUSTOMERS, KEYS, mutate, pick, type Random, TEXTS, TIMES } from './mutants.ts'

const REQUIRED = ['type', 'verb', 'key', 'event_time']
/** Without these most rows are rejects. */
const USUAL = ['customer_id', 'total_amount']
const OPTIONAL = ['last_name', 'adr_city', 'adr_state', 'camera_make', 'camera_model', 'tags']
const FOREIGN = ['', 'x', '__proto__', 'key', 'Ünit']
/** What stands in columns that are not read. */
const FREE = ['', '7', '[{"name":"campaign","value":"organic"},{"name":"device","value":"phone"}]', 'a;b,c|d\te', "it's", 'é', '{}']
const DELIMITERS = [',', ',', ';', '\t', '|']

/** How the cells and rows of one table are written. */
interface Style {
  readonly delimiter: string
  readonly lineEnd: string
  readonly quotesAll: boolean
  /** Of how many rows in 100 something may be odd. */
  readonly oddness: number
}

/** A small table of events, some of it changed at random, in one of the encodings. */
export function tableBytes(random: Random, others: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const style: Style = {
    delimiter: pick(random, DELIMITERS),
    lineEnd: pick(random, ['\n', '\n', '\n', '\r\n', '\r\n', '\r']),
    quotesAll: random() < 0.2,
    oddness: pick(random, [0, 5, 30]),
  }
  const columns = shuffled(random, [
    ...REQUIRED,
    ...USUAL.filter(() => random() < 0.95),
    ...OPTIONAL.filter(() => random() < 0.7),
    ...(random() < 0.3 ? [pick(random, FOREIGN), pick(random, FOREIGN)] : []),
  ])
  const lines = Array.from({ length: random() < 0.03 ? 700 : 1 + Math.floor(random() * 30) }, () => row(random, columns, style))
  const body = lines.join('')
  const whole = Buffer.from(random() < 0.2 ? body.slice(0, -style.lineEnd.length) : body)
  // Without its header a table is none: most changes are made behind it.
  const changed = random() < 0.6 ? whole : mutate(random, whole, others)
  const table = Buffer.concat([Buffer.from(header(random, columns, style)), changed])
  return encoded(random, random() < 0.05 ? mutate(random, table, others) : table)
}

function encoded(random: Random, table: Uint8Array): Uint8Array<ArrayBuffer> {
  const choice = Math.floor(random() * 20)
  const text = Buffer.from(table).toString()
  if (choice === 0) return new Uint8Array(Buffer.from(text, 'latin1'))
  if (choice === 1) return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))
  if (choice === 2) return new Uint8Array(Buffer.from(`\ufeff${text}`))
  return new Uint8Array(table)
}

function header(random: Random, columns: readonly string[], { delimiter, lineEnd }: Style): string {
  const shouts = random() < 0.1
  const names = columns.map(name => (shouts ? ` ${name.toUpperCase()} ` : name))
  return `${random() < 0.05 ? `sep=${delimiter}${lineEnd}` : ''}${names.join(delimiter)}${lineEnd}`
}

function row(random: Random, columns: readonly string[], style: Style): string {
  const mayBeOdd = random() * 100 < style.oddness
  const isOdd = (): boolean => mayBeOdd && random() < 0.1
  const lineEnd = isOdd() ? pick(random, ['\n', '\r\n', '\r']) : style.lineEnd
  if (isOdd()) return pick(random, ['', ' ', ' \t', '"', '\ufeff', style.delimiter]) + lineEnd
  const values = valuesOf(random, isOdd)
  const cells = columns.map(column => cell(random, values.get(column) ?? pick(random, FREE), style, isOdd))
  if (isOdd()) cells.push(pick(random, ['', 'more', '""']))
  if (isOdd()) cells.pop()
  if (isOdd()) cells[0] = `\ufeff${cells[0]}`
  return cells.join(style.delimiter) + lineEnd
}

/** What an event says in each of the columns that are read. */
function valuesOf(random: Random, isOdd: () => boolean): ReadonlyMap<string, string> {
  const type = pick(random, ['CUSTOMER', 'SITE_VISIT', 'IMAGE', 'ORDER', 'ORDER', 'ORDER'])
  const verb = type === 'IMAGE' ? 'UPLOAD' : type === 'SITE_VISIT' ? 'NEW' : pick(random, ['NEW', 'UPDATE'])
  const odd = isOdd()
  const one = (literals: readonly string[]): string => textOf(odd ? pick(random, literals) : (literals[Math.floor(random() * 3)] ?? ''))
  const maybe = (literals: readonly string[]): string => (random() < 0.4 ? '' : one(literals))
  return new Map([
    ['type', odd ? pick(random, [type, type.toLowerCase(), ` ${type}`, 'SALE']) : type],
    ['verb', odd ? pick(random, [verb, verb.toLowerCase(), 'UPLOAD', 'X']) : verb],
    ['key', one(type === 'CUSTOMER' ? CUSTOMERS : KEYS)],
    ['event_time', random() < 0.2 ? pick(random, ['2017-01-06 12:46:46', '2017-01-06 12:46']) : one(TIMES)],
    ['customer_id', one(CUSTOMERS)],
    ['total_amount', type === 'ORDER' ? one(AMOUNTS) : maybe(AMOUNTS)],
    ...['last_name', 'adr_city', 'adr_state', 'camera_make', 'camera_model'].map((name): [string, string] => [name, maybe(TEXTS)]),
  ])
}

/** The text that a JSON literal stands for; of what is no text, the literal. */
function textOf(literal: string): string {
  const value: unknown = JSON.parse(literal)
  return typeof value === 'string' ? value : literal
}

function cell(random: Random, value: string, { delimiter, quotesAll }: Style, isOdd: () => boolean): string {
  const text = isOdd() ? value + pick(random, ['"', '\n', '\r\n', delimiter, ' ', '\u0001', '"x"']) : value
  if (isOdd()) return text
  const needsQuotes = quotesAll || random() < 0.05 || /["\r\n]/.test(text) || text.includes(delimiter)
  if (!needsQuotes) return text
  return `"${text.replaceAll('"', '""')}"${isOdd() ? pick(random, [' ', '\t', 'x']) : ''}`
}

function shuffled<T>(random: Random, things: readonly T[]): T[] {
  const left = [...things]
  if (random() < 0.5) return left
  return Array.from(things, () => left.splice(Math.floor(random() * left.length), 1)).flat()
}
