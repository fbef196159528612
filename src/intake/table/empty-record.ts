/**
 * A record without prototype: a column called like a method must not be taken for one, nor one that is absent be found there.
 * Made in this way and not by `Object.create(null)`, whose objects are hash tables: a row takes a third of the time.
 */
export function emptyRecord(): Record<string, string> {
  return Object.setPrototypeOf({}, null)
}
