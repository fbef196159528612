/** What a typed store id leads to. */
export interface FoundStore {
  /** The id itself when there is such a store, or null. */
  readonly exact: string | null
  /** Ids that begin as typed, in their given order. */
  readonly suggestions: readonly string[]
}

/** Ids are matched exactly and by their beginning; white space around what is typed is no part of it. An empty text finds nothing. Cost: a pass over the ids. */
export function findStore(ids: readonly string[], typed: string, most: number): FoundStore {
  const text = typed.trim()
  if (text === '') return { exact: null, suggestions: [] }
  const suggestions: string[] = []
  let exact: string | null = null
  for (const id of ids) {
    if (id === text) exact = id
    if (suggestions.length < most && id.startsWith(text)) suggestions.push(id)
  }
  return { exact, suggestions }
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

function sharedStart(a: string, b: string): number {
  let at = 0
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1
  return at
}
