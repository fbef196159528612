import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Reject } from '../../../src/base/rejects.ts'
import { RejectList } from '../../../src/ui/data/RejectList.tsx'
import { madeUpLoaded } from '../result/made-up-shop.ts'

// jsdom lays nothing out. The list asks for the height in sight (clientHeight) and for that of each row (offsetHeight).
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(380)
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(92)
})
afterEach(() => vi.restoreAllMocks())

const FILES = [
  { name: 'may.json', bytes: 10, format: 'NDJSON', reason: 'one object per line', read: 3, accepted: 0, rejected: 3 },
  { name: 'june.json', bytes: 10, format: 'NDJSON', reason: 'one object per line', read: 1, accepted: 0, rejected: 1 },
]

function reject(change: Partial<Reject>): Reject {
  return {
    file: 0,
    line: 1,
    byte: 0,
    field: 'total_amount',
    reason: 'bad total_amount',
    message: '“12,x” is not an amount (expected for example 12.34)',
    raw: '{"type":"ORDER"}',
    ...change,
  }
}

function list(rejects: readonly Reject[], rejected = rejects.length) {
  const counts = new Map<string, number>()
  for (const { reason } of rejects) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const saved: string[] = []
  const { summary } = madeUpLoaded({
    customers: [],
    summary: { files: FILES, rejected, rejects, rejectedByReason: [...counts].map(([reason, count]) => ({ reason, count })) },
  })
  render(<RejectList summary={summary} focused={false} onSave={format => saved.push(format)} />)
  return saved
}

describe('the list of what was left out', () => {
  it('gives each record its place, its field, what is wrong with it and its text', () => {
    list([reject({ file: 1, line: 1204, byte: 98_765 })])
    expect(screen.getByText('june.json · line 1,204 · byte 98,765 · total_amount')).toBeTruthy()
    expect(screen.getByText('“12,x” is not an amount (expected for example 12.34)')).toBeTruthy()
    expect(screen.getByText('{"type":"ORDER"}')).toBeTruthy()
  })

  it('counts by reason, and shows those of one reason only', async () => {
    list([
      reject({}),
      reject({ line: 2 }),
      reject({ line: 3, reason: 'missing customer_id', field: 'customer_id', message: 'There is none.' }),
    ])
    await userEvent.click(screen.getByRole('button', { name: 'missing customer_id 1' }))
    expect(screen.getAllByRole('listitem').map(item => item.getAttribute('aria-setsize'))).toEqual(['1'])
    await userEvent.click(screen.getByRole('button', { name: 'All reasons 3' }))
    expect(screen.getAllByRole('listitem')).toHaveLength(3)
  })

  it('keeps only what is in sight of ten thousand, and says that more are counted than listed', () => {
    list(
      Array.from({ length: 10_000 }, (_, line) => reject({ line: line + 1 })),
      12_345,
    )
    expect(screen.getAllByRole('listitem').length).toBeLessThan(40)
    expect(screen.getByText(/The first 10,000 are listed and saved; all are counted/)).toBeTruthy()
    expect(screen.getByRole('heading', { name: '12,345 records were left out' })).toBeTruthy()
  })

  it('saves in two formats', async () => {
    const saved = list([reject({})])
    await userEvent.click(screen.getByRole('button', { name: 'Download as CSV' }))
    await userEvent.click(screen.getByRole('button', { name: 'Download as NDJSON' }))
    expect(saved).toEqual(['csv', 'ndjson'])
  })

  it('says so when nothing was left out', () => {
    list([])
    expect(screen.getByRole('heading', { name: 'Nothing was left out' })).toBeTruthy()
    expect(screen.queryByRole('button')).toBeNull()
  })
})
