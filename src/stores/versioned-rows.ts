import { grownUint32, nextCapacity } from '../base/columns.ts'
import { HashIndex } from '../base/hash-index.ts'
import type { IdTable } from './id-table.ts'
import { RowPlaces } from './row-places.ts'

/**
 * The distinct rows of a table with ids, as typed columns. A row that is read again is counted, one with a known id and other content is kept beside the
 * first: which of them stands is a matter of their content, never of the order of reading, and is only asked when everything has been read.
 *
 * A subclass writes a candidate's content at `length` and calls {@link enter}. Costs 10 bytes a row, and about 11 more for rows whose id is not new.
 */
export abstract class VersionedRows {
  readonly ids: IdTable
  /** Number of the row's id in {@link ids}, which other tables may know ids of, too. */
  id: Uint32Array<ArrayBuffer> = new Uint32Array()
  /** Of each row the first place where it was read. */
  readonly places = new RowPlaces()
  length = 0
  /** Rows that were read again, id and content. */
  duplicates = 0
  /** By id: its first row plus one; 0 when there is none. */
  private firstRows: Uint32Array<ArrayBuffer> = new Uint32Array()
  /** Rows whose id was known, and the index by which they are found. */
  private more: Uint32Array<ArrayBuffer> = new Uint32Array()
  private moreLength = 0
  private readonly index = new HashIndex(entry => this.hashContent(this.more[entry] ?? 0))

  constructor(ids: IdTable) {
    this.ids = ids
  }

  /** Whether two rows of the same id have the same content. */
  protected abstract isSame(a: number, b: number): boolean
  /** Hash of a row's id and content. */
  protected abstract hashContent(row: number): number
  /** Above 0 when row `a` stands before row `b` of the same id; 0 only when they are the same. */
  protected abstract compare(a: number, b: number): number
  /** Makes room for so many rows in the columns of the subclass. */
  protected abstract growTo(capacity: number): void

  /** Makes sure that a candidate can be written at `length`. */
  protected makeRoom(): void {
    if (this.length < this.id.length) return
    const capacity = nextCapacity(this.id.length, this.length + 1)
    this.id = grownUint32(this.id, capacity)
    this.growTo(capacity)
  }

  /** Takes in the candidate whose content stands at `length`. */
  protected enter(id: number, place: number, line: number): void {
    const row = this.length
    this.id[row] = id
    const first = (id < this.firstRows.length ? (this.firstRows[id] ?? 0) : 0) - 1
    if (first < 0) {
      if (id >= this.firstRows.length) this.firstRows = grownUint32(this.firstRows, nextCapacity(this.firstRows.length, id + 1))
      this.firstRows[id] = row + 1
    } else {
      const known = this.isSame(first, row) ? first : this.findMore(row)
      if (known >= 0) {
        this.duplicates += 1
        if (place < this.places.at(known).place) this.places.move(known, place, line)
        return
      }
      this.addMore(row)
    }
    this.places.add(place, line)
    this.length = row + 1
  }

  /** By id: the row that stands, plus one; 0 when there is none. Not to be written to. Cost: one comparison for each row whose id is not its own. */
  standing(): Uint32Array<ArrayBuffer> {
    const { moreLength, more } = this
    const standing = new Uint32Array(this.ids.length)
    standing.set(this.firstRows.subarray(0, standing.length))
    for (let at = 0; at < moreLength; at += 1) {
      const row = more[at] ?? 0
      const id = this.id[row] ?? 0
      if (this.compare(row, (standing[id] ?? 0) - 1) > 0) standing[id] = row + 1
    }
    return standing
  }

  /** A known row like the candidate among those that are not the first of their id, or −1. */
  private findMore(candidate: number): number {
    let entry = this.index.first(this.hashContent(candidate))
    for (; entry >= 0; entry = this.index.next()) {
      const row = this.more[entry] ?? 0
      if (this.id[row] === this.id[candidate] && this.isSame(row, candidate)) return row
    }
    return -1
  }

  /** Right after the row was looked for in vain. */
  private addMore(row: number): void {
    const entry = this.moreLength
    if (entry >= this.more.length) this.more = grownUint32(this.more, nextCapacity(this.more.length, entry + 1))
    this.more[entry] = row
    this.moreLength = entry + 1
    this.index.put(entry)
  }
}
