import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { FrequencyRecencyMap } from '../../../src/clv/one-customer.ts'
import { FrequencyRecencyMaps } from '../../../src/ui/predict/charts/FrequencyRecencyMaps.tsx'
import { tableRows } from './reading.ts'

/** Customers of 20 weeks: with 1, 2 and 3 orders, the last of them 20, 10 or 0 weeks ago. */
const map: FrequencyRecencyMap = {
  frequencies: 3,
  recencies: 3,
  ageWeeks: 20,
  alive: Float64Array.of(0.4, NaN, NaN, NaN, 0.5, 0.9, NaN, 0.0004, 1),
  expectedOrders: Float64Array.of(0.123, NaN, NaN, NaN, 1, 2, NaN, 0.001, 5),
}

describe('maps of frequency and recency', () => {
  it('show orders to expect by orders so far and weeks since the last, blank where there can be nobody', () => {
    render(<FrequencyRecencyMaps map={map} measure="expectedOrders" />)
    expect(tableRows()).toEqual([
      ['Orders', 'Weeks since the last order'],
      ['0', '10', '20'],
      ['1', '', '', '0.12'],
      ['2', '2.00', '1.00', ''],
      ['3', '5.00', '< 0.01', ''],
    ])
  })

  it('show the chance of still being a customer', () => {
    render(<FrequencyRecencyMaps map={map} measure="alive" />)
    expect(tableRows().slice(2)).toEqual([
      ['1', '', '', '40%'],
      ['2', '90%', '50%', ''],
      ['3', '100%', '< 0.1%', ''],
    ])
  })

  it('hatch every estimate, the darker the more, and leave blank cells alone', () => {
    render(<FrequencyRecencyMaps map={map} measure="alive" />)
    const marks = screen.getAllByRole('cell').map(cell => cell.className)
    expect(marks).toEqual([
      ...['', '', 'cell hatched shade2'],
      ...['cell hatched shade5', 'cell hatched shade3', ''],
      ...['cell hatched shade5', 'cell hatched shade1', ''],
    ])
  })

  it('say of each cell in words whom it is about', () => {
    render(<FrequencyRecencyMaps map={map} measure="expectedOrders" />)
    expect(screen.getByRole('cell', { name: '0.12' }).title).toBe('1 order, the last 20 weeks ago: 0.12 orders to expect')
    expect(screen.getByRole('cell', { name: '1.00' }).title).toBe('2 orders, the last 10 weeks ago: 1.00 orders to expect')
  })

  it('say what the shades reach from and to', () => {
    render(<FrequencyRecencyMaps map={map} measure="expectedOrders" />)
    expect(document.querySelector('.key')?.textContent).toBe('05.00')
  })

  it('give weeks a decimal where they are not whole', () => {
    render(<FrequencyRecencyMaps map={{ ...map, ageWeeks: 15 }} measure="alive" />)
    expect(tableRows()[1]).toEqual(['0.0', '7.5', '15.0'])
  })

  it('have no shade where nothing is expected', () => {
    render(<FrequencyRecencyMaps map={{ ...map, expectedOrders: map.expectedOrders.map(value => value * 0) }} measure="expectedOrders" />)
    expect(tableRows().slice(2)).toEqual([
      ['1', '', '', '0'],
      ['2', '0', '0', ''],
      ['3', '0', '0', ''],
    ])
    expect(document.querySelector('td.hatched')).toBeNull()
  })

  it('say so when there is nobody to show', () => {
    render(<FrequencyRecencyMaps map={{ ...map, frequencies: 0 }} measure="alive" />)
    expect(document.body.textContent).toBe('There is nobody to show.')
  })
})
