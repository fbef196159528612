import type { QueryProgress } from './warehouse.ts'

/** What a look at a query shows. */
export interface Seen {
  readonly progress: QueryProgress
  /** Since the server began it. */
  readonly seconds: number
  /** How long it may take; 0 where it may take for ever. */
  readonly mostSeconds: number
}

/** A query that runs: what is seen of it, and that the server has fallen silent. */
interface Watched {
  readonly onSeen: (seen: Seen) => void
  readonly onSilence: () => void
}

/** How far queries are, by their ids; those that the server does not know of are left out. Rejects when nobody answers. */
export type LookAt = (queryIds: readonly string[], signal: AbortSignal) => Promise<ReadonlyMap<string, Seen>>

const STEP_MS = 400
/** So long nobody waits for a sign of life. */
export const MOST_SILENCE_MS = 30_000

/**
 * Looks at all queries that run, with one question for all of them, some times a second: a request itself hides its progress from pages. The looks are signs of life as
 * well: when one of them stays without an answer for too long, nobody is there, and who waits is told. What is measured is how long a look has been out, since a page in
 * the background looks seldom.
 */
export class Pulse {
  private readonly look: LookAt
  private readonly mostSilenceMs: number
  private readonly watched = new Map<string, Watched>()
  private timer: ReturnType<typeof setTimeout> | null = null
  /** Since when an answer to a look is missing; null when none is. */
  private askedAt: number | null = null
  private looking: AbortController | null = null

  constructor(look: LookAt, mostSilenceMs = MOST_SILENCE_MS) {
    this.look = look
    this.mostSilenceMs = mostSilenceMs
  }

  /** Watches a query until the function that comes back is called. */
  watch(queryId: string, watched: Watched): () => void {
    this.watched.set(queryId, watched)
    this.timer ??= setTimeout(this.step, STEP_MS)
    return () => {
      this.watched.delete(queryId)
      if (this.watched.size > 0) return
      if (this.timer !== null) clearTimeout(this.timer)
      this.timer = null
      this.looking?.abort()
      this.looking = null
      this.askedAt = null
    }
  }

  private readonly step = () => {
    this.timer = setTimeout(this.step, STEP_MS)
    if (this.askedAt !== null && performance.now() - this.askedAt >= this.mostSilenceMs) {
      this.askedAt = null
      for (const { onSilence } of [...this.watched.values()]) onSilence()
      return
    }
    if (this.looking !== null) return
    const looking = new AbortController()
    this.looking = looking
    this.askedAt ??= performance.now()
    this.look([...this.watched.keys()], looking.signal).then(
      found => {
        if (this.looking !== looking) return
        this.looking = null
        this.askedAt = null
        for (const [id, seen] of found) this.watched.get(id)?.onSeen(seen)
      },
      () => {
        // Nobody answered this one: the time since the first such look goes on.
        if (this.looking === looking) this.looking = null
      },
    )
  }
}
