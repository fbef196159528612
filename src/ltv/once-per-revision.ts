import type { Dataset } from './dataset.ts'

/** A query that is worked out once for each state of a data set, and again only after the data set has changed. */
export function oncePerRevision<Result>(compute: (dataset: Dataset) => Result): (dataset: Dataset) => Result {
  const known = new WeakMap<Dataset, { readonly revision: number; readonly result: Result }>()
  return dataset => {
    const found = known.get(dataset)
    if (found !== undefined && found.revision === dataset.revision) return found.result
    const result = compute(dataset)
    known.set(dataset, { revision: dataset.revision, result })
    return result
  }
}
