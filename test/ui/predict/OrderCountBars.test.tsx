import { render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { OrderCountBars } from '../../../src/ui/predict/charts/OrderCountBars.tsx'
import { orderCountBars } from '../../../src/ui/predict/charts/order-count-bars.ts'
import { tableRows } from './reading.ts'

const widths = () => [...document.querySelectorAll('td')].map(cell => cell.querySelector<HTMLElement>('.hatched')?.style.width)
const bars = (...counts: number[]) => orderCountBars(Float64Array.from(counts)).map(({ label, chance }) => `${label}: ${chance.toFixed(3)}`)

describe('numbers of orders to expect', () => {
  it('have their chances as words and as hatched bars, and what is left for more', () => {
    render(<OrderCountBars counts={Float64Array.of(0.5, 0.25, 0.125)} />)
    expect(tableRows()).toEqual([
      ['Orders', 'Chance'],
      ['0', '50%'],
      ['1', '25%'],
      ['2', '13%'],
      ['3 or more', '13%'],
    ])
    expect(widths()).toEqual(['100%', '50%', '25%', '25%'])
  })

  it('have no bar where there is no chance', () => {
    render(<OrderCountBars counts={Float64Array.of(1)} />)
    expect(tableRows().slice(1)).toEqual([
      ['0', '100%'],
      ['1 or more', '0%'],
    ])
    expect(widths()).toEqual(['100%', undefined])
  })

  it('end where all that is left is less than half a percent', () => {
    expect(bars(0.9, 0.08, 0.016, 0.003, 0.001)).toEqual(['0: 0.900', '1: 0.080', '2: 0.016', '3 or more: 0.004'])
  })

  it('are at most ten, however many are counted', () => {
    expect(bars(...Array.from({ length: 200 }, () => 1 / 200)).slice(-2)).toEqual(['8: 0.005', '9 or more: 0.955'])
  })

  it('never fall below nothing where sums are rounded', () => {
    expect(bars(0.7, 0.3000000001)).toEqual(['0: 0.700', '1: 0.300', '2 or more: 0.000'])
  })

  it('without any are a sentence', () => {
    render(<OrderCountBars counts={new Float64Array(0)} />)
    expect(document.body.textContent).toBe('There is no number of orders to expect.')
  })
})
