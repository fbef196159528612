/** Something that takes a while: whoever waits for it is told how far it is, and may stop it. */
export interface Work {
  /** Told the share that is done, from 0 to 1. */
  told(share: number): void
  /** Stops the work, which then throws the signal's reason. */
  readonly signal: AbortSignal
}

/** Work that nobody follows and nobody stops. */
export function unwatched(): Work {
  return { told: () => {}, signal: new AbortController().signal }
}

/** A part of the work, which is told of as from one share of the whole to another. */
export function partOf({ told, signal }: Work, from: number, to: number): Work {
  return { signal, told: share => told(from + share * (to - from)) }
}

/** A turn of work on the main thread, in milliseconds; well under a frame. */
const TURN_MS = 10

/** When to let others work. */
export interface Clock {
  now(): number
  /** Resolves when the page has had a turn. */
  pause(): Promise<void>
}

const PAGE_CLOCK: Clock = {
  now: () => performance.now(),
  pause: () => new Promise(resolve => setTimeout(resolve, 0)),
}
/** For a thread of its own, in which nobody else waits for a turn. */
export const THREAD_CLOCK: Clock = { now: () => 0, pause: () => Promise.resolve() }

/** Work cut into turns of {@link TURN_MS} ms, between which the page draws and listens. */
export class Turns {
  readonly #clock: Clock
  readonly #work: Work
  #start: number

  constructor(work: Work, clock: Clock = PAGE_CLOCK) {
    this.#clock = clock
    this.#work = work
    this.#start = clock.now()
  }

  /** Between two steps of the work, `share` of which is done: gives the page back when the turn is over. Call it after well under a millisecond of work. */
  async next(share: number): Promise<void> {
    if (this.#clock.now() - this.#start < TURN_MS) return
    this.#work.told(share)
    await this.#clock.pause()
    this.#work.signal.throwIfAborted()
    this.#start = this.#clock.now()
  }

  /** Whether {@link next} would do anything: spares loops over single rows a promise for each. */
  isOver(): boolean {
    return this.#clock.now() - this.#start >= TURN_MS
  }
}
