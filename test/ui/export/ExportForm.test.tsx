import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { WeekTable } from '../../../src/ltv/results.ts'
import { emptyWeekColumns } from '../../../src/ltv/week-rows.ts'
import { ExportForm } from '../../../src/ui/export/ExportForm.tsx'
import { exportableCustomers } from '../../../src/ui/export/ExportSheet.tsx'
import { rankedRows } from '../../../src/ui/result/shown-rows.ts'
import { madeUpLoaded } from '../result/made-up-shop.ts'

const THREE = madeUpLoaded({
  customers: [
    { id: 'a', ltv: 30 },
    { id: 'b', ltv: 20 },
    { id: 'c', ltv: 10 },
  ],
})

const NO_WEEKS: WeekTable = {
  buffers: [],
  ids: THREE.directory.ids,
  byId: THREE.directory.byId,
  rows: { ...emptyWeekColumns(0), length: 0, weekStart: 'sunday', isTimed: true },
}

const GONE = new Error('The thread that holds the data is gone. Open the files again.')

interface Shown {
  readonly ready?: boolean
  readonly all?: number
  readonly customers?: number
  readonly accepted?: number
  readonly weeks?: WeekTable
  readonly copy?: () => Promise<void>
}

function form({ ready = true, all = 3, customers = all, accepted = 3, weeks, copy = async () => {} }: Shown = {}) {
  const saved: { readonly name: string; readonly text: Promise<string> }[] = []
  const said: string[] = []
  const table = (scope: string, count: number) => ({
    ...THREE,
    summary: { ...THREE.summary, accepted },
    scope,
    rows: rankedRows(count, { column: 'rank', descending: false }),
    eventTables: () => Promise.reject(GONE),
    weekTable: () => (weeks === undefined ? Promise.reject(GONE) : Promise.resolve(weeks)),
  })
  render(
    <ExportForm
      of={exportableCustomers(
        [
          { id: 'shown', label: 'The top 2', subject: 'top 2', rows: 2, source: ready ? table('top 2', 2) : null },
          { id: 'all', label: 'All customers', subject: 'all customers', rows: all, source: table('all customers', all) },
        ],
        customers,
        THREE.ranking.facts.last,
      )}
      onSave={(blob, name) => saved.push({ name, text: blob.text() })}
      onCopy={copy}
      onCopyLink={() => said.push('link')}
      onDone={sentence => said.push(sentence)}
      onStopped={sentence => said.push(sentence)}
    />,
  )
  return { saved, said }
}

const click = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }))

describe('the export form', () => {
  it('names scope and count before it saves, and saves exactly those rows', async () => {
    const { saved, said } = form()
    expect(screen.getByRole('radio', { name: /The top 2/ }).parentElement?.textContent).toContain('2 customers')
    await click('Save 2 rows')
    expect(saved.map(file => file.name)).toEqual(['worthwhile-top-2-2025-03-28.csv'])
    expect((await saved[0]?.text)?.trim().split('\r\n')).toHaveLength(3)
    expect(said).toEqual(['Saved 2 customers as worthwhile-top-2-2025-03-28.csv.'])
  })

  it('saves all customers in another format under a name of one’s own', async () => {
    const { saved } = form()
    await userEvent.click(screen.getByRole('radio', { name: /All customers/ }))
    await userEvent.click(screen.getByRole('radio', { name: /ids and LTVs only/ }))
    const name = screen.getByRole<HTMLInputElement>('textbox', { name: 'File name' })
    expect(name.value).toBe('worthwhile-all-customers-2025-03-28.ltv.json')
    await userEvent.clear(name)
    await userEvent.type(name, 'mine.json')
    await click('Save 3 rows')
    expect(saved.map(file => file.name)).toEqual(['mine.json'])
    expect(JSON.parse((await saved[0]?.text) ?? '')).toEqual([{ a: 30 }, { b: 20 }, { c: 10 }])
  })

  it('names the file as it will be saved, and asks for a name where there is none', async () => {
    const { saved, said } = form()
    const name = screen.getByRole<HTMLInputElement>('textbox', { name: 'File name' })
    const save = screen.getByRole<HTMLButtonElement>('button', { name: 'Save 2 rows' })
    await userEvent.clear(name)
    screen.getByText('A file needs a name. Enter one with a letter or a digit in it.')
    expect([save.disabled, name.getAttribute('aria-invalid')]).toEqual([true, 'true'])
    await userEvent.type(name, 'a/b\\c:d')
    screen.getByText('It will be saved as a_b_c_d.csv.')
    expect(name.value).toBe('a/b\\c:d')
    await userEvent.click(save)
    expect(saved.map(file => file.name)).toEqual(['a_b_c_d.csv'])
    expect(said).toEqual(['Saved 2 customers as a_b_c_d.csv.'])
  })

  it('offers the database with all customers, whatever is chosen, and says why it could not be had', async () => {
    const { saved, said } = form()
    await userEvent.click(screen.getByRole('radio', { name: /SQLite database/ }))
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /The top 2/ }).matches(':disabled')).toBe(true)
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /All customers/, checked: true })).toBeTruthy()
    expect(screen.getByText('SQLite database: always holds all customers and their events.')).toBeTruthy()
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'File name' }).value).toBe('worthwhile-all-customers-2025-03-28.db')
    await click('Save everything')
    expect(screen.getByText('The thread that holds the data is gone. Open the files again.')).toBeTruthy()
    expect([saved, said]).toEqual([[], []])
  })

  it('tells of all customers where a format holds them, and of those inside the window where it does not', async () => {
    const { saved, said } = form({ customers: 5, weeks: NO_WEEKS })
    const all = screen.getByRole('radio', { name: /All customers/ })
    expect(all.parentElement?.textContent).toContain('3 customers')
    await userEvent.click(screen.getByRole('radio', { name: /Weeks as CSV/ }))
    expect(all.parentElement?.textContent).toContain('5 customers')
    await click('Copy for a spreadsheet')
    await click('Save everything')
    expect(saved.map(file => file.name)).toEqual(['worthwhile-all-customers-2025-03-28.weeks.csv'])
    expect(said).toEqual(['Copied 3 customers for a spreadsheet.', 'Saved 5 customers as worthwhile-all-customers-2025-03-28.weeks.csv.'])
  })

  it('says how large a database will be and what it takes to write it, and refuses one that no browser can hold, with the way out', async () => {
    const { saved } = form({ accepted: 1_000_000 })
    await userEvent.click(screen.getByRole('radio', { name: /SQLite database/ }))
    screen.getByText('The file will have about 55 MB. While it is written it takes about 275 MB of memory.')
    cleanup()
    form({ accepted: 40_000_000 })
    await userEvent.click(screen.getByRole('radio', { name: /SQLite database/ }))
    screen.getByText('The file would have about 2.2 GB, and a browser can hold 1.7 GB while it writes one.')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save everything' }).disabled).toBe(true)
    await userEvent.click(screen.getByRole('radio', { name: /^Events as NDJSON/ }))
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save everything' }).disabled).toBe(false)
    expect(saved).toEqual([])
  })

  it('waits for rows that are still being put in order', async () => {
    const { saved } = form({ ready: false })
    await click('Save 0 rows')
    expect(saved).toEqual([])
    expect(screen.getByText('being put in order')).toBeTruthy()
  })

  it('says why a copy was refused, and stays', async () => {
    const { said } = form({ copy: () => Promise.reject(new Error('Write permission denied.')) })
    await click('Copy for a spreadsheet')
    expect(screen.getByText('Write permission denied.')).toBeTruthy()
    expect(said).toEqual([])
  })

  it('copies for a spreadsheet and copies the link', async () => {
    const { said } = form()
    await click('Copy for a spreadsheet')
    await click('Copy link')
    expect(said).toEqual(['Copied 2 customers for a spreadsheet.', 'link'])
  })

  it('refuses more rows than a sheet has and more than a clipboard should hold, with the way out', async () => {
    form({ all: 1_048_576 })
    await userEvent.click(screen.getByRole('radio', { name: /All customers/ }))
    screen.getByText('Up to 50,000 rows can be copied; these are more, so save a file instead.')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Copy for a spreadsheet' }).disabled).toBe(true)
    await userEvent.click(screen.getByRole('radio', { name: /Excel workbook/ }))
    screen.getByText('Excel workbook holds 1,048,575 rows, and here are 1,048,576.')
    screen.getByText('Save CSV or Parquet, which hold any number, or choose fewer rows.')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save 1,048,576 rows' }).disabled).toBe(true)
    await userEvent.click(screen.getByRole('radio', { name: /^Parquet/ }))
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save 1,048,576 rows' }).disabled).toBe(false)
  })

  it('shows how far it is, stops on demand, and saves nothing then', async () => {
    const { saved, said } = form({ all: 400_000 })
    await userEvent.click(screen.getByRole('radio', { name: /All customers/ }))
    await click('Save 400,000 rows')
    await waitFor(() => expect(screen.getByRole<HTMLProgressElement>('progressbar', { name: 'Writing the file' }).value).toBeGreaterThan(0))
    await click('Cancel')
    await screen.findByRole('button', { name: 'Save 400,000 rows' })
    expect([saved, said]).toEqual([[], []])
    expect(screen.queryByText('That did not work.')).toBeNull()
  })

  it('stops when it goes amid its work, and says so; when nothing is being written it goes without a word', async () => {
    const { saved, said } = form({ all: 400_000 })
    await userEvent.click(screen.getByRole('radio', { name: /All customers/ }))
    await click('Save 400,000 rows')
    cleanup()
    expect(said).toEqual(['The export was stopped, as its sheet closed before it was done. Nothing was saved.'])
    expect(saved).toEqual([])
    const idle = form()
    cleanup()
    expect(idle.said).toEqual([])
    const done = form()
    await click('Save 2 rows')
    cleanup()
    expect(done.said).toEqual(['Saved 2 customers as worthwhile-top-2-2025-03-28.csv.'])
  })
})
