import type { StoreDirectory } from '../../stores/results.ts'

/** A store as it is suggested. */
export interface SuggestedStore {
  readonly id: string
  readonly name: string
}

/** What a typed text leads to. */
export interface FoundStores {
  /** The store of this id, or else all stores of this name: one is the answer, several are to be chosen from. */
  readonly exact: readonly SuggestedStore[]
  /** Ids that begin as typed, then names that hold what is typed; in the order of the directory. */
  readonly suggestions: readonly SuggestedStore[]
}

export type FindStores = (typed: string, most: number) => FoundStores

/**
 * Finds stores by id, exactly or by its beginning, and by name, in whichever case; white space around what is typed is no part of it, and an empty text finds nothing.
 * An id goes before a name.  Cost: a pass over all stores for each call, and another for the first.
 */
export function storeFinder({ ids, names }: StoreDirectory): FindStores {
  let folded: readonly string[] | null = null
  const at = (place: number): SuggestedStore => ({ id: ids[place] ?? '', name: names[place] ?? '' })
  return (typed, most) => {
    const text = typed.trim()
    if (text === '') return { exact: [], suggestions: [] }
    const sought = fold(text)
    folded ??= names.map(fold)
    const [byId, byName, ofName]: [SuggestedStore[], SuggestedStore[], SuggestedStore[]] = [[], [], []]
    let exact: SuggestedStore | null = null
    ids.forEach((id, place) => {
      if (id === text) exact = at(place)
      if (id.startsWith(text)) {
        if (byId.length < most) byId.push(at(place))
        return
      }
      const name = folded?.[place] ?? ''
      if (name === sought && ofName.length < most) ofName.push(at(place))
      if (byName.length < most && name.includes(sought)) byName.push(at(place))
    })
    return { exact: exact === null ? ofName : [exact], suggestions: [...byId, ...byName].slice(0, most) }
  }
}

/** The ids that share most of their beginning with what is typed (at least one character), the shortest first; for “not found, closest”. */
export function closestStores(ids: readonly string[], typed: string, most: number): readonly string[] {
  const text = typed.trim()
  return ids
    .map(id => ({ id, shared: sharedStart(id, text) }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared || a.id.length - b.id.length || (a.id < b.id ? -1 : 1))
    .slice(0, most)
    .map(({ id }) => id)
}

function fold(text: string): string {
  return text.toLowerCase()
}

function sharedStart(a: string, b: string): number {
  let at = 0
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1
  return at
}
