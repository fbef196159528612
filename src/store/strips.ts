import type { Problem } from '../base/problems.ts'
import type { Ask } from './ask.ts'
import { basisOf } from './loaded.ts'
import type { Loaded } from './session.ts'

/** Weekly spend of the customers whose rows have been in sight, on one common axis. */
export interface Strips {
  readonly buckets: number
  readonly weeksPerBucket: number
  /** By customer: spend in 1/10,000 of a currency unit by bucket. Grows while the table is scrolled. */
  readonly byCustomer: ReadonlyMap<number, Float64Array>
}

/** About 4 MB; beyond it, strips out of sight are dropped. */
const KEPT_STRIPS = 20_000

/** Fetches strips for the rows in sight, one batch at a time: whatever was scrolled past meanwhile is never asked. */
export class StripStore {
  readonly #ask: Ask
  readonly #report: (problems: readonly Problem[]) => void
  readonly #watched = new Map<() => void, readonly number[]>()
  #strips: Strips | null = null
  #rows = new Map<number, Float64Array>()
  #loaded: Loaded | null = null
  #busy = false
  #failed = false

  constructor(ask: Ask, report: (problems: readonly Problem[]) => void) {
    this.#ask = ask
    this.#report = report
  }

  /** Takes note of what is on screen now; a new ranking makes all strips void. */
  renew(loaded: Loaded | null): void {
    const changed = basisOf(loaded) !== basisOf(this.#loaded)
    this.#loaded = loaded
    if (changed) {
      this.#rows = new Map()
      this.#strips = null
      this.#busy = false
      this.#failed = false
      this.#notify()
    }
    this.#askNext()
  }

  /** The strips that are there. A new object whenever one has come. */
  peek(): Strips | null {
    return this.#strips
  }

  /** Has the strips of these customers fetched and tells when some have come. Returns the end of the watch. */
  watch(customers: readonly number[], listener: () => void): () => void {
    this.#watched.set(listener, customers)
    this.#askNext()
    return () => {
      if (this.#watched.get(listener) === customers) this.#watched.delete(listener)
    }
  }

  #askNext(): void {
    const loaded = this.#loaded
    if (this.#busy || this.#failed || loaded?.report !== 'customers' || loaded.redefining || loaded.lost !== null) return
    const missing = new Set<number>()
    for (const customers of this.#watched.values()) for (const customer of customers) if (!this.#rows.has(customer)) missing.add(customer)
    if (missing.size === 0) return
    this.#busy = true
    void this.#fetch(Uint32Array.from(missing), loaded)
  }

  async #fetch(customers: Uint32Array<ArrayBuffer>, loaded: Loaded): Promise<void> {
    const answer = await this.#ask<'strips'>({ kind: 'strips', customers })
    if (basisOf(this.#loaded) !== basisOf(loaded)) return
    this.#busy = false
    if (answer.kind === 'stripped') {
      const { buckets, weeksPerBucket, spendUnits } = answer.strips
      for (const [row, customer] of customers.entries()) this.#rows.set(customer, spendUnits.subarray(row * buckets, (row + 1) * buckets))
      this.#dropOutOfSight()
      this.#strips = { buckets, weeksPerBucket, byCustomer: this.#rows }
      this.#notify()
    } else {
      this.#failed = true
      if (answer.kind === 'failed') this.#report(answer.problems)
    }
    this.#askNext()
  }

  #dropOutOfSight(): void {
    if (this.#rows.size <= KEPT_STRIPS) return
    const inSight = new Set([...this.#watched.values()].flat())
    for (const customer of this.#rows.keys()) if (!inSight.has(customer)) this.#rows.delete(customer)
  }

  #notify(): void {
    for (const listener of [...this.#watched.keys()]) listener()
  }
}
