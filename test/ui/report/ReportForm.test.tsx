import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { readPseudonymKey } from '../../../src/share/pseudonyms.ts'
import { type Order, ReportForm } from '../../../src/ui/report/ReportForm.tsx'
import { madeUpLoaded } from '../result/made-up-shop.ts'

function shown(customers: number, x: number, outcome: () => Promise<void> = () => Promise.resolve()) {
  const loaded = madeUpLoaded({ customers: Array.from({ length: customers }, (_, index) => ({ id: `c${index}` })) })
  const orders: Order[] = []
  const onSave = (order: Order) => {
    orders.push(order)
    return outcome()
  }
  render(<ReportForm loaded={loaded} x={x} onSave={onSave} />)
  return { orders, user: userEvent.setup() }
}

const field = (name: string) => screen.getByRole('textbox', { name })
const save = () => screen.getByRole('button', { name: 'Save the report' })

describe('the form of a report', () => {
  it('proposes the customers of the table, ten receipts and fifty events of each', async () => {
    const { orders, user } = shown(40, 25)
    await user.click(save())
    expect(orders).toEqual([{ choices: { rows: 25, receipts: 10, eventsEach: 50 }, pseudonyms: null }])
  })

  it('never orders more receipts than customers', async () => {
    const { orders, user } = shown(40, 25)
    await user.clear(field('Customers in the table'))
    await user.type(field('Customers in the table'), '3')
    await user.click(save())
    expect(orders[0]?.choices).toEqual({ rows: 3, receipts: 3, eventsEach: 50 })
  })

  it('says how large the report will be, and larger for more receipts', async () => {
    const { user } = shown(40, 25)
    const size = () => Number(/About (\d+) kB/.exec(document.body.textContent ?? '')?.[1])
    const before = size()
    await user.clear(field('Receipts of the best'))
    await user.type(field('Receipts of the best'), '25')
    expect(size()).toBeGreaterThan(before)
  })

  it('says which limits hold where the table shows more', () => {
    shown(6_000, 6_000)
    expect(document.body.textContent).toContain('The table of a report ends at 5,000 customers; the Export has all.')
    expect(document.body.textContent).toContain('Receipts are for the best 100 at most.')
  })

  it('warns of personal data, until pseudonyms take its place', async () => {
    const { user } = shown(2, 2)
    expect(document.body.textContent).toContain('The file will hold personal data.')
    await user.click(screen.getByRole('checkbox', { name: /^Pseudonyms/ }))
    expect(document.body.textContent).not.toContain('The file will hold personal data.')
  })

  it('makes a key when pseudonyms are chosen, another each time, and leaves places out unless they are wanted', async () => {
    const { orders, user } = shown(2, 2)
    const choose = () => user.click(screen.getByRole('checkbox', { name: /^Pseudonyms/ }))
    await choose()
    const first = field('Key').getAttribute('value') ?? ''
    await choose()
    await choose()
    const second = field('Key').getAttribute('value') ?? ''
    expect(readPseudonymKey(first)).toBe(first)
    expect(second).not.toBe(first)
    await user.click(save())
    await user.click(screen.getByRole('checkbox', { name: /^Keep city and state/ }))
    await user.click(save())
    expect(orders.map(order => order.pseudonyms)).toEqual([
      { key: second, withPlaces: false },
      { key: second, withPlaces: true },
    ])
  })

  it('takes the key of an earlier report and refuses what is none', async () => {
    const { orders, user } = shown(2, 2)
    await user.click(screen.getByRole('checkbox', { name: /^Pseudonyms/ }))
    const key = field('Key').getAttribute('value') ?? ''
    await user.clear(field('Key'))
    await user.type(field('Key'), 'secret')
    expect(document.body.textContent).toContain('This is no key')
    expect(save()).toHaveProperty('disabled', true)
    await user.clear(field('Key'))
    await user.type(field('Key'), key.toLowerCase())
    await user.click(save())
    expect(orders[0]?.pseudonyms?.key).toBe(key)
  })

  it('says what did not work, and can be tried again', async () => {
    const { user } = shown(2, 2, () => Promise.reject(new Error('The data is not there any more.')))
    await user.click(save())
    await screen.findByText('The data is not there any more.')
    expect(save()).toHaveProperty('disabled', false)
  })
})
