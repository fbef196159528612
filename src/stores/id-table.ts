import { grownUint32, nextCapacity } from '../base/columns.ts'
import { TextTable, type TextTableParts } from '../base/text-table.ts'

const ZERO = 48
/** Longest id that is kept as a number. */
const MOST_DIGITS = 9
/** Numbers share a page that are the same but for so many bits. */
const PAGE_BITS = 12
const IN_PAGE = 2 ** PAGE_BITS - 1
/** Pages that may be there before any id is, and ids that each further page needs: a page that is all but empty costs more than its ids as texts. */
const FREE_PAGES = 64
const IDS_PER_PAGE = 512

/**
 * Distinct ids, numbered from 0 in the order they came. Whole numbers as databases give them (`17`, not `017`) are found by their value and cost 8 bytes each
 * where they stand close together, instead of the 18 of a text, and no look into a hash table, which for ten million ids misses the processor's cache every time; all
 * other ids are texts. To whoever asks, an id is its text: `017`, `17` and `1700000000000` are three ids like `a`, `b` and `c`.
 */
export class IdTable {
  /** By id: twice its value; or twice its number among the texts, plus one. */
  private values: Uint32Array<ArrayBuffer>
  private count: number
  private readonly texts: TextTable
  /** By number of a text: its id. */
  private idOfText: Uint32Array<ArrayBuffer>
  /** By value: its id plus one, or 0. */
  private readonly pages: (Uint32Array | undefined)[] = []
  private pageCount = 0
  /** A page was asked for and refused, so a value without a place in a page may be among the texts. */
  private hasNumberTexts = false

  constructor(parts?: IdTableParts) {
    this.values = parts?.values ?? new Uint32Array(64)
    this.count = parts?.values.length ?? 0
    this.texts = new TextTable(parts?.texts)
    this.idOfText = new Uint32Array(Math.max(64, this.texts.length))
    for (let id = 0; id < this.count; id += 1) {
      const value = this.values[id] ?? 0
      if (value % 2 === 1) {
        this.idOfText[value >>> 1] = id
        this.hasNumberTexts ||= numberOf(this.texts.text(value >>> 1)) >= 0
      } else this.page(value >>> 1)[(value >>> 1) & IN_PAGE] = id + 1
    }
  }

  get length(): number {
    return this.count
  }

  /** Number of an id, which is entered when it is new. */
  intern(text: string): number {
    const number = numberOf(text)
    return number >= 0 ? this.internNumber(number) : this.ofText(this.texts.intern(text))
  }

  /** Number of the id whose well-formed UTF-8 stands in `source`, which is entered when it is new. */
  internBytes(source: Uint8Array, from: number, to: number): number {
    let number = 0
    let at = from
    for (; at < to && at - from < MOST_DIGITS; at += 1) {
      const digit = (source[at] ?? 0) - ZERO
      if (digit < 0 || digit > 9) break
      number = number * 10 + digit
    }
    const isNumber = at === to && at > from && (source[from] !== ZERO || to - from === 1)
    return isNumber ? this.internNumber(number) : this.ofText(this.texts.internBytes(source, from, to))
  }

  /** Number of the id that is this whole number of at most nine digits, written without zeros in front. */
  internNumber(number: number): number {
    const page = this.pages[number >>> PAGE_BITS]
    const known = page === undefined ? 0 : (page[number & IN_PAGE] ?? 0)
    if (known > 0) return known - 1
    if (this.hasNumberTexts) {
      const text = this.texts.find(String(number))
      if (text >= 0) return this.idOfText[text] ?? 0
    }
    if (page === undefined && this.pageCount >= FREE_PAGES + this.count / IDS_PER_PAGE) {
      this.hasNumberTexts = true
      return this.ofText(this.texts.intern(String(number)))
    }
    this.page(number)[number & IN_PAGE] = this.count + 1
    return this.append(number * 2)
  }

  /** Number of an id, or −1 when it is not in the table. */
  find(text: string): number {
    const number = numberOf(text)
    const known = number < 0 ? 0 : (this.pages[number >>> PAGE_BITS]?.[number & IN_PAGE] ?? 0)
    if (known > 0) return known - 1
    const found = this.texts.find(text)
    return found < 0 ? -1 : (this.idOfText[found] ?? -1)
  }

  text(id: number): string {
    const value = this.values[id] ?? 0
    return value % 2 === 1 ? this.texts.text(value >>> 1) : String(value >>> 1)
  }

  /** Below 0, 0 or above 0 as id `a` comes before, is or comes after id `b` in UTF-16 code units, the order of JavaScript's `<`. */
  compare(a: number, b: number): number {
    if (a === b) return 0
    return this.text(a) < this.text(b) ? -1 : 1
  }

  /** Enters all ids of another table; gives their numbers here. Cost: a look for each. */
  internAll(other: IdTable): Uint32Array<ArrayBuffer> {
    const numbers = new Uint32Array(other.count)
    for (let id = 0; id < other.count; id += 1) {
      const value = other.values[id] ?? 0
      numbers[id] = value % 2 === 1 ? this.intern(other.text(id)) : this.internNumber(value >>> 1)
    }
    return numbers
  }

  /** A copy of all ids in storage of its own. */
  parts(): IdTableParts {
    const { bytes, starts, slots, count } = this.texts.parts()
    const texts = { bytes: bytes.slice(0, this.texts.byteLength), starts: starts.slice(0, count + 1), slots: slots?.slice() ?? null, count }
    return { values: this.values.slice(0, this.count), texts }
  }

  private ofText(text: number): number {
    const known = text < this.idOfText.length ? (this.idOfText[text] ?? 0) : 0
    // The first id is 0, as what was never written is: a new text is the one behind all that have an id.
    if (this.values[known] === text * 2 + 1 && known < this.count) return known
    if (text >= this.idOfText.length) this.idOfText = grownUint32(this.idOfText, nextCapacity(this.idOfText.length, text + 1))
    this.idOfText[text] = this.count
    return this.append(text * 2 + 1)
  }

  private append(value: number): number {
    const id = this.count
    if (id >= this.values.length) this.values = grownUint32(this.values, nextCapacity(this.values.length, id + 1))
    this.values[id] = value
    this.count = id + 1
    return id
  }

  private page(number: number): Uint32Array {
    const index = number >>> PAGE_BITS
    const known = this.pages[index]
    if (known !== undefined) return known
    const page = new Uint32Array(IN_PAGE + 1)
    this.pages[index] = page
    this.pageCount += 1
    return page
  }
}

/** What an IdTable consists of; the rest is found again. */
export interface IdTableParts {
  readonly values: Uint32Array<ArrayBuffer>
  readonly texts: TextTableParts
}

/** The whole number that an id is, or −1 when it is written in any other way. */
function numberOf(text: string): number {
  const { length } = text
  if (length === 0 || length > MOST_DIGITS || (length > 1 && text.charCodeAt(0) === ZERO)) return -1
  let number = 0
  for (let at = 0; at < length; at += 1) {
    const digit = text.charCodeAt(at) - ZERO
    if (digit < 0 || digit > 9) return -1
    number = number * 10 + digit
  }
  return number
}
