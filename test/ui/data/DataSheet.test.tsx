import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { DataSheet } from '../../../src/ui/data/DataSheet.tsx'
import { madeUpLoaded } from '../result/made-up-shop.ts'

function sheet() {
  const did: string[] = []
  const { summary } = madeUpLoaded({
    customers: [{ id: 'c1' }],
    summary: {
      files: [
        {
          name: 'may.json',
          bytes: 1_234_567,
          format: 'NDJSON, gzip',
          reason: 'each line starts with {',
          read: 1204,
          accepted: 1200,
          rejected: 4,
        },
      ],
      read: 1204,
      accepted: 1200,
      rejected: 4,
      versions: 31,
      duplicates: 7,
      byTypeAndVerb: [{ type: 'ORDER', verb: 'UPDATE', count: 31 }],
      notes: [{ code: 'refunds', count: 2, message: '2 orders stand below zero.' }],
    },
  })
  render(
    <DataSheet
      open
      atRejects={false}
      title="The data: may.json"
      summary={summary}
      problems={[{ code: 'damaged', file: 'june.gz', message: 'It breaks off.', wayOut: 'Get it again.' }]}
      keep={null}
      actions={{ onAdd: ({ files }) => did.push(`add ${files.map(file => file.path).join()}`), onForget: () => did.push('forget') }}
      onSaveRejects={() => {}}
      onClose={() => {}}
    />,
  )
  return did
}

describe('the data sheet', () => {
  it('writes read = accepted + left out as an equation', () => {
    sheet()
    expect(screen.getByText('read', { exact: false, selector: 'p > span' }).closest('p')?.textContent).toBe(
      '1,204 read=equals1,200 accepted+plus4 left out',
    )
  })

  it('says of each file what it was read as, and why', () => {
    sheet()
    const row = screen.getByRole('row', { name: /may\.json/ })
    expect(
      within(row)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual(['NDJSON, gzipeach line starts with {', '1.2 MB', '1,204', '1,200', '4'])
  })

  it('counts by type and verb, versions and repeats, and tells the notes and problems', () => {
    sheet()
    expect(screen.getByRole('row', { name: 'ORDER UPDATE 31' })).toBeTruthy()
    expect(screen.getByText('Exact repeats, counted once').nextElementSibling?.textContent).toBe('7')
    expect(screen.getByText('2 orders stand below zero.')).toBeTruthy()
    expect(screen.getByText('It breaks off.')).toBeTruthy()
  })

  it('asks before it forgets everything', async () => {
    const did = sheet()
    await userEvent.click(screen.getByRole('button', { name: 'Forget everything' }))
    await userEvent.click(screen.getByRole('button', { name: 'Keep it' }))
    expect(did).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Forget everything' }))
    await userEvent.click(screen.getByRole('button', { name: 'Forget it' }))
    expect(did).toEqual(['forget'])
  })

  it('adds chosen files', async () => {
    const did = sheet()
    const input = document.querySelector<HTMLInputElement>('input[type=file]')
    if (input === null) throw new Error('the sheet has no file input')
    await userEvent.upload(input, new File(['[]'], 'july.json'))
    expect(did).toEqual(['add july.json'])
  })
})
