import { describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { rank, topXSimpleLtvCustomers } from '../../src/ltv/index.ts'
import { eventFixtures } from '../support/event-fixtures.ts'
import { readBytes } from '../support/read-bytes.ts'

const FIXTURES = eventFixtures()
const isoTime = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString())

describe('event files of every container and quirk', () => {
  it('are there', () => {
    expect(FIXTURES.length).toBeGreaterThan(40)
  })

  it.each(FIXTURES.map(fixture => [fixture.name, fixture] as const))('%s', async (_, { fileName, bytes, expected }) => {
    const { dataset, problems, summary } = await readBytes(fileName, bytes)
    const { currency, facts } = rank(dataset, DEFAULT_DEFINITION)
    const top = topXSimpleLtvCustomers(summary.customers, dataset)
    expect({
      read: summary.read,
      accepted: summary.accepted,
      rejected: Object.fromEntries(summary.rejectedByReason.map(({ reason, count }) => [reason, count])),
      duplicates: summary.duplicates,
      versions: summary.versions,
      customers: summary.customers,
      first: isoTime(summary.first),
      last: isoTime(summary.last),
      weeks: facts.calendarWeeks,
      currency,
      top: top.map(row => [row.customer_id, row.ltv, row.revenue, row.orders, row.visits]),
      rejects: summary.rejects.map(({ line, byte, reason, field }) => ({ line, byte, reason, field })),
      notes: Object.fromEntries(summary.notes.map(({ code, count }) => [code, count])),
      problems: problems.map(({ code }) => code),
    }).toEqual(expected)
  })
})
