/** A query on a server, as far as ending it goes. */
export interface RunningQuery {
  /** Settles when nothing more comes of it: true when the server has had its last word, an answer or an error; false when only the line was cut. Never rejects. */
  readonly over: Promise<boolean>
  /** Tells the server to end it: true when the server takes that, false when it refuses. Rejects when nobody answers. */
  readonly kill: (signal: AbortSignal) => Promise<boolean>
  /** Whether the server has it among those that run. Rejects when nobody answers. */
  readonly runs: (signal: AbortSignal) => Promise<boolean>
  /** Gives up listening for its answer. */
  readonly hangUp: () => void
}

/** Ends a query, by the id that it was sent with, and comes back at once. Ids are the page's own, of letters, digits and hyphens. */
export function killStatement(queryId: string): string {
  return `KILL QUERY WHERE query_id = '${queryId}' ASYNC`
}

/** So long nobody waits for a server that is to stop. */
export const MOST_STOPPING_MS = 15_000
const STEP_MS = 300
/** Seen running no more in this many looks, one after the other: between them a query that was on its way has begun. */
const LOOKS = 3

/**
 * Ends a query, and resolves with true once the server has said that it is over; with false where it has not said so in time, and then the line is cut as well.
 *
 * To hang up is not enough: ClickHouse notices that only between two blocks of rows, and not while it is still planning. So it is told to end the query, again and
 * again, since it may not have begun when it is told first. What proves the end is the query's own answer. Servers that refuse to be told (a used-up quota does that)
 * are hung up on, and looked at until they no longer have it.
 */
export async function stopQuery(query: RunningQuery, mostMs = MOST_STOPPING_MS): Promise<boolean> {
  const ending = new AbortController()
  let isLate = false
  const late = pause(mostMs, ending.signal).then(() => {
    isLate = true
  })
  let said: boolean | null = null
  const over = query.over.then(hasSpoken => {
    said = hasSpoken
  })
  try {
    let mayKill = true
    // A function, as the compiler takes `said` for what it was before anybody waited.
    const isOver = (): boolean => said !== null
    while (!isOver() && !isLate && mayKill) {
      const told = query.kill(ending.signal).then(
        isTaken => {
          mayKill = isTaken
        },
        // Nobody answered: told again.
        () => undefined,
      )
      await Promise.race([over, late, told])
      if (!isOver() && mayKill) await Promise.race([over, late, pause(STEP_MS, ending.signal)])
    }
    if (said === true) return true
    query.hangUp()
    for (let unseen = 0; !isLate; await Promise.race([late, pause(STEP_MS, ending.signal)])) {
      const runs = await Promise.race([late, query.runs(ending.signal).catch(() => true)])
      unseen = runs === false ? unseen + 1 : 0
      if (unseen === LOOKS) return true
    }
    return false
  } finally {
    ending.abort()
  }
}

/** Never resolves when the signal comes first. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const end = () => clearTimeout(timer)
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end)
      resolve()
    }, milliseconds)
    signal.addEventListener('abort', end)
  })
}
