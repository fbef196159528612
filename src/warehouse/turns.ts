/** Lets a few go at a time, in the order in which they came. */
export class Turns {
  private free: number
  private readonly waiting: (() => void)[] = []

  constructor(atOnce: number) {
    this.free = atOnce
  }

  /** Resolves when it is one's turn, with what ends it; or with null as soon as the signal says that it is no longer wanted. */
  take(signal: AbortSignal): Promise<(() => void) | null> {
    if (signal.aborted) return Promise.resolve(null)
    if (this.free > 0) {
      this.free -= 1
      return Promise.resolve(this.end)
    }
    return new Promise(resolve => {
      const begin = () => {
        signal.removeEventListener('abort', giveUp)
        resolve(this.end)
      }
      const giveUp = () => {
        this.waiting.splice(this.waiting.indexOf(begin), 1)
        resolve(null)
      }
      signal.addEventListener('abort', giveUp, { once: true })
      this.waiting.push(begin)
    })
  }

  private readonly end = () => {
    const next = this.waiting.shift()
    if (next === undefined) this.free += 1
    else next()
  }
}
