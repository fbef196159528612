import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

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

export interface EventFixture {
  readonly name: string
  /** input.json, input.csv.gz … */
  readonly fileName: string
  readonly bytes: Buffer<ArrayBuffer>
  readonly expected: ExpectedReading
}

const EVENTS = fileURLToPath(new URL('../fixtures/events', import.meta.url))

/** Every folder of test/fixtures/events: adding one adds a test. */
export function eventFixtures(): EventFixture[] {
  return readdirSync(EVENTS).map(name => {
    const fileName = readdirSync(join(EVENTS, name)).find(file => file.startsWith('input.'))
    if (fileName === undefined) throw new Error(`test/fixtures/events/${name} has no input.*`)
    return {
      name,
      fileName,
      bytes: readFileSync(join(EVENTS, name, fileName)) as Buffer<ArrayBuffer>, // never over shared memory
      expected: JSON.parse(readFileSync(join(EVENTS, name, 'expected.json'), 'utf8')) as ExpectedReading, // written by make-events.ts
    }
  })
}
