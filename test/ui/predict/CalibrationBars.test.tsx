import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { BackTest } from '../../../src/clv/back-test.ts'
import { ORDER_MODEL } from '../../../src/clv/models/all.ts'
import { CalibrationBars } from '../../../src/ui/predict/charts/CalibrationBars.tsx'
import { ORDER_MODEL_NAME } from '../../../src/ui/words/order-models.ts'
import { layOutRooms, setRoomWidth } from './measured-room.ts'
import { drawn, pixels, showTable, tableRows, words } from './reading.ts'

layOutRooms()

const TOTAL = { predicted: 0, actual: 0, bias: null, meanAbsoluteError: 0, gini: null }
/** Customers who had come back 0, 1, 2 and 7 or more times; nobody in between. */
const backTest: BackTest = {
  splitDay: 10_134,
  throughDay: 10_407,
  holdoutWeeks: 39,
  customers: 1_914,
  customersByFrequency: Float64Array.of(1_411, 439, 60, 0, 0, 0, 0, 4),
  actualByFrequency: Float64Array.of(0.25, 0.5, 1, NaN, NaN, NaN, NaN, 4),
  scores: [
    {
      method: 'bg-nbd',
      isModel: true,
      orders: TOTAL,
      revenue: TOTAL,
      ordersByFrequency: Float64Array.of(0.2, 0.75, 1.004, NaN, NaN, NaN, NaN, 3),
    },
  ],
  models: [],
  failed: [],
  spendFit: {
    parameters: [6, 4, 15],
    logLikelihood: 0,
    distance: 0,
    failures: [],
    covariance: null,
    customers: 500,
    meanSpend: 30,
    logStandardErrors: [],
    evaluations: 0,
  },
}

describe('bars by frequency', () => {
  it('draw what came solid and what the model expected hatched, and nothing where there is nobody', () => {
    render(<CalibrationBars backTest={backTest} model="bg-nbd" />)
    // The axis ends at 4, 174 pixels up.
    expect(pixels(drawn('observed-bar'), 'height')).toEqual([11, 22, 44, 174])
    // Hatched bars are a pixel less, which their outline fills.
    expect(pixels(drawn('hatched-bar'), 'height')).toEqual([8, 32, 43, 130])
    expect(drawn('observed-bar').every(bar => !bar.hasAttribute('fill'))).toBe(true)
    expect(drawn('hatched-bar').every(bar => bar.getAttribute('fill')?.startsWith('url(#'))).toBe(true)
  })

  it('say under each how often these customers had come back, and how many they are', () => {
    render(<CalibrationBars backTest={backTest} model="bg-nbd" />)
    expect(words().slice(5)).toEqual([
      ...['0', '1', '2', '3', '4', '5', '6', '7+'],
      ...['before', 'customers'],
      ...['1,411', '439', '60', '0', '0', '0', '0', '4'],
    ])
  })

  it('shorten the numbers of customers on a small screen, where the words beside them make room too', () => {
    setRoomWidth(254)
    render(<CalibrationBars backTest={backTest} model="bg-nbd" />)
    expect(words().slice(-8)).toEqual(['1.4k', '439', '60', '0', '0', '0', '0', '4'])
    expect(words()).not.toContain('customers')
  })

  it('have the same numbers in a table, with dashes where there is nobody', async () => {
    render(<CalibrationBars backTest={backTest} model="bg-nbd" />)
    await showTable()
    expect(tableRows()).toEqual([
      ['Repeat orders before', 'Customers', 'Actual', 'Expected'],
      ['0', '1,411', '0.25', '0.20'],
      ['1', '439', '0.50', '0.75'],
      ['2', '60', '1.00', '1.00'],
      ['3', '0', '–', '–'],
      ['4', '0', '–', '–'],
      ['5', '0', '–', '–'],
      ['6', '0', '–', '–'],
      ['7+', '4', '4.00', '3.00'],
    ])
  })

  it('show what came alone, and say why, when the model could not be fitted', () => {
    render(<CalibrationBars backTest={backTest} model="pareto-nbd" />)
    expect(drawn('observed-bar')).toHaveLength(4)
    expect(drawn('hatched-bar')).toEqual([])
    // Each in the middle over its label.
    const [first] = drawn('observed-bar')
    expect(Number(first?.getAttribute('x')) + Number(first?.getAttribute('width')) / 2).toBeCloseTo(
      Number(drawn('strong')[0]?.getAttribute('x')),
    )
    expect(screen.getByRole('figure').textContent).toContain('Pareto/NBD could not be fitted to what came before')
  })

  it('stand as flat ticks when nobody came back', () => {
    const none = Float64Array.of(0, NaN, NaN, NaN, NaN, NaN, NaN, NaN)
    render(<CalibrationBars backTest={{ ...backTest, actualByFrequency: none, scores: [] }} model="bg-nbd" />)
    expect(drawn('zero')).toHaveLength(1)
    expect(document.body.innerHTML).not.toContain('NaN')
  })

  it('are not drawn without customers', () => {
    render(<CalibrationBars backTest={{ ...backTest, customers: 0 }} model="bg-nbd" />)
    expect(document.body.textContent).toBe('No customer had ordered before the test began, so there is nobody to compare.')
    expect(document.querySelector('svg')).toBeNull()
  })

  it('call the models what the models call themselves', () => {
    for (const [key, name] of Object.entries(ORDER_MODEL_NAME))
      expect(Object.values(ORDER_MODEL).find(model => model.key === key)?.name).toBe(name)
    expect(Object.keys(ORDER_MODEL_NAME)).toEqual(Object.keys(ORDER_MODEL))
  })
})
