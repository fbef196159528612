import { Turns, unwatched } from '../../share/work.ts'
import type { StoreDirectory } from '../../stores/results.ts'

/** Stores between two looks at the clock. */
const STEP_STORES = 512

const known = new WeakMap<StoreDirectory, StoreNames>()

class StoreNames {
  readonly #directory: StoreDirectory
  readonly #places = new Map<string, number>()
  /** The stores before this one are in the map. */
  #filled = 0

  constructor(directory: StoreDirectory) {
    this.#directory = directory
    void this.#fill()
  }

  readonly of = (storeId: string): string => {
    const { ids, names } = this.#directory
    const place = this.#places.get(storeId) ?? ids.indexOf(storeId, this.#filled)
    return names[place] ?? ''
  }

  /** In turns of 10 ms: for 100,000 stores it takes 110, which would hold the page up. */
  async #fill(): Promise<void> {
    const { ids } = this.#directory
    const turns = new Turns(unwatched())
    while (this.#filled < ids.length) {
      const end = Math.min(ids.length, this.#filled + STEP_STORES)
      for (; this.#filled < end; this.#filled += 1) this.#places.set(ids[this.#filled] ?? '', this.#filled)
      if (turns.isOver()) await turns.next(0)
    }
  }
}

/**
 * Names of stores by their ids; blank where a store has none. Asked for the first time, it begins to learn where they all stand, in turns; a name that is wanted before its turn
 * has come is looked for. Cost: until then a pass over the stores that are left for each name.
 */
export function storeNames(directory: StoreDirectory): (storeId: string) => string {
  const found = known.get(directory) ?? new StoreNames(directory)
  known.set(directory, found)
  return found.of
}
