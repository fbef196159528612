import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WeeksRule } from '../../../src/ltv/definition.ts'
import type { LoadedCustomers } from '../../../src/store/session.ts'
import { ChangesTab } from '../../../src/ui/changes/ChangesTab.tsx'
import { ChangesTable, changesSentence } from '../../../src/ui/changes/ChangesTable.tsx'
import { changesAmongTop, type RankedData } from '../../../src/ui/changes/changes.ts'
import { madeUpLoaded } from '../result/made-up-shop.ts'

/** Ranked in the order given: ids and LTVs. */
function ranked(...customers: readonly (readonly [string, number])[]): RankedData {
  return madeUpLoaded({ customers: customers.map(([id, ltv]) => ({ id, ltv })) })
}

const MARCH = ranked(['ann', 300], ['ben', 200], ['cid', 100])
const APRIL = ranked(['ben', 450.5], ['eve', 400], ['ann', 300], ['dan', 50])

describe('what changed among the top x since an earlier export', () => {
  it('is who has come in, who has stayed at which rank, and who has left', () => {
    expect(changesAmongTop(MARCH, APRIL, 2)).toEqual([
      { id: 'ben', movement: 'stayed', before: { rank: 2, ltv: 200, isTop: true }, now: { rank: 1, ltv: 450.5, isTop: true } },
      { id: 'eve', movement: 'entered', before: null, now: { rank: 2, ltv: 400, isTop: true } },
      { id: 'ann', movement: 'left', before: { rank: 1, ltv: 300, isTop: true }, now: { rank: 3, ltv: 300, isTop: false } },
    ])
  })

  it('tells who was there below the top from who was not there at all', () => {
    expect(changesAmongTop(APRIL, MARCH, 3).map(({ id, movement, before, now }) => [id, movement, before?.rank, now?.rank])).toEqual([
      ['ann', 'stayed', 3, 1],
      ['ben', 'stayed', 1, 2],
      ['cid', 'entered', undefined, 3],
      ['eve', 'left', 2, undefined],
    ])
  })

  it('is nothing between a data set and itself', () => {
    expect(changesAmongTop(MARCH, MARCH, 10).map(({ movement }) => movement)).toEqual(['stayed', 'stayed', 'stayed'])
  })

  it('seen from the other side turns entrants into leavers', () => {
    const shop = fc
      .uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 10 })
      .map(ids => ranked(...ids.map((id, at) => [id, 100 - at] as const)))
    fc.assert(
      fc.property(shop, shop, fc.integer({ min: 1, max: 12 }), (one, other, x) => {
        const names = (changes: ReturnType<typeof changesAmongTop>, movement: string) =>
          changes
            .filter(change => change.movement === movement)
            .map(({ id }) => id)
            .sort()
        const there = changesAmongTop(one, other, x)
        const back = changesAmongTop(other, one, x)
        expect(names(there, 'entered')).toEqual(names(back, 'left'))
        expect(names(there, 'left')).toEqual(names(back, 'entered'))
        expect(names(there, 'stayed')).toEqual(names(back, 'stayed'))
        expect(new Set(there.map(({ id }) => id)).size).toBe(there.length)
      }),
    )
  })
})

describe('the table of changes', () => {
  it('says it in a sentence and row by row', () => {
    render(<ChangesTable earlierLabel="march.ndjson" before={MARCH} now={APRIL} x={2} />)
    screen.getByText('1 of the top 2 were among them in march.ndjson; 1 came in, 1 left.')
    const cells = screen.getAllByRole<HTMLTableRowElement>('row').map(row => [...row.cells].map(cell => cell.textContent?.trim()))
    expect(cells.slice(1)).toEqual([
      ['ben', '1', '2', '$451', '$200', '+$251'],
      ['eve new', '2', '–', '$400', '–', '–'],
      ['ann fell out', '3', '1', '$300', '$300', '$0'],
    ])
  })

  it('says when nobody has moved in or out', () => {
    expect(changesSentence(changesAmongTop(MARCH, MARCH, 3), 'march.ndjson')).toBe(
      'The same 3 customers as in march.ndjson are at the top.',
    )
  })

  it('draws the first of very many, and more on demand', async () => {
    const many = ranked(...Array.from({ length: 900 }, (_, at) => [`c${String(at).padStart(3, '0')}`, 900 - at] as const))
    render(<ChangesTable earlierLabel="march.ndjson" before={many} now={many} x={900} />)
    expect(screen.getAllByRole('row')).toHaveLength(201)
    screen.getByText(/^The first 200 of 900 rows\./)
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }))
    expect(screen.getAllByRole('row')).toHaveLength(801)
  })

  it('prints more than it draws, as nobody can ask for more on paper, and says how many', () => {
    const many = ranked(...Array.from({ length: 1_200 }, (_, at) => [`c${String(at).padStart(4, '0')}`, 1_200 - at] as const))
    render(<ChangesTable earlierLabel="march.ndjson" before={many} now={many} x={1_200} />)
    act(() => void window.dispatchEvent(new Event('beforeprint')))
    expect(screen.getAllByRole('row')).toHaveLength(1_001)
    screen.getByText(/^The first 1,000 of 1,200 rows\./)
    act(() => void window.dispatchEvent(new Event('afterprint')))
    expect(screen.getAllByRole('row')).toHaveLength(201)
  })

  it('shows hostile ids as text', () => {
    render(<ChangesTable earlierLabel="a" before={ranked()} now={ranked(['<img src=x onerror=alert(1)>', 1])} x={1} />)
    screen.getByText('<img src=x onerror=alert(1)>')
  })
})

describe('the tab of changes', () => {
  const shop = (weeks: number, weeksRule: WeeksRule = 'dataset') =>
    madeUpLoaded({ customers: [{ id: 'ann', ltv: 300, weeks }], definition: { weeksRule } })
  const show = (earlier: LoadedCustomers, loaded: LoadedCustomers) =>
    render(<ChangesTab earlier={earlier} loaded={loaded} x={1} onDefinition={() => {}} />)
  const divided = /^Spend is divided by/

  it('says that everyone is divided by other weeks', () => {
    show(shop(2), shop(9, 'dataset'))
    screen.getByText('Spend is divided by 9 weeks now, and was by 2 in events-2025.ndjson.')
  })

  it('says it also by years, and nothing where weeks are the same or the customer’s own', () => {
    const { unmount } = show(shop(2, 'dataset-years'), shop(1, 'dataset-years'))
    screen.getByText('Spend is divided by 1 week now, and was by 2 in events-2025.ndjson.')
    unmount()
    show(shop(2), shop(2))
    show(shop(2, 'customer'), shop(9, 'customer'))
    show(shop(2), madeUpLoaded({ customers: [] }))
    expect(screen.queryByText(divided)).toBeNull()
  })
})
