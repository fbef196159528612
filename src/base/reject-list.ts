import { type Fault, KEPT_REJECTS, type Place, RAW_TEXT_LIMIT, type Reject } from './rejects.ts'

/**
 * Rejects of one data set: all counted by reason, the first {@link KEPT_REJECTS} kept.
 * "First" means by (file, byte), so the list does not depend on which part was read first.
 */
export class RejectList {
  private count = 0
  private readonly counts = new Map<string, number>()
  private kept: Reject[] = []
  /** The last reject that can still belong to the first ones; null until there are enough. */
  private bound: Reject | null = null

  get total(): number {
    return this.count
  }

  /** Counts a reject and keeps it while it belongs to the first. `raw` is only called when it is kept. Cost: constant on average. */
  add(fault: Fault, place: Place, raw: () => string): void {
    this.count += 1
    this.counts.set(fault.reason, (this.counts.get(fault.reason) ?? 0) + 1)
    const { file, line, byte } = place
    if (this.bound !== null && comparePlaces(place, this.bound) > 0) return
    this.keep({ reason: fault.reason, field: fault.field, message: fault.message, file, line, byte, raw: cutRaw(raw()) })
  }

  /** Takes in the rejects of another list, whose files follow the `filesBefore` files of this one. */
  absorb(other: RejectList, filesBefore: number): void {
    this.count += other.count
    for (const [reason, count] of other.counts) this.counts.set(reason, (this.counts.get(reason) ?? 0) + count)
    for (const reject of other.list()) this.keep(reject.file < 0 ? reject : { ...reject, file: reject.file + filesBefore })
  }

  /** The kept rejects, by file and byte. */
  list(): readonly Reject[] {
    this.cut()
    return this.kept
  }

  /** Counts by reason, reasons in ascending order. */
  byReason(): { readonly reason: string; readonly count: number }[] {
    return [...this.counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => (a.reason < b.reason ? -1 : 1))
  }

  /** Everything in a form that can be sent to another thread. */
  pack(): PackedRejects {
    return { total: this.count, counts: [...this.counts], kept: this.list() }
  }

  static unpack(packed: PackedRejects): RejectList {
    const list = new RejectList()
    list.count = packed.total
    for (const [reason, count] of packed.counts) list.counts.set(reason, count)
    list.kept = [...packed.kept]
    return list
  }

  private keep(reject: Reject): void {
    this.kept.push(reject)
    if (this.kept.length >= KEPT_REJECTS * 2) this.cut()
  }

  private cut(): void {
    this.kept.sort(compareRejects)
    if (this.kept.length < KEPT_REJECTS) return
    this.kept.length = KEPT_REJECTS
    this.bound = this.kept[KEPT_REJECTS - 1] ?? null
  }
}

export interface PackedRejects {
  readonly total: number
  readonly counts: readonly (readonly [string, number])[]
  readonly kept: readonly Reject[]
}

function comparePlaces(a: Place, b: Place): number {
  return a.file - b.file || a.byte - b.byte || a.line - b.line
}

/** By place; records without a place of their own by what is wrong with them, so that the order of arrival never shows. */
function compareRejects(a: Reject, b: Reject): number {
  return comparePlaces(a, b) || compareTexts(a.reason, b.reason) || compareTexts(a.message, b.message) || compareTexts(a.raw, b.raw)
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The beginning of a record's text, not cut in the middle of a character. */
function cutRaw(raw: string): string {
  if (raw.length <= RAW_TEXT_LIMIT) return raw.toWellFormed()
  const lastCode = raw.charCodeAt(RAW_TEXT_LIMIT - 1)
  const splitsPair = lastCode >= 0xd800 && lastCode <= 0xdbff
  return raw.slice(0, splitsPair ? RAW_TEXT_LIMIT - 1 : RAW_TEXT_LIMIT).toWellFormed()
}
