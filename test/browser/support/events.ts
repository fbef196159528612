import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'

/** Events as one line of NDJSON each, for files that a test drops. */

export function order(customer: string, day: string, amount: string, key = `order-${customer}-${day}`): string {
  const event = { type: 'ORDER', verb: 'NEW', key, event_time: `${day}T12:00:00Z`, customer_id: customer, total_amount: amount }
  return JSON.stringify(event)
}

export function visit(customer: string, day: string): string {
  return JSON.stringify({ type: 'SITE_VISIT', verb: 'NEW', key: `page-${day}`, event_time: `${day}T11:00:00Z`, customer_id: customer })
}

export function lines(...events: readonly string[]): string {
  return `${events.join('\n')}\n`
}

/** Two calendar weeks; anna spends 78.04 and ben 10, so under the default definition anna is worth 52 × 78.04 ÷ 2 × 10 = 20,290.40. */
export const TWO_WEEKS = lines(
  order('anna', '2025-01-06', '50.04 USD'),
  visit('anna', '2025-01-06'),
  order('anna', '2025-01-07', '28.00 USD'),
  order('ben', '2025-01-14', '10 USD'),
)

/**
 * For the top of a test file: a file on disk that takes seconds to read, of orders of 2,000 customers. Gone when the tests are over.
 * @param copies times 300 kB
 */
export function longFile(copies: number): { readonly path: string } {
  const folder = { path: '' }
  beforeAll(async () => {
    folder.path = await mkdtemp(join(tmpdir(), 'worthwhile-long-'))
    const block = lines(...Array.from({ length: 2_000 }, (_, index) => order(`customer-${index}`, '2025-01-06', `${index}.5 USD`)))
    const file = await open(join(folder.path, 'long.ndjson'), 'w')
    for (let copy = 0; copy < copies; copy++) await file.write(block)
    await file.close()
  })
  afterAll(() => rm(folder.path, { recursive: true, force: true }))
  return {
    get path() {
      return join(folder.path, 'long.ndjson')
    },
  }
}
