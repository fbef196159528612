import { render, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { storeSummary, unsettledSummary } from '../../../src/stores/index.ts'
import { DataSheet } from '../../../src/ui/data/DataSheet.tsx'
import type { Summary } from '../../../src/worker/protocol.ts'
import { readStoreTexts, storeFixture } from '../../support/store-files.ts'

function sheet(summary: Summary): void {
  const nothing = (): void => {}
  render(
    <DataSheet
      open
      atRejects={false}
      title="The data: stores"
      summary={summary}
      problems={[]}
      keep={null}
      actions={null}
      onSaveRejects={nothing}
      onClose={nothing}
    />,
  )
}

const dataset = readStoreTexts(['places.csv', 'terminals.csv', 'sales-2023-a.csv', 'sales-2023-b.csv'].map(storeFixture))

describe('the data sheet of stores', () => {
  it('writes read = accepted + left out + repeats as an equation', () => {
    sheet(storeSummary(dataset))
    const equation = screen.getByText('repeats', { selector: 'p > span' }).closest('p')
    expect(equation?.textContent).toBe('91 read=equals65 accepted+plus19 left out+plus7 repeats')
  })

  it('counts each of the three tables', () => {
    sheet(storeSummary(dataset))
    const row = within(screen.getByRole('region', { name: 'Counts of the three tables' })).getByRole('row', { name: /^transactions/ })
    expect(
      within(row)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual(['2', '71', '52', '13', '6'])
  })

  it('says which table is missing, and that orphans cannot be told yet', () => {
    sheet(unsettledSummary(readStoreTexts([storeFixture('terminals.csv')])))
    expect(screen.getByText('There is no row of stores and transactions yet.')).toBeTruthy()
    expect(screen.queryByText(/unknown store/)).toBeNull()
  })
})
