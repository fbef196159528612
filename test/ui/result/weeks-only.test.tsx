import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION } from '../../../src/ltv/definition.ts'
import type { WeekLimits } from '../../../src/ltv/week-limits.ts'
import { DefinitionForm } from '../../../src/ui/definition/DefinitionForm.tsx'
import { PredictTab } from '../../../src/ui/predict/PredictTab.tsx'
import { EventList } from '../../../src/ui/result/EventList.tsx'
import { ResultNotices } from '../../../src/ui/result/ResultNotices.tsx'
import { madeUpLoaded } from './made-up-shop.ts'

const LIMITS: WeekLimits = {
  weekStart: 'monday',
  isTimed: false,
  spansNewYear: true,
  first: Date.UTC(2024, 11, 30),
  end: Date.UTC(2025, 2, 31),
}
const SHOP = {
  customers: [{ id: 'ann', spend: 100, orders: 2, visits: 3 }],
  summary: { weeks: { ...LIMITS, events: 1_234 }, accepted: 56 },
}

describe('what a rollup cannot tell is said where it would stand', () => {
  it('above the result', () => {
    const nothing = (): void => {}
    render(
      <ResultNotices
        loaded={madeUpLoaded(SHOP)}
        notUnderstood={[]}
        unanswered="Weeks cannot be cut anew."
        onSeeRejects={nothing}
        onDownloadRejects={nothing}
        onSeeData={nothing}
        onChooseCurrency={nothing}
        onAskAgain={nothing}
      />,
    )
    screen.getByText(/^This is a rollup: 56 rows of customers’ weeks from Monday, for 1,234 events that are not in it\./)
    screen.getByText(/Dates are the days on which weeks start: when in a week things happened is not known\.$/)
    screen.getByText('This data cannot answer the definition as it stood. The nearest one is in force, as said above.')
    screen.getByText('Weeks cannot be cut anew.')
  })

  it('in the place of events', () => {
    const weekly = {
      start: 0,
      spendUnits: new Float64Array(),
      visits: new Uint32Array(),
      orders: new Uint32Array(),
      partial: new Uint8Array(),
    }
    const detail = {
      customer: 0,
      id: 'ann',
      lastName: '',
      city: '',
      state: '',
      rankIndex: 0,
      images: 0,
      weekly,
      events: [],
      eventsTotal: null,
    }
    render(<EventList detail={detail} whole={false} />)
    screen.getByText(/^Single orders and events are not in a rollup by weeks/)
    expect(screen.queryByRole('list')).toBeNull()
  })

  it('in the place of a prediction', () => {
    render(<PredictTab loaded={madeUpLoaded(SHOP)} />)
    screen.getByText('No prediction from a rollup.')
    screen.getByText(/needs the day of each order/)
  })

  it('in the definition: what cannot be asked cannot be chosen, and says why', async () => {
    const asked: unknown[] = []
    render(
      <DefinitionForm
        definition={{ ...DEFAULT_DEFINITION, weekStart: 'monday' }}
        currencies={[]}
        currencyInForce="USD"
        dataFirst={LIMITS.first}
        dataLast={LIMITS.end - 1}
        limits={LIMITS}
        onChange={definition => asked.push([definition.windowStart, definition.windowEnd])}
      />,
    )
    expect(screen.queryByRole('radio', { name: 'Sunday' })).toBeNull()
    screen.getByText(/^Monday\. The data is weeks already/)
    for (const name of [/^Elapsed time/, /^Weeks by calendar year/]) {
      expect(screen.getByRole<HTMLInputElement>('radio', { name }).disabled).toBe(true)
    }
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /^Active weeks/ }).disabled).toBe(false)
    screen.getByText(/elapsed time is unknown: add first_event and last_event to the rollup/)

    await userEvent.type(screen.getByLabelText('From'), '2025-01-08')
    screen.getByText('Days inside a week are unknown: let the window start on a Monday and end the day before one, or drop the events.')
    expect(asked).toEqual([])
    await userEvent.clear(screen.getByLabelText('From'))
    await userEvent.type(screen.getByLabelText('From'), '2025-01-06')
    expect(asked.at(-1)).toEqual([Date.UTC(2025, 0, 6), null])
  })
})
