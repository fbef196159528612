import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { CustomerDetail, CustomerEvent } from '../../../src/ltv/results.ts'
import { EventList } from '../../../src/ui/result/EventList.tsx'

const event = (own: Partial<CustomerEvent>): CustomerEvent => ({
  time: Date.UTC(2025, 2, 28, 12, 46, 33),
  type: 'ORDER',
  verb: 'NEW',
  key: '68d84e5d1a43',
  amountUnits: 265_000,
  currency: 'USD',
  detail: '',
  standing: 'counts',
  file: 'events.ndjson',
  line: 1204,
  byte: 99,
  times: 1,
  ...own,
})
const detail = (events: readonly CustomerEvent[], eventsTotal = events.length): CustomerDetail => ({
  customer: 0,
  id: 'a',
  lastName: '',
  city: '',
  state: '',
  rankIndex: 0,
  images: 0,
  weekly: { start: 0, spendUnits: new Float64Array(), visits: new Uint32Array(), orders: new Uint32Array(), partial: new Uint8Array() },
  events,
  eventsTotal,
})
const lines = () => screen.getAllByRole('listitem').map(line => [...(line.firstElementChild?.children ?? [])].map(part => part.textContent))

describe('the events of a customer', () => {
  it('show what happened when, in one line each', () => {
    render(
      <EventList
        whole={false}
        detail={detail([
          event({}),
          event({ byte: 1, type: 'IMAGE', verb: 'UPLOAD', amountUnits: null, currency: null, detail: 'Canon EOS 80D' }),
        ])}
      />,
    )
    expect(lines()).toEqual([
      ['28 Mar 2025', 'Order', '68d84e5d1a43', '$26.50'],
      ['28 Mar 2025', 'Image', '68d84e5d1a43', 'Canon EOS 80D'],
    ])
  })

  it('say where each was read when all are shown', () => {
    render(<EventList whole detail={detail([event({ verb: 'UPDATE' })])} />)
    expect(lines()[0]?.at(-1)).toBe('update · events.ndjson line 1,204')
  })

  it('always say why one does not count, and that repeats count once', () => {
    render(
      <EventList
        whole={false}
        detail={detail([
          event({ standing: 'superseded' }),
          event({ byte: 1, standing: 'outside-window' }),
          event({ byte: 2, standing: 'other-currency', currency: 'EUR' }),
          event({ byte: 3, times: 2 }),
          event({ byte: 4, times: 12 }),
        ])}
      />,
    )
    expect(lines().map(line => line[4])).toEqual([
      'replaced by a later version',
      'outside the window',
      'another currency, set aside',
      'read twice, counted once',
      'read 12 times, counted once',
    ])
    expect(lines()[2]?.[3]).toBe('€26.50')
  })

  it('say how many are not listed', () => {
    render(<EventList whole detail={detail([event({})], 5_012)} />)
    expect(document.body.textContent).toContain('The newest 1 of 5,012 events. All of them count.')
  })
})
