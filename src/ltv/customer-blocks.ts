/*
 * Customers are taken in blocks: what is kept of so many while all events or orders are gone through stays in the processor's nearest caches.
 */
export const BLOCK_BITS = 13
export const BLOCK_CUSTOMERS = 2 ** BLOCK_BITS

/** Where the entries of each block of customers begin when they are put block by block; one more than there are blocks. */
export function blockStarts(customer: Uint32Array, customers: number): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(Math.ceil(customers / BLOCK_CUSTOMERS) + 1)
  for (let at = 0; at < customer.length; at += 1) {
    const after = ((customer[at] ?? 0) >>> BLOCK_BITS) + 1
    starts[after] = (starts[after] ?? 0) + 1
  }
  for (let block = 1; block < starts.length; block += 1) starts[block] = (starts[block] ?? 0) + (starts[block - 1] ?? 0)
  return starts
}

/** The place of each entry when entries are put block by block by their customers, and stay in their order inside of a block. `starts` are {@link blockStarts}. */
export function placesByBlock(customer: Uint32Array, starts: Uint32Array): Uint32Array<ArrayBuffer> {
  const next = starts.slice()
  const places = new Uint32Array(customer.length)
  for (let at = 0; at < customer.length; at += 1) {
    const block = (customer[at] ?? 0) >>> BLOCK_BITS
    const place = next[block] ?? 0
    next[block] = place + 1
    places[at] = place
  }
  return places
}
