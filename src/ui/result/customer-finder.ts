import type { CustomerDirectory } from '../../ltv/results.ts'
import { textAt } from './text-column.ts'

/** What a typed id leads to. Customers are indexes in the directory. */
export interface Found {
  /** The customer with exactly this id, or null. */
  readonly exact: number | null
  /** Customers whose id begins with what was typed, in the order of ids; at most as many as asked for. */
  readonly suggestions: readonly number[]
}

/** The first position in `byId` whose id is not before `text`. Cost: about 20 decoded ids at a million customers. */
function lowerBound(directory: CustomerDirectory, text: string): number {
  let low = 0
  let high = directory.byId.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (idOf(directory, directory.byId[middle] ?? 0) < text) low = middle + 1
    else high = middle
  }
  return low
}

export function idOf(directory: CustomerDirectory, customer: number): string {
  return textAt(directory.ids, customer)
}

/** The customer with exactly this id, or null. */
export function customerWithId(directory: CustomerDirectory, id: string): number | null {
  const customer = directory.byId[lowerBound(directory, id)]
  return customer !== undefined && idOf(directory, customer) === id ? customer : null
}

/** Exact and prefix search by bisection; spaces around the text are not part of an id. An empty text finds nothing. */
export function findCustomer(directory: CustomerDirectory, typed: string, limit: number): Found {
  const text = typed.trim()
  if (text === '') return { exact: null, suggestions: [] }
  const start = lowerBound(directory, text)
  const suggestions: number[] = []
  for (let position = start; position < directory.byId.length && suggestions.length < limit; position++) {
    const customer = directory.byId[position] ?? 0
    if (!idOf(directory, customer).startsWith(text)) break
    suggestions.push(customer)
  }
  const first = suggestions[0]
  return { exact: first !== undefined && idOf(directory, first) === text ? first : null, suggestions }
}

/** The customers next to where the id would stand, those that share the most leading characters first. For “not found, closest”. */
export function closestCustomers(directory: CustomerDirectory, typed: string, limit: number): readonly number[] {
  const text = typed.trim()
  const start = lowerBound(directory, text)
  const near: { customer: number; shared: number; distance: number }[] = []
  for (let position = Math.max(0, start - limit); position < Math.min(directory.byId.length, start + limit); position++) {
    const customer = directory.byId[position] ?? 0
    const distance = position < start ? start - position : position - start + 1
    near.push({ customer, shared: sharedPrefix(idOf(directory, customer), text), distance })
  }
  near.sort((a, b) => b.shared - a.shared || a.distance - b.distance || a.customer - b.customer)
  return near.slice(0, limit).map(entry => entry.customer)
}

function sharedPrefix(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length++
  return length
}
