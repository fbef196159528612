import { type Fixture, fixtureFolders } from './fixture-folders.ts'

/** What must come of one input file of test/fixtures/orders; worked out by hand from its rows. What is absent is not held. */
interface ExpectedOrders {
  readonly customers?: number
  readonly orders?: number
  /** In units of `currency`. */
  readonly total?: number
  readonly currency?: string
  /** First and last day. */
  readonly first?: string
  readonly last?: string
  /** Counts of notes that must be there. */
  readonly notes: Readonly<Record<string, number>>
}

export type OrderFixture = Fixture<ExpectedOrders>

/** Every folder of test/fixtures/orders. */
export function orderFixtures(): OrderFixture[] {
  return fixtureFolders<ExpectedOrders>('orders')
}
