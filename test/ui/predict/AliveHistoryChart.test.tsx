import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { AliveHistory } from '../../../src/clv/one-customer.ts'
import { AliveHistoryChart } from '../../../src/ui/predict/charts/AliveHistoryChart.tsx'
import { alivePoints, shownAges } from '../../../src/ui/predict/charts/alive-points.ts'
import { layOutRooms } from './measured-room.ts'
import { drawn, showTable, tableRows, words } from './reading.ts'

layOutRooms()

/** 1 January 1997. */
const FIRST_DAY = 9862
/** Four days, with orders on the first and the third. */
const history: AliveHistory = {
  firstDay: FIRST_DAY,
  alive: Float64Array.of(1, 0.5, 0.75, 0.25),
  purchaseDays: [FIRST_DAY, FIRST_DAY + 2],
}
const long = (days: number): AliveHistory => ({
  firstDay: FIRST_DAY,
  alive: Float64Array.from({ length: days }, (_, age) => 1 - (age % 100) / 100),
  purchaseDays: Array.from({ length: Math.ceil(days / 100) }, (_, order) => FIRST_DAY + order * 100),
})

describe('the life of one customer', () => {
  it('is a dashed line, with a solid tick on each day with an order', () => {
    render(<AliveHistoryChart history={history} />)
    // 100 % is at 10, 0 % at 170; each of the four days is 137.75 pixels wide, from 48.
    expect(drawn('dashed-line').map(line => line.getAttribute('d'))).toEqual([
      'M48 10.0L116.9 10.0L254.6 90.0L392.4 50.0L530.1 130.0L599 130.0',
    ])
    expect(drawn('purchase').map(line => line.getAttribute('d'))).toEqual(['M116.9 170v-9M392.4 170v-9'])
    expect(words()).toEqual(['0%', '50%', '100%', '1 Jan', '2 Jan', '3 Jan', '4 Jan'])
  })

  it('says in words how it ends', () => {
    render(<AliveHistoryChart history={history} />)
    expect(screen.getByRole('figure').textContent).toContain('25% on 4 Jan 1997, the last day that counts.')
    expect(screen.getByRole('img').getAttribute('aria-label')).toContain('over 4 days with 2 days of orders')
  })

  it('has the same numbers in a table', async () => {
    render(<AliveHistoryChart history={history} />)
    await showTable()
    expect(tableRows()).toEqual([
      ['Day', 'Chance'],
      ['1 Jan 1997 order', '100%'],
      ['2 Jan 1997', '50%'],
      ['3 Jan 1997 order', '75%'],
      ['4 Jan 1997', '25%'],
    ])
  })

  it('of a single day is a line from end to end', () => {
    render(<AliveHistoryChart history={{ firstDay: FIRST_DAY, alive: Float64Array.of(1), purchaseDays: [FIRST_DAY] }} />)
    expect(drawn('dashed-line')[0]?.getAttribute('d')).toBe('M48 10.0L323.5 10.0L599 10.0')
  })

  it('of ten years keeps every rise and fall, in at most two points a pixel', () => {
    const points = alivePoints(long(3_650), 551)
    expect(points.length).toBeLessThanOrEqual(2 * 551)
    expect(points.filter(point => point.alive === 1)).toHaveLength(37)
    expect(points.every((point, index) => index === 0 || point.ageDays > (points[index - 1]?.ageDays ?? 0))).toBe(true)
  })

  it('of ten years has a table of every tenth day, the orders and the last day', () => {
    const { ages, daysPerRow } = shownAges({ ...long(3_650), purchaseDays: [FIRST_DAY, FIRST_DAY + 13] })
    expect(daysPerRow).toBe(10)
    expect(ages.slice(0, 4)).toEqual([0, 10, 13, 20])
    expect(ages.at(-1)).toBe(3_649)
  })

  it('of eight thousand years is still drawn, in as few points', () => {
    render(<AliveHistoryChart history={long(2_900_000)} />)
    expect(drawn('dashed-line')[0]?.getAttribute('d')?.split('L').length).toBeLessThan(2 * 551 + 3)
  })

  it('without a day is a sentence', () => {
    render(<AliveHistoryChart history={{ firstDay: FIRST_DAY, alive: new Float64Array(0), purchaseDays: [] }} />)
    expect(document.body.textContent).toBe('There is no day to show.')
  })
})
