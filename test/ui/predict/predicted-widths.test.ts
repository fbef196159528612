import { describe, expect, it } from 'vitest'
import { predictedRoom, predictedWidths } from '../../../src/ui/predict/predicted-widths.ts'

const MODEST = { high: 12_576, value: 5_655, spend: 598, revenue: 8_402 }
const LARGE = { high: 321_417_000_000, value: 185_692_000_000, spend: 5_984_000_000, revenue: 136_002_000_000 }
/** Inside of the table on the smallest phones. */
const PHONE_PX = 290
const LEAST_NAME_PX = 118

describe('the widths of predicted values', () => {
  it('leave room for number, id and prediction on a phone', () => {
    const { place, columns } = predictedWidths('narrow', 10, MODEST, 'USD')
    expect(PHONE_PX - place - columns.predictedClv).toBeGreaterThanOrEqual(LEAST_NAME_PX)
  })

  it('grow with the number of customers and with the amounts', () => {
    expect(predictedWidths('narrow', 1_000, MODEST, 'USD').place).toBeGreaterThan(predictedWidths('narrow', 10, MODEST, 'USD').place)
    const modest = predictedWidths('wide', 10, MODEST, 'USD')
    const large = predictedWidths('wide', 10, LARGE, 'USD')
    for (const column of ['predictedClv', 'expectedSpend', 'historicRevenue'] as const)
      expect(large.columns[column]).toBeGreaterThan(modest.columns[column])
    // “$321,417,000,000 – $321,417,000,000” takes 208 px.
    expect(large.columns.predictedClv).toBeGreaterThanOrEqual(208 + 24)
  })

  it('add up to the least that the table needs', () => {
    const { place, columns, simple, least } = predictedWidths('wide', 10, MODEST, 'USD')
    expect(least).toBe(place + 130 + simple + Object.values(columns).reduce((sum, width) => sum + width, 0))
  })

  it('fit in beside the inspector at 1,440 px, and give way before a column is out of sight', () => {
    expect(predictedRoom(950, false, 100, MODEST, 'USD')).toBe('middle')
    expect(predictedWidths('middle', 100, MODEST, 'USD').least).toBeLessThanOrEqual(950)
    expect(predictedRoom(1_200, false, 100, MODEST, 'USD')).toBe('wide')
    expect(predictedRoom(950, true, 100, MODEST, 'USD')).toBe('narrow')
  })
})
