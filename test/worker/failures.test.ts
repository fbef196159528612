import { describe, expect, it } from 'vitest'
import { everythingRejected } from '../../src/worker/failures.ts'
import { readBytes } from '../support/read-bytes.ts'

describe('Records of which none is accepted', () => {
  it('may be orders, which come as CSV', async () => {
    const { summary } = await readBytes('orders.json', '[{"customer_id":"a","total":5},{"customer_id":"b","total":7}]')
    expect(everythingRejected(summary).wayOut).toMatch(/If these are orders, save them as CSV with a row for each order/)
  })

  it('may be a table of orders, whose columns somebody may know, unless they are said to be something else', async () => {
    const { summary } = await readBytes('orders.json', '[{"wer":"a","wann":"2024-01-05","wieviel":7}]')
    const unnamed = { columns: ['wer', 'wann', 'wieviel'], rows: [['a', '2024-01-05', '7']] }
    expect(everythingRejected(summary, unnamed).table).toEqual({ ...unnamed, header: 'wer|wann|wieviel', known: {} })
    expect(everythingRejected(summary, unnamed).wayOut).toMatch(/If these are orders, say what their columns mean/)
    expect(everythingRejected(summary, { columns: ['4556737586899855', 'b', 'c'], rows: [] }).table).toBe(undefined)
    const others = await readBytes('events.json', '[{"type":"ORDER","verb":"NEW"}]')
    expect(everythingRejected(others.summary, unnamed).table).toBe(undefined)
  })

  it('are to be corrected where they say that they are events', async () => {
    const { summary } = await readBytes('events.json', '[{"type":"ORDER","verb":"NEW"},{"verb":"NEW"}]')
    expect(everythingRejected(summary).wayOut).toMatch(/^See which records were left out and why/)
  })
})
