import { failureOf } from './failures.ts'

/** One row of an answer. Numbers come as texts, so that none of their digits are lost. */
export class AnswerRow {
  private readonly cells: readonly unknown[]
  private readonly places: ReadonlyMap<string, number>

  constructor(cells: readonly unknown[], places: ReadonlyMap<string, number>) {
    this.cells = cells
    this.places = places
  }

  text(name: string): string {
    const cell = this.cell(name)
    if (typeof cell === 'string') return cell
    return typeof cell === 'object' && cell !== null ? JSON.stringify(cell) : String(cell)
  }

  /** Blanks and all: null where the engine says null. */
  textOrNull(name: string): string | null {
    return this.cell(name) === null ? null : this.text(name)
  }

  /** A whole number as it is. */
  exact(name: string): bigint {
    const text = this.text(name)
    if (!/^-?\d+$/.test(text)) throw failureOf('cut-off', `${name} is ${text.slice(0, 40)} (expected a whole number)`)
    return BigInt(text)
  }

  /** A whole number as a double: exact below 2^53. */
  whole(name: string): number {
    return Number(this.exact(name))
  }

  /** A number that need not be whole. */
  number(name: string): number {
    const value = Number(this.text(name))
    if (Number.isNaN(value)) throw failureOf('cut-off', `${name} is ${this.text(name).slice(0, 40)} (expected a number)`)
    return value
  }

  wholeOrNull(name: string): number | null {
    return this.cell(name) === null ? null : this.whole(name)
  }

  texts(name: string): string[] {
    const cell = this.cell(name)
    return Array.isArray(cell) ? cell.map(String) : []
  }

  private cell(name: string): unknown {
    const place = this.places.get(name)
    if (place === undefined) throw failureOf('cut-off', `the answer has no column ${name}`)
    return this.cells[place]
  }
}

/** An answer in the format JSONCompact. */
export interface AnswerTable {
  readonly names: readonly string[]
  readonly types: readonly string[]
  readonly rows: readonly AnswerRow[]
  readonly seconds: number
  readonly rowsRead: number
  readonly bytesRead: number
}

/** Reads an answer. Throws a failure when the text is not all of one: that is never taken for a short answer. */
export function answerOf(text: string): AnswerTable {
  if (!text.startsWith('{')) throw failureOf('not-clickhouse', text.slice(0, 300))
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    throw failureOf('cut-off', text.slice(-300))
  }
  if (!isAnswer(document)) throw failureOf('not-clickhouse', text.slice(0, 300))
  const names = document.meta.map(({ name }) => name)
  const places = new Map(names.map((name, place) => [name, place]))
  if (document.rows !== document.data.length) throw failureOf('cut-off', `${document.data.length} of ${document.rows} rows came`)
  return {
    names,
    types: document.meta.map(({ type }) => type),
    rows: document.data.map(cells => new AnswerRow(cells, places)),
    seconds: document.statistics.elapsed,
    rowsRead: Number(document.statistics.rows_read),
    bytesRead: Number(document.statistics.bytes_read),
  }
}

interface CompactDocument {
  readonly meta: readonly { readonly name: string; readonly type: string }[]
  readonly data: readonly (readonly unknown[])[]
  readonly rows: number
  readonly statistics: { readonly elapsed: number; readonly rows_read: unknown; readonly bytes_read: unknown }
}

function isAnswer(document: unknown): document is CompactDocument {
  if (typeof document !== 'object' || document === null) return false
  // Foreign data: each part is looked at below.
  const { meta, data, rows, statistics } = document as Partial<Record<keyof CompactDocument, unknown>>
  return (
    Array.isArray(meta) &&
    meta.every(column => typeof column?.name === 'string' && typeof column?.type === 'string') &&
    Array.isArray(data) &&
    data.every(row => Array.isArray(row) && row.length === meta.length) &&
    typeof rows === 'number' &&
    typeof statistics === 'object' &&
    statistics !== null
  )
}
