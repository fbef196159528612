import { useStore } from 'zustand'
import { keeping } from '../keep/keeping.ts'
import { createKept, type KeptState } from './kept.ts'

/** What is kept on this device, for the page. */
export const kept = createKept({
  keeping,
  now: () => Date.now(),
  // Where the page is not served safely there is no storage at all.
  persist: async () => navigator.storage.persist(),
  storage: () => window.localStorage,
})

export function useKept<T>(selector: (state: KeptState) => T): T {
  return useStore(kept, selector)
}
