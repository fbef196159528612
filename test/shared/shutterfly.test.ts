import { describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION, type WeeksRule } from '../../src/ltv/definition.ts'
import { rank, topXSimpleLtvCustomers } from '../../src/ltv/index.ts'
import { readBytes } from '../support/read-bytes.ts'
import { expectedReports, hasShared, readShared } from '../support/shared-data.ts'

const round6 = (value: number): number => Math.round(value * 1e6) / 1e6

describe.skipIf(!hasShared('shutterfly', 'expected.json'))('files that other people wrote for the same task', () => {
  it('are there', () => {
    expect(expectedReports().length).toBeGreaterThan(20)
  })

  it.each(expectedReports())('%s gives the figures worked out by an independent program', async (path, expected) => {
    const { dataset, problems, summary } = await readBytes(path, readShared('shutterfly', ...path.split('/')))
    expect(problems).toEqual([])
    const top = (weeksRule: WeeksRule) =>
      topXSimpleLtvCustomers(10, dataset, { ...DEFAULT_DEFINITION, weeksRule }).map(row => [
        row.customer_id,
        round6(row.ltv),
        row.revenue,
        row.visits,
        row.weeks,
      ])
    expect({
      read: summary.read,
      accepted: summary.accepted,
      rejected: Object.fromEntries(summary.rejectedByReason.map(({ reason, count }) => [reason, count])),
      customers: summary.customers,
      weeks: rank(dataset, DEFAULT_DEFINITION).facts.calendarWeeks,
      dataset: top('dataset'),
      customer: top('customer'),
    }).toEqual(expected)
  })

  it('says of a string literal of a program that it is none of JSON', async () => {
    const { problems, summary } = await readBytes('Input.txt', readShared('shutterfly', 'akhilkatpally__Shutterfly', 'Input', 'Input.txt'))
    expect(problems.map(({ code }) => code)).toEqual(['source-code'])
    expect(summary.accepted).toBe(0)
  })
})
