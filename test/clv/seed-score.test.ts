import { describe, expect, it } from 'vitest'
import { SEED_FEATURES, scoreRows, seedScores } from '../../src/clv/seed-score.ts'
import { clvOrderLines, day, orderLines } from '../support/order-files.ts'
import { hasShared } from '../support/shared-data.ts'

describe('the original model', () => {
  it('sums the six features of a row', () => {
    expect(
      scoreRows([
        [3, 92.6, 109.3, 2, 12, 26],
        [2, 10.4, 43.5, 3, 26, 5],
      ]).map(score => score.toFixed(1)),
    ).toEqual(['244.9', '89.9'])
  })

  it('refuses no rows and rows of another length', () => {
    expect(() => scoreRows([])).toThrow('There are no rows to score')
    expect(() =>
      scoreRows([
        [1, 2, 3, 4, 5, 6],
        [1, 2, 3],
      ]),
    ).toThrow('Row 2 has 3 numbers (expected 6')
  })
})

describe('the features of customers', () => {
  const item = (customer: string, order: string, date: string, amount: number, items: number) => ({ customer, order, date, amount, items })
  const lines = orderLines([
    item('a', '1', '2020-01-01', 5, 1),
    item('a', '1', '2020-01-01', 7.5, 2),
    item('a', '2', '2020-01-11', 4, 9),
    item('b', '3', '2020-01-05', 3, 1),
    item('b', '3', '2020-01-05', Number.NaN, Number.NaN),
    item('c', '4', '2020-01-08', 1, 1),
  ])
  const features = (reading: 'spec' | 'seed', asOf: number | null = day('2020-01-13')) => {
    const scores = seedScores(lines, reading, asOf)
    return { ...scores, rows: Array.from(scores.customer, (_, row) => SEED_FEATURES.map(feature => scores.features[feature][row])) }
  }

  it('are of orders in the spec reading', () => {
    const { rows, averageIntervalDays, customersWithoutInterval, score } = features('spec')
    // Those of one order: the average interval (10 days, of a) and the days since.
    expect(rows).toEqual([
      [9, 12.5, 16.5, 2, 2, 10],
      [1, 3, 3, 1, 8, 18],
      [1, 1, 1, 1, 5, 15],
    ])
    expect(averageIntervalDays).toBe(10)
    expect(customersWithoutInterval).toBe(2)
    expect(score[0]).toBe(52)
  })

  it('are of item lines in the seed reading: an order of two items has an interval of 0 days', () => {
    const { rows, averageIntervalDays } = features('seed')
    expect(rows).toEqual([
      [9, 7.5, 16.5, 2, 2, 10],
      [1, 3, 3, 1, 8, 0],
      [1, 1, 1, 1, 5, 10],
    ])
    expect(averageIntervalDays).toBe(5)
  })

  it('are as of the day after the last order unless a day is given, and leave out what comes later', () => {
    expect(features('spec', null).asOfDay).toBe(day('2020-01-12'))
    expect(features('spec', day('2020-01-06'))).toMatchObject({ scored: 2, laterLines: 2, averageIntervalDays: null })
    expect(features('spec', day('2020-01-06')).rows[0]).toEqual([3, 12.5, 12.5, 1, 5, 5])
  })
})

describe.skipIf(!hasShared('clv_orders'))('the orders of the original task', () => {
  it.each([
    ['spec', '67.80474', '7259721.05'],
    ['seed', '37.55736', '5083791.76'],
  ] as const)('have in the %s reading an average interval of %s days and predictions of %s', (reading, average, sum) => {
    const scores = seedScores(clvOrderLines(), reading, day('2011-07-01'))
    expect(scores.scored).toBe(2960)
    expect(scores.averageIntervalDays?.toFixed(5)).toBe(average)
    expect(scores.score.reduce((total, score) => total + score, 0).toFixed(2)).toBe(sum)
  })
})
