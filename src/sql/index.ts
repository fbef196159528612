/*
 * The door of this room: a definition as SQL, for those who have their events in a database. Text in, text out: nothing here runs a query.
 */
import { type Definition, requireSound } from '../ltv/definition.ts'
import type { DialectId } from './dialect.ts'
import { DIALECTS } from './dialects.ts'
import { modelSql } from './model.ts'
import { rollupQuery } from './rollup-query.ts'
import { stagingSql } from './staging.ts'
import { topQuery } from './top-query.ts'

export { dbtProject } from './dbt/project.ts'
export { DIALECT_IDS, type DialectId } from './dialect.ts'
export { DIALECTS } from './dialects.ts'

/** Texts of statements, each ending in a semicolon and a line break, with comments that say the definition. */
export interface LtvSql {
  /** The tables, with their keys. */
  readonly model: string
  /** Fills them from events as they came. */
  readonly staging: string
  /** The top x. */
  readonly query: string
  /** Events, visits, orders and spend by customer and week. */
  readonly rollup: string
}

/**
 * What `topXSimpleLtvCustomers(x, dataset, definition)` works out, as SQL in one of eight dialects. LTVs come as doubles that are equal to the cent, in the same
 * order, ties included, except that engines sort ids by bytes. By the default definition they are
 * the page's to the last bit as long as a customer's spend stays below 69 billion (its product with 13 is then exact).
 *
 * @param x how many customers; a whole number ≥ 0.
 * @throws RangeError when x is no such number, or the definition is not sound. Cost: some milliseconds at most.
 */
export function ltvSql(definition: Definition, x: number, dialect: DialectId): LtvSql {
  requireSound(definition)
  if (!Number.isSafeInteger(x) || x < 0) throw new RangeError(`x is ${String(x)} (expected a whole number of 0 or more)`)
  const spoken = DIALECTS[dialect]
  return {
    model: modelSql(spoken),
    staging: stagingSql(spoken),
    query: topQuery(definition, x, spoken),
    rollup: rollupQuery(definition, spoken),
  }
}
