import { type Fixture, fixtureFolders } from './fixture-folders.ts'

/** What a reader must make of one input file of test/fixtures/events. */
export interface ExpectedReading {
  readonly read: number
  readonly accepted: number
  readonly rejected: Readonly<Record<string, number>>
  readonly duplicates: number
  readonly versions: number
  readonly customers: number
  readonly first: string | null
  readonly last: string | null
  readonly weeks: number
  readonly currency: string
  /** All customers, best first, by the default definition. */
  readonly top: readonly (readonly [customer: string, ltv: number, revenue: number, orders: number, visits: number])[]
  readonly rejects: readonly ExpectedReject[]
  readonly notes: Readonly<Record<string, number>>
  /** Codes. */
  readonly problems: readonly string[]
}

export interface ExpectedReject {
  readonly line: number
  readonly byte: number
  readonly reason: string
  readonly field: string | null
}

export type EventFixture = Fixture<ExpectedReading>

/** Every folder of test/fixtures/events. Written by make-events.ts. */
export function eventFixtures(): EventFixture[] {
  return fixtureFolders<ExpectedReading>('events')
}
