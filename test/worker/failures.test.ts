import { describe, expect, it } from 'vitest'
import { everythingRejected } from '../../src/worker/failures.ts'
import { readBytes } from '../support/read-bytes.ts'

describe('Records of which none is accepted', () => {
  it('may be orders, which come as CSV', async () => {
    const { summary } = await readBytes('orders.json', '[{"customer_id":"a","total":5},{"customer_id":"b","total":7}]')
    expect(everythingRejected(summary).wayOut).toMatch(/If these are orders, save them as CSV with a row for each order/)
  })

  it('are to be corrected where they say that they are events', async () => {
    const { summary } = await readBytes('events.json', '[{"type":"ORDER","verb":"NEW"},{"verb":"NEW"}]')
    expect(everythingRejected(summary).wayOut).toMatch(/^See which records were left out and why/)
  })
})
