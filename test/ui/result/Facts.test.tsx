import { fireEvent, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { Facts } from '../../../src/ui/result/Facts.tsx'
import { ResultNotices } from '../../../src/ui/result/ResultNotices.tsx'
import { madeUpLoaded } from './made-up-shop.ts'

const SHOP = {
  customers: [
    { id: 'a', spend: 30 },
    { id: 'b', spend: 10 },
  ],
  facts: { customers: 18_442, totalSpendUnits: 24_123_456_700n, medianLtv: 1_980.4, ordersSetAside: 12, customersOutsideWindow: 3 },
  summary: { read: 1_204_330, accepted: 1_204_118, rejected: 212, duplicates: 5, versions: 7 },
}

describe('the four facts', () => {
  it('are the customers, what they spent, the median, and the rows used', () => {
    render(<Facts {...madeUpLoaded(SHOP)} />)
    expect(screen.getAllByRole('definition').map(fact => fact.textContent)).toEqual(['18,442', '$2.41m', '$1,980', '99.98%'])
  })

  it('open to how each was counted', () => {
    render(<Facts {...madeUpLoaded(SHOP)} />)
    expect(screen.getAllByRole('button').map(term => term.textContent)).toEqual(['Customers', 'Total spend', 'Median LTV', 'Rows used'])
    for (const sentence of [
      '3 customers with no event inside the window are not ranked.',
      '$2,412,345.67 in 2 orders',
      '12 orders in other currencies set aside.',
      '1,204,330 rows read = 1,204,118 used + 212 left out.',
      '5 repeat an event exactly and 7 are further versions of an order.',
    ])
      expect(document.body.textContent).toContain(sentence)
  })
})

describe('notices', () => {
  const shown = (shop: Parameters<typeof madeUpLoaded>[0], notUnderstood: readonly string[] = []) => {
    const told: string[] = []
    render(
      <ResultNotices
        loaded={madeUpLoaded(shop)}
        unanswered={null}
        notUnderstood={notUnderstood}
        onSeeRejects={() => told.push('see')}
        onDownloadRejects={() => told.push('download')}
        onSeeData={() => told.push('data')}
        onChooseCurrency={currency => told.push(currency)}
        onAskAgain={() => told.push('again')}
      />,
    )
    return { told, user: userEvent.setup() }
  }

  it('say which parts of a link mean nothing', () => {
    shown({ ...SHOP, facts: {} }, ['weeks=fortnight', 'years=0'])
    expect(document.body.textContent).toContain('The link says “weeks=fortnight&years=0”, which means nothing here and was left out')
  })

  it('say what was left out and lead to it', async () => {
    const { told, user } = shown({
      ...SHOP,
      facts: {},
      summary: { rejected: 2, rejectedByReason: [{ reason: 'bad event_time', count: 2 }] },
    })
    expect(document.body.textContent).toBe('2 rows were left out. Both have a time we could not read. See them · Download them')
    await user.click(screen.getByRole('button', { name: 'See them' }))
    await user.click(screen.getByRole('button', { name: 'Download them' }))
    expect(told).toEqual(['see', 'download'])
  })

  it('say where columns were read as was said before, and take that back on request', async () => {
    const message = 'The columns or dates of one file are read as was said before of files with the same columns (shop.csv).'
    const { told, user } = shown({ ...SHOP, facts: {}, summary: { notes: [{ code: 'as-told', count: 1, message }] } })
    expect(document.body.textContent).toBe(`${message} Choose again`)
    await user.click(screen.getByRole('button', { name: 'Choose again' }))
    expect(told).toEqual(['again'])
  })

  it('say which currencies are set aside and show them on request', async () => {
    const { told, user } = shown({
      ...SHOP,
      summary: {},
      facts: {
        ordersSetAside: 12,
        currencies: [
          { currency: 'USD', orders: 40 },
          { currency: 'EUR', orders: 9 },
          { currency: 'GBP', orders: 3 },
        ],
      },
    })
    expect(document.body.textContent).toBe('12 orders in other currencies are set aside; nothing is converted. Show EUR (9) · GBP (3)')
    await user.click(screen.getByRole('button', { name: 'GBP' }))
    expect(told).toEqual(['GBP'])
  })

  it('name the currencies that are set aside on paper, where no button is', () => {
    shown({
      ...SHOP,
      summary: {},
      facts: {
        ordersSetAside: 1,
        currencies: [
          { currency: 'USD', orders: 40 },
          { currency: 'EUR', orders: 1 },
        ],
      },
    })
    fireEvent(window, new Event('beforeprint'))
    expect(document.body.textContent).toBe('1 order in another currency is set aside; nothing is converted. Set aside: EUR (1)')
    expect(screen.queryAllByRole('button')).toEqual([])
    fireEvent(window, new Event('afterprint'))
    expect(screen.getByRole('button', { name: 'EUR' })).toBeDefined()
  })

  it('bring grave notes beside the figures and leave the others to the data sheet', () => {
    shown({
      ...SHOP,
      facts: {},
      summary: {
        notes: [
          { code: 'outlying-dates', count: 1, message: '1 event is far from all others.' },
          { code: 'forgiven-commas', count: 3, message: '3 commas were forgiven.' },
        ],
      },
    })
    expect(document.body.textContent).toBe('1 event is far from all others. About this data')
  })

  it('are not there when there is nothing to say', () => {
    shown({ customers: SHOP.customers })
    expect(document.body.textContent).toBe('')
  })
})
