import type { StoreAnswers } from '../../stores/results.ts'

/** The store at a place (from 1) of the directory, which no definition moves to another place, so that a link keeps its store; null where there is none. */
export function chosenStore({ directory }: StoreAnswers, storeRank: number | null): string | null {
  return storeRank === null ? null : (directory.ids[storeRank - 1] ?? null)
}
