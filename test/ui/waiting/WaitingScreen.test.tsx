import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { LoadedStores } from '../../../src/store/session.ts'
import { unsettledSummary } from '../../../src/stores/index.ts'
import { WaitingScreen } from '../../../src/ui/waiting/WaitingScreen.tsx'
import { readStoreTexts, storeFixture } from '../../support/store-files.ts'

function waiting(...files: readonly string[]) {
  const did: string[] = []
  const loaded: LoadedStores = {
    report: 'stores',
    generation: 1,
    label: files.join(),
    sample: null,
    files: [],
    problems: [],
    redefining: false,
    lost: null,
    summary: unsettledSummary(readStoreTexts(files.map(storeFixture))),
    answers: null,
  }
  render(
    <WaitingScreen
      loaded={loaded}
      onGathered={() => did.push('gathered')}
      onSee={() => did.push('see')}
      onForget={() => did.push('forget')}
    />,
  )
  return did
}

describe('while tables are missing', () => {
  it('the headline says which', () => {
    waiting('terminals.csv')
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('The tables of stores and transactions are missing.')
  })

  it('each table that is there tells its rows, and what was left out can be seen', async () => {
    const did = waiting('terminals.csv', 'places.csv')
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('The table of transactions is missing.')
    const [devices, stores, transactions] = screen.getAllByRole('listitem')
    expect(devices?.textContent).toContain('10 rows read from devices.csv')
    expect(stores?.textContent).toContain('10 rows read from stores.csv, 1 of them a repeat')
    expect(transactions?.textContent).toContain('Columns: id, device_id, product_sku, amount, status, created_at, happened_at')
    await userEvent.click(screen.getByRole('button', { name: '1 row was left out' }))
    await userEvent.click(screen.getByRole('button', { name: 'Forget what was read' }))
    expect(did).toEqual(['see', 'forget'])
  })

  it('no column for card numbers is asked for', () => {
    waiting('terminals.csv')
    expect(document.body.textContent).not.toMatch(/card|cvv/i)
  })
})
