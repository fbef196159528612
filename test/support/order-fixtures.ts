import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

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

export interface OrderFixture {
  readonly name: string
  readonly fileName: string
  readonly bytes: Buffer<ArrayBuffer>
  readonly expected: ExpectedOrders
}

const ORDERS = fileURLToPath(new URL('../fixtures/orders', import.meta.url))

/** Every folder of test/fixtures/orders: adding one adds a test. */
export function orderFixtures(): OrderFixture[] {
  return readdirSync(ORDERS).map(name => {
    const fileName = readdirSync(join(ORDERS, name)).find(file => file.startsWith('input.'))
    if (fileName === undefined) throw new Error(`test/fixtures/orders/${name} has no input.*`)
    return {
      name,
      fileName,
      bytes: readFileSync(join(ORDERS, name, fileName)) as Buffer<ArrayBuffer>, // never over shared memory
      expected: JSON.parse(readFileSync(join(ORDERS, name, 'expected.json'), 'utf8')) as ExpectedOrders, // written by hand
    }
  })
}
