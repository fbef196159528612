import { openAsBlob } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { forecast, ordersSummary, purchasesOf, seedScores, toOrderLines } from '../../src/clv/index.ts'
import { clvOrderLines, day, onlineRetailLines } from '../support/order-files.ts'
import { readOrderFiles } from '../support/order-reading.ts'
import { hasShared, sharedPath } from '../support/shared-data.ts'

async function readShared(...paths: string[]) {
  const files = await Promise.all(paths.map(async path => [path.split('/').at(-1) ?? '', await openAsBlob(sharedPath(path))] as const))
  const { orders, problems } = await readOrderFiles(files)
  return { orders, problems, summary: ordersSummary(orders), lines: toOrderLines(orders) }
}
const total = (units: Float64Array) => (units.reduce((sum, each) => sum + (Number.isNaN(each) ? 0 : each), 0) / 10_000).toFixed(2)

describe.skipIf(!hasShared('cdnow'))('CDNOW, from its bytes', () => {
  it.each([
    ['CDNOW_sample.txt', 6_919, 2_357, '244091.94', 8],
    ['CDNOW_master.txt', 69_659, 23_570, '2500315.63', 80],
  ])(
    '%s has %s purchases of %s customers',
    async (file, rows, customers, amount, zeros) => {
      const { summary, lines, problems } = await readShared(`cdnow/${file}`)
      expect(summary).toMatchObject({
        read: rows,
        accepted: rows,
        rejected: 0,
        duplicates: 0,
        customers,
        first: Date.UTC(1997, 0, 1),
        last: Date.UTC(1998, 5, 30),
      })
      expect(summary.notes.find(({ code }) => code === 'zero-amounts')?.count).toBe(zeros)
      expect([lines.length, lines.customers, total(lines.amountUnits), problems]).toEqual([rows, customers, amount, []])
      expect(forecast(lines).kind).toBe('predicted')
    },
    60_000,
  )

  it('read as the sample and as all of it, the sample adds nothing', async () => {
    const { summary, lines } = await readShared('cdnow/CDNOW_sample.txt', 'cdnow/CDNOW_master.txt')
    expect([summary.duplicates, summary.customers, total(lines.amountUnits)]).toEqual([6_919, 23_570, '2500315.63'])
  })
})

describe.skipIf(!hasShared('clv_orders'))('The orders of the original task, from their bytes', () => {
  it('are all read, with the one line of NA', async () => {
    const { summary, lines } = await readShared('clv_orders/orders.csv.gz')
    expect(summary).toMatchObject({
      read: 172_635,
      accepted: 172_635,
      lines: 172_635,
      duplicates: 0,
      versions: 0,
      orders: 8_802,
      customers: 2_960,
    })
    expect(summary.notes).toMatchObject([{ code: 'missing-values', count: 3 }])
    const expected = clvOrderLines()
    expect([lines.customer, lines.order, lines.day, lines.amountUnits, lines.items]).toEqual([
      expected.customer,
      expected.order,
      expected.day,
      expected.amountUnits,
      expected.items,
    ])
    expect(forecast(lines).kind).toBe('predicted')
  }, 60_000)

  it.each([
    ['spec', '67.80474', '7259721.05'],
    ['seed', '37.55736', '5083791.76'],
  ] as const)(
    'have in the %s reading an average interval of %s days and predictions of %s',
    async (reading, average, sum) => {
      const { lines } = await readShared('clv_orders/orders.csv.gz')
      const scores = seedScores(lines, reading, day('2011-07-01'))
      expect(scores.averageIntervalDays?.toFixed(5)).toBe(average)
      expect(scores.score.reduce((all, score) => all + score, 0).toFixed(2)).toBe(sum)
    },
    60_000,
  )

  it('are refused as a sample of one customer, with reasons', async () => {
    const { summary, lines } = await readShared('clv_orders/lesara_sample_20.csv')
    expect([summary.accepted, summary.orders, summary.customers]).toEqual([20, 1, 1])
    expect(forecast(lines)).toMatchObject({ kind: 'refused' })
  })
})

describe.skipIf(!hasShared('online_retail'))('Online Retail, from its bytes', () => {
  it('leaves out rows without a customer, and has cancellations as credit notes', async () => {
    const { summary, lines } = await readShared('online_retail/online_retail_2010-12_2011-06.csv.gz')
    expect(summary).toMatchObject({ read: 245_903, accepted: 176_889, rejected: 69_014, customers: 3_002, orders: 10_705, duplicates: 0 })
    expect(summary.rejectedByReason).toEqual([{ reason: 'missing customer_id', count: 69_014 }])
    // Amounts of the slow reader are doubles rounded to 1/10,000: the same here, as prices have three decimals at most.
    expect(lines.amountUnits).toEqual(onlineRetailLines().amountUnits)
    expect(lines.order).toEqual(onlineRetailLines().order)
    const { facts } = purchasesOf(lines)
    expect(facts.creditNotes).toBe(1_902)
    // Some customers have given back all they bought, or bought it before the data begins.
    expect(facts.customersWithoutPurchase).toBeGreaterThan(20)
    expect(facts.customersWithoutPurchase).toBeLessThan(150)
    expect(forecast(lines).kind).toBe('predicted')
  }, 60_000)
})
