import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../src/base/problems.ts'
import type { Session } from '../../../src/store/session.ts'
import { FailedScreen } from '../../../src/ui/failed/FailedScreen.tsx'
import { madeUpLoaded } from '../result/made-up-shop.ts'

type Rejected = Extract<Session, { phase: 'failed' }>['rejected']

const PROBLEM: Problem = {
  code: 'not-events',
  file: 'stores.csv',
  message: 'It has the columns id, name and city; type, verb, key and event_time are missing.',
  wayOut: 'Choose a file of events.',
}

function show(problems: readonly Problem[], rememberedTables = 0, rejected: Rejected = null): string[] {
  const did: string[] = []
  render(
    <FailedScreen
      session={{ phase: 'failed', problems, rejected, previous: null }}
      rememberedTables={rememberedTables}
      onAskAgain={() => did.push('ask again')}
      onGathered={() => {}}
      onPaste={() => {}}
      onBack={() => did.push('back')}
      onRejects={() => did.push('rejects')}
      onMap={(header, mapping) => did.push(`${header}: ${JSON.stringify(mapping)}`)}
      onDateOrder={(header, order) => did.push(`${header}: ${order}`)}
    />,
  )
  return did
}

describe('the screen after a failure', () => {
  it('says what was found, in which file, and the way out', async () => {
    const did = show([PROBLEM])
    for (const text of [PROBLEM.file, PROBLEM.message, PROBLEM.wayOut]) expect(screen.getByText(text ?? '')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Back to the start' }))
    expect(did).toEqual(['back'])
    expect(screen.queryByRole('button', { name: 'See which and why' })).toBeNull()
  })

  it('keeps the ways out in sight below many problems, all of which can be seen', async () => {
    show(Array.from({ length: 199 }, (_, index) => ({ ...PROBLEM, file: `stores-${index + 1}.csv` })))
    expect(screen.getByRole('heading', { name: 'None of the 199 files could be read as events, orders or tables of stores.' })).toBeTruthy()
    expect(screen.getAllByRole('listitem').length).toBe(8)
    await userEvent.click(screen.getByRole('button', { name: 'Show all 199' }))
    expect(screen.getAllByRole('listitem').length).toBe(199)
    expect(screen.queryByRole('button', { name: 'Show all 199' })).toBeNull()
  })

  it('asks again on request when records were left out by what was said of their columns', async () => {
    const did = show([PROBLEM], 1, madeUpLoaded({ customers: [] }).summary)
    await userEvent.click(screen.getByRole('button', { name: 'choose again' }))
    expect(did).toEqual(['ask again'])
  })

  it('does not speak of choices where none were made', () => {
    show([PROBLEM], 0, madeUpLoaded({ customers: [] }).summary)
    expect(screen.getByRole('button', { name: 'See which and why' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'choose again' })).toBeNull()
  })

  const table = {
    columns: ['wer', 'wann', 'stück', 'preis'],
    rows: [['ann', '2025-01-03', '2', '5.10']],
    header: 'wer|wann|stück|preis',
    known: { date: 'wann' },
  }

  it('lets somebody say what the columns of a table mean, with the first rows in sight and what is known filled in', async () => {
    const did = show([{ ...PROBLEM, table }])
    expect(screen.getByRole('cell', { name: '5.10' })).toBeTruthy()
    expect(screen.getByRole('combobox', { name: 'Date' })).toHaveProperty('value', 'wann')
    const read = screen.getByRole('button', { name: 'Read it as orders' })
    expect(read).toHaveProperty('disabled', true)
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Customer' }), 'wer')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Number of items' }), 'stück')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'or price of one' }), 'preis')
    await userEvent.click(read)
    const mapping = {
      customer: 'wer',
      date: 'wann',
      order: null,
      item: null,
      currency: null,
      dateOrder: null,
      amount: { kind: 'product', quantity: 'stück', unitPrice: 'preis' },
      items: 'stück',
    }
    expect(did).toEqual([`wer|wann|stück|preis: ${JSON.stringify(mapping)}`])
  })

  it('keeps what the columns say of cancellations and refunds, which can be taken back', async () => {
    const columns = ['wer', 'wann', 'wert', 'status', 'type']
    const known = { date: 'wann', amount: 'wert', status: 'status', kind: 'type' }
    const did = show([{ ...PROBLEM, table: { columns, rows: [['ann', '2025-01-03', '2', 'paid', 'sale']], header: 'x', known } }])
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Customer' }), 'wer')
    await userEvent.click(screen.getByRole('button', { name: 'Read it as orders' }))
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Sale or refund' }), '')
    await userEvent.click(screen.getByRole('button', { name: 'Read it as orders' }))
    const [both = '', one = ''] = did.map(said => said.slice('x: '.length))
    expect(JSON.parse(both)).toMatchObject({ customer: 'wer', status: 'status', kind: 'type' })
    expect(JSON.parse(one)).toMatchObject({ customer: 'wer', status: 'status' })
    expect(JSON.parse(one)).not.toHaveProperty('kind')
  })

  it('does not call files of different kinds unreadable', () => {
    show([{ code: 'several-kinds', file: null, message: 'These files are not all of one kind.', wayOut: 'Open one kind at a time.' }])
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('These files cannot be read together.')
  })

  it('asks which date is meant, in words', async () => {
    const dates = { header: 'a|b', dayFirst: '2011-04-03', monthFirst: '2011-03-04' }
    const did = show([{ ...PROBLEM, dates }])
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Which comes first in these dates, the day or the month?')
    await userEvent.click(screen.getByRole('button', { name: 'It is 4 Mar 2011: month first' }))
    expect(did).toEqual(['a|b: month-first'])
  })
})
