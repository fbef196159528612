import type { Loaded, LoadedCustomers } from '../../src/store/session.ts'

/** What is shown, which must be of customers. */
export function loadedCustomers(loaded: Loaded | null): LoadedCustomers {
  if (loaded?.report !== 'customers') throw new Error(`what is shown is ${loaded === null ? 'nothing' : `of ${loaded.report}`}`)
  return loaded
}
