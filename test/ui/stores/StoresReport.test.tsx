import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { PointerEventsCheckLevel, userEvent } from '@testing-library/user-event'
import { useCallback, useState } from 'react'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_VIEW, type SortedTable, STORE_TABLE_COLUMNS, type TableSort } from '../../../src/store/view.ts'
import {
  DEFAULT_STORE_DEFINITION,
  STORE_QUESTIONS,
  STORE_SWITCHES,
  type StoreDataset,
  type StoreDefinition,
  storeAnswers,
  storeQuery,
  storeSummary,
  weeklyAmounts,
} from '../../../src/stores/index.ts'
import { Status } from '../../../src/ui/parts/Status.tsx'
import { type StoreLooks, StoresReport } from '../../../src/ui/stores/StoresReport.tsx'
import { STORE_SWITCH_WORDS } from '../../../src/ui/words/store-words.ts'
import { hasShared } from '../../support/shared-data.ts'
import { readStoreTexts, sharedStores } from '../../support/store-files.ts'
import { fewStores, fixtureStores } from '../../support/store-report.ts'
import { layOutRooms } from '../predict/measured-room.ts'

layOutRooms()

interface Asked {
  readonly definitions: StoreDefinition[]
  readonly stores: (string | null)[]
  readonly sorts: (readonly [SortedTable, TableSort])[]
  readonly looks: Partial<StoreLooks>[]
}

interface DrivenProps {
  readonly dataset: StoreDataset
  readonly start: StoreDefinition
  readonly storeId: string | null
  /** Whose weeks are at hand, when it is not the chosen one. */
  readonly weeksOf: string | null
  readonly looks: StoreLooks
  readonly asked: Asked
}

/** The report as its screen drives it: each change is answered by the core. */
function Driven({ dataset, start, storeId, weeksOf, looks: firstLooks, asked }: DrivenProps) {
  const [looks, setLooks] = useState(firstLooks)
  const [definition, setDefinition] = useState(start)
  const [store, setStore] = useState(storeId)
  const onSort = useCallback(
    (table: SortedTable, sort: TableSort) => {
      asked.sorts.push([table, sort])
      setLooks(before => ({ ...before, sorts: { ...before.sorts, [table]: sort } }))
    },
    [asked],
  )
  const onLooks = useCallback(
    (change: Partial<StoreLooks>) => {
      asked.looks.push(change)
      setLooks(before => ({ ...before, ...change }))
    },
    [asked],
  )
  return (
    <StoresReport
      summary={storeSummary(dataset)}
      answers={storeAnswers(dataset, definition)}
      isBusy={false}
      looks={looks}
      onSort={onSort}
      onLooks={onLooks}
      storeId={store}
      weekly={store === null ? null : weeklyAmounts(dataset, definition, weeksOf ?? store)}
      onDefinition={next => {
        asked.definitions.push(next)
        setDefinition(next)
      }}
      onStore={next => {
        asked.stores.push(next)
        setStore(next)
      }}
    />
  )
}

/** Shows the report; what it asks for is kept. */
function show(dataset: StoreDataset, props: Partial<DrivenProps> = {}): Asked {
  const asked: Asked = { definitions: [], stores: [], sorts: [], looks: [] }
  render(
    <Status>
      <Driven
        dataset={dataset}
        start={DEFAULT_STORE_DEFINITION}
        storeId={null}
        weeksOf={null}
        looks={DEFAULT_VIEW.stores}
        asked={asked}
        {...props}
      />
    </Status>,
  )
  return asked
}

// Looked up by hand: asking for roles in a page of this size takes seconds.
function cardElement(name: string): HTMLElement {
  const heading = [...document.querySelectorAll('h2')].find(each => each.textContent === name)
  const found = heading?.closest('section')
  if (found === null || found === undefined) throw new Error(`there is no section ${name}`)
  expect(found.getAttribute('aria-labelledby')).toBe(heading?.id)
  return found
}
const card = (name: string) => within(cardElement(name))
/** The words of a table's body, row by row. */
function rowsOf(name: string): string[][] {
  const table = cardElement(name).querySelector('table')
  if (table === null) throw new Error(`${name} has no table`)
  return [...table.querySelectorAll('tbody tr')].map(row => [...row.children].map(cell => cell.textContent ?? ''))
}
const column = (name: string, at: number): (string | undefined)[] => rowsOf(name).map(row => row[at])
/** Radio buttons by the words beside them. */
function labelled(scope: Element, words: string): HTMLElement[] {
  return [...scope.querySelectorAll<HTMLInputElement>('input[type=radio]')].filter(({ labels }) => labels?.[0]?.textContent === words)
}
function theOnly(found: readonly HTMLElement[], what: string): HTMLElement {
  const [only, ...others] = found
  if (only === undefined || others.length > 0) throw new Error(`there are ${found.length} of ${what}`)
  return only
}
const radio = (name: string, words: string) => theOnly(labelled(cardElement(name), words), `${words} in ${name}`)
/** Buttons by what they are called, of one card or of all the page. */
function buttons(name: string | null, words: string | RegExp): HTMLElement[] {
  const scope = name === null ? document : cardElement(name)
  const called = (each: Element): string => each.getAttribute('aria-label') ?? each.textContent ?? ''
  return [...scope.querySelectorAll('button')].filter(each =>
    typeof words === 'string' ? called(each) === words : words.test(called(each)),
  )
}
const button = (name: string | null, words: string | RegExp) => theOnly(buttons(name, words), `${words} in ${name}`)
// Nothing lies over anything here, and whoever types is followed key by key; a press is a press.
const user = userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.Never })
const click = async (element: HTMLElement): Promise<void> => {
  fireEvent.click(element)
}

const CARDS = [
  'Top stores',
  'A store by week',
  'Top products',
  'Average amounts',
  'Device types',
  'First five transactions',
  'Refused and cancelled',
]

// Whether something can be seen is no question where nothing is laid out, and answering it is most of the time.
configure({ defaultHidden: true })

beforeAll(() => {
  // jsdom has no pages to scroll.
  Element.prototype.scrollIntoView = () => {}
})

describe('the report on stores', () => {
  it('has a section for each answer, each with its sentence and what it means', () => {
    show(fixtureStores())
    expect(document.querySelector('h1')?.textContent).toBe('5 of 6 stores sold for €1,472.7279 in 39 accepted transactions.')
    expect([...document.querySelectorAll('h2')].map(heading => heading.textContent)).toEqual([...CARDS, 'The questions as SQL'])
    card('Top stores').getByText('Store 10 (Café Zehn) sold most: €1,257.0179 in 5 accepted transactions.')
    card('Top stores').getByText(/^Sum of the amounts of accepted transactions of each store/)
    card('Refused and cancelled').getByText('Of 52 transactions, 75.00% were accepted, 11.54% refused and 13.46% cancelled.')
  })

  it('counts every row: used, left out and repeated', () => {
    show(fixtureStores())
    screen.getByText('91 rows read = 65 used + 19 left out + 7 repeated.')
    screen.getByText('71 rows read = 52 used + 13 left out + 6 repeated.')
    screen.getByText('2 rows: unknown store.')
    screen.getByText('1 transaction of less than nothing counts as it is.')
  })

  it('has the answers at a glance, which lead to their sections', async () => {
    show(fixtureStores())
    const entries = [...document.querySelectorAll<HTMLElement>('nav[aria-label=Answers] button')]
    expect(entries.map(entry => entry.lastChild?.textContent)).toEqual([
      'Store 10 · €1,257.0179',
      'choose a store',
      'Rose · 11 sales',
      'Café, Spain · €251',
      'Type 2 · 35.90%',
      '41.91 days on average',
      '25.00% of all',
    ])
    for (const [at, entry] of entries.entries()) {
      await click(entry)
      expect(document.activeElement?.textContent).toBe(CARDS[at])
    }
  })

  it('writes hostile names as text', () => {
    const hostile = '<img src=x onerror="alert(1)">'
    show(
      fewStores([
        {
          id: '__proto__',
          name: hostile,
          country: '<b>x</b>',
          typology: 'constructor',
          sold: Array.from({ length: 5 }, () => ['1.00', hostile]),
        },
      ]),
      { storeId: '__proto__' },
    )
    expect(rowsOf('Top stores')).toEqual([['1', '__proto__', hostile, '€5.00', '5', '<b>x</b>', 'constructor']])
    expect(column('Top products', 1)).toEqual([hostile])
    expect(rowsOf('Average amounts')[0]?.[0]).toBe('<b>x</b>')
    expect(rowsOf('Refused and cancelled')[0]?.[0]).toBe('__proto__')
    expect(document.querySelector('img, b, script')).toBeNull()
  })

  it('says of every answer that there is none when no transaction counts', () => {
    show(fewStores([{ id: '1', sold: [] }]))
    for (const words of [
      '1 store, and no accepted transaction yet.',
      'No store has an accepted transaction.',
      'No product has an accepted transaction.',
      'There is no accepted transaction to take a mean of.',
      'There is no accepted transaction to share out.',
      'No store has five transactions yet.',
      'There is no transaction.',
    ])
      screen.getByText(words)
    expect(document.querySelector('table')).toBeNull()
  })
})

describe.skipIf(!hasShared('store_metrics'))('the report on the data set that the questions were written for', () => {
  const dataset = hasShared('store_metrics') ? readStoreTexts(sharedStores()) : fewStores([])

  it('has the known figures', () => {
    show(dataset)
    expect(column('Top stores', 1).join(' ')).toBe('3 97 19 82 42 51 65 85 79 57')
    expect(column('Top stores', 3).slice(0, 2)).toEqual(['€9,383.00', '€8,909.00'])
    expect(column('Top products', 3)).toEqual([
      '31',
      '29',
      'tied 28',
      'tied 28',
      'tied 27',
      'tied 27',
      'tied 27',
      'tied 27',
      '25',
      'tied 24',
    ])
    expect(rowsOf('Device types').map(([type, share]) => `${type} ${share}`)).toEqual([
      '1 23.77%',
      '4 21.72%',
      '2 19.06%',
      '3 18.03%',
      '5 17.42%',
    ])
    card('First five transactions').getByText(
      'A store’s first five transactions take 149.50 days on average; the median over 81 stores is 124.16 days.',
    )
    card('First five transactions').getByText(
      '81 stores with five or more are counted. 6 stores with one to four and 13 with none are left out.',
    )
    card('Refused and cancelled').getByText('Of 1,500 transactions, 32.53% were accepted, 32.47% refused and 35.00% cancelled.')
    expect(rowsOf('Average amounts')).toHaveLength(
      new Set(storeAnswers(dataset, DEFAULT_STORE_DEFINITION).averageAmounts.map(row => row.country)).size,
    )
  })

  it('has those of other definitions after a switch', async () => {
    show(dataset)
    await click(radio('Top stores', 'All statuses'))
    expect(column('Top stores', 1).join(' ')).toBe('97 60 3 19 51 46 8 74 75 92')
    await click(radio('First five transactions', 'It was entered'))
    await click(radio('First five transactions', 'Accepted only'))
    card('First five transactions').getByText(
      /^A store’s first five accepted transactions take 71\.83 days on average; the median over 46 stores/,
    )
  })
})

describe('the switches', () => {
  it.each(Object.entries(STORE_SWITCHES).map(([name, [, other]]) => ({ name, other })))(
    'ask for $other of $name',
    async ({ name, other }) => {
      const { definitions } = show(fixtureStores())
      const { legend, labels } = STORE_SWITCH_WORDS[name as keyof typeof STORE_SWITCHES]
      const wanted = new Map(Object.entries(labels)).get(other) ?? ''
      const groups = [...document.querySelectorAll('fieldset')].filter(each => each.querySelector('legend')?.textContent === legend)
      const found = groups.flatMap(group => labelled(group, wanted))[0]
      if (found === undefined) throw new Error(`there is no switch ${legend} with ${wanted}`)
      await click(found)
      expect(definitions).toEqual([{ ...DEFAULT_STORE_DEFINITION, [name]: other }])
    },
  )

  it('ask for another number of rows when it is entered, not for every digit of it', async () => {
    const { definitions } = show(fixtureStores())
    const field = card('Top stores').getByLabelText('Show top')
    await user.clear(field)
    await user.type(field, '3')
    expect(definitions).toEqual([])
    await user.type(field, '{Enter}')
    expect(definitions).toEqual([{ ...DEFAULT_STORE_DEFINITION, top: 3 }])
    expect(column('Top stores', 1)).toEqual(['10', '1', '2'])
    expect(column('Top products', 0)).toEqual(['1', '2', '3'])
  })

  it('say of a top 0 that nothing was asked for, and have the other answers', () => {
    show(fixtureStores(), { start: { ...DEFAULT_STORE_DEFINITION, top: 0 }, storeId: '10' })
    card('Top stores').getByText('The top 0 are asked for, so no store is listed.')
    card('Top products').getByText('The top 0 are asked for, so no product is listed.')
    expect(cardElement('Top stores').querySelector('table')).toBeNull()
    expect([...document.querySelectorAll('nav[aria-label=Answers] button')].slice(0, 3).map(each => each.lastChild?.textContent)).toEqual([
      'none asked for',
      'Store 10 (Café Zehn)',
      'none asked for',
    ])
    card('A store by week').getByText(/^Store 10 \(Café Zehn\) sold for €1,257\.0179/)
  })

  it('say what they expect of a number, and ask for nothing until it is one', async () => {
    const { definitions } = show(fixtureStores())
    const field = card('Average amounts').getByLabelText('Mark groups of fewer than')
    await user.clear(field)
    await user.type(field, '2.5')
    await user.tab()
    card('Average amounts').getByText('“2.5” is not a whole number from 0 to 1,000,000.')
    // The 2 on the way was a number; what stands in the field is not.
    expect(definitions).toEqual([])
  })
})

describe('the tables', () => {
  it('can be sorted by every column, and say how they are', async () => {
    show(fixtureStores())
    await click(radio('Average amounts', 'List'))
    for (const name of CARDS.filter(each => each !== 'A store by week')) {
      const headings = [...cardElement(name).querySelectorAll('thead th')]
      for (const heading of headings) {
        const before = heading.getAttribute('aria-sort')
        const [press] = heading.querySelectorAll('button')
        if (press === undefined) throw new Error(`${name}, ${heading.textContent} cannot be sorted by`)
        await click(press)
        const after = heading.getAttribute('aria-sort')
        expect(after, `${name}, ${heading.textContent}`).toMatch(/ascending|descending/)
        expect(after).not.toBe(before)
        expect(headings.filter(each => each.hasAttribute('aria-sort'))).toEqual([heading])
      }
    }
  })

  it('begin with the largest number, or the first text, and turn round', async () => {
    show(fixtureStores())
    const press = (heading: string) => click(button('Top stores', new RegExp(`^${heading}`)))
    await press('Transactions')
    expect(column('Top stores', 4)).toEqual(['16', '8', '6', '5', '4'])
    await press('Transactions')
    expect(column('Top stores', 4)).toEqual(['4', '5', '6', '8', '16'])
    await press('Store')
    expect(column('Top stores', 1)).toEqual(['007', '1', '10', '2', '3'])
    // Alike in this, so as they come: by amount.
    await press('Country')
    expect(rowsOf('Top stores').map(row => `${row[5]} ${row[1]}`)).toEqual([
      'France 3',
      'Germany 1',
      'Germany 2',
      'Germany 007',
      'Spain 10',
    ])
  })

  it('mark rows that are alike', () => {
    show(
      fewStores([
        { id: '1', sold: [['4.00'], ['6.00']] },
        { id: '2', sold: [['10.00']] },
        { id: '3', sold: [['9.00']] },
      ]),
    )
    expect(column('Top stores', 3)).toEqual(['tied €10.00', 'tied €10.00', '€9.00'])
    expect(column('Device types', 1)).toEqual(['50.00%', 'tied 25.00%', 'tied 25.00%'])
  })

  it('draw long lists bit by bit', async () => {
    show(fewStores(Array.from({ length: 45 }, (_, at) => ({ id: String(1_000 + at), sold: [['1.00']] }))), {
      start: { ...DEFAULT_STORE_DEFINITION, top: 45 },
    })
    expect(rowsOf('Top stores')).toHaveLength(20)
    card('Top stores').getByText(/^The first 20 of 45 rows/)
    await click(button('Top stores', 'Show more'))
    expect(rowsOf('Top stores')).toHaveLength(45)
    expect(buttons('Top stores', 'Show more')).toEqual([])
  })

  it('are drawn up to 220 rows, and say where the others are', async () => {
    show(fewStores(Array.from({ length: 600 }, (_, at) => ({ id: String(1_000 + at), sold: [['1.00']] }))), {
      start: { ...DEFAULT_STORE_DEFINITION, top: 600 },
    })
    for (let press = 0; press < 4; press += 1) await click(button('Top stores', 'Show more'))
    expect(column('Top stores', 0).at(-1)).toBe('220')
    expect(buttons('Top stores', 'Show more')).toEqual([])
    card('Top stores').getByText(/^The first 220 of 600 rows. More are not drawn; sorted the other way round/)
    await click(button('Top stores', /^# /))
    expect(column('Top stores', 0).slice(0, 2)).toEqual(['600', '599'])
  })
})

describe('the order of a table', () => {
  it('is asked for under names that links know, whatever is shown', async () => {
    const asked = show(fixtureStores(), { looks: { ...DEFAULT_VIEW.stores, averagesAs: 'list', statusesBy: 'byStore' } })
    await click(radio('First five transactions', 'Merchants'))
    const merchants = () => [...cardElement('First five transactions').querySelectorAll<HTMLElement>('thead button')]
    for (const heading of merchants()) await click(heading)
    await click(radio('First five transactions', 'Stores'))
    for (const heading of document.querySelectorAll<HTMLElement>('th[scope=col] button')) await click(heading)
    await click(radio('Refused and cancelled', 'Countries'))
    for (const heading of cardElement('Refused and cancelled').querySelectorAll<HTMLElement>('thead button')) await click(heading)
    const columns = (table: SortedTable) =>
      [...new Set(asked.sorts.filter(([name]) => name === table).map(([, { column: id }]) => id))].sort()
    // `as`: the names of an object of ours are its keys.
    for (const [table, known] of Object.entries(STORE_TABLE_COLUMNS)) expect(columns(table as SortedTable)).toEqual([...known].sort())
    expect(asked.looks).toEqual([{ statusesBy: 'byCountry' }])
  })

  it('is that of the link, and that of the answer where the table has no such column', () => {
    const looks = {
      sorts: { top_stores: { column: 'transactions', descending: false }, statuses: { column: 'name', descending: true } },
      averagesAs: 'list',
      statusesBy: 'byCountry',
    } as const
    show(fixtureStores(), { looks })
    const sold = column('Top stores', 4).map(Number)
    expect(sold).toEqual(sold.toSorted((a, b) => a - b))
    expect(rowsOf('Average amounts')[0]?.slice(0, 2)).toEqual(['Café', 'Spain'])
    expect(column('Refused and cancelled', 0)).toEqual(['Germany', 'France', 'Spain'])
    expect(cardElement('Refused and cancelled').querySelector('[aria-sort]')?.textContent).toBe('Transactions ↓')
  })
})

describe('average amounts', () => {
  it('stand in a map, what rests on few hatched, and in a list of the same figures', async () => {
    show(fixtureStores())
    const [headings] = cardElement('Average amounts').querySelectorAll('tr')
    expect([...(headings?.children ?? [])].map(cell => cell.textContent)).toEqual(['Country', 'Bakery', 'Florist', 'Café', 'no typology'])
    expect(rowsOf('Average amounts')).toEqual([
      ['Germany', '€7of 16', '€7of 8', '', '€6of 4'],
      ['France', '€5of 6', '', '', ''],
      ['Spain', '', '', '€251of 5', ''],
    ])
    expect([...document.querySelectorAll('td.hatched')].map(cell => cell.getAttribute('title'))).toEqual([
      'no typology in Germany: €6.30, €25.18 in 4 accepted transactions of 1 store; rests on few',
    ])
    await click(radio('Average amounts', 'List'))
    expect(rowsOf('Average amounts')).toEqual([
      ['Café', 'Spain', '€251.40', '5', '1', '€1,257.0179', 'enough'],
      ['Bakery', 'Germany', '€6.60', '16', '1', '€105.60', 'enough'],
      ['Florist', 'Germany', '€6.56', '8', '1', '€52.44', 'enough'],
      ['–', 'Germany', '€6.30', '4', '1', '€25.18', 'small'],
      ['Bakery', 'France', '€5.42', '6', '1', '€32.49', 'enough'],
    ])
  })
})

describe('a map of very many countries and typologies', () => {
  const stores = (countries: number, typologies: number) =>
    fewStores(
      Array.from({ length: Math.max(countries, typologies) }, (_, at) => ({
        id: String(at),
        country: `country ${at % countries}`,
        typology: `typology ${at % typologies}`,
        sold: at === 64 ? [['1'], ['1']] : [['1']],
      })),
    )

  it('is drawn up to 60 by 20, those with most transactions first, and says where the others are', () => {
    show(stores(65, 21))
    expect(column('Average amounts', 0)).toHaveLength(60)
    expect(column('Average amounts', 0)[0]).toBe('country 64')
    expect(rowsOf('Average amounts')[0]).toHaveLength(1 + 20)
    card('Average amounts').getByText(
      'Drawn are the 60 countries with most transactions of 65, and the 20 typologies with most of 21. The list and the export have all.',
    )
  })

  it('is drawn whole, without a word, when it is no larger than that', () => {
    show(stores(60, 20))
    expect(column('Average amounts', 0)).toHaveLength(60)
    expect(card('Average amounts').queryByText(/^Drawn are/)).toBeNull()
  })
})

describe('the first five transactions', () => {
  it('are drawn with mean and median, and the same bins stand in a table', async () => {
    show(fixtureStores())
    const five = card('First five transactions')
    five.getByText(/The mean is over 4 stores only/)
    expect(cardElement('First five transactions').querySelector('[role=img]')?.getAttribute('aria-label')).toBe(
      'How many stores take how long: mean 41.91 days, median 38.88 days of 4 stores. The table has all numbers.',
    )
    expect([...document.querySelectorAll('svg .strong')].map(words => words.textContent)).toEqual(['mean 41.91', 'median 38.88'])
    await click(button('First five transactions', 'Show as table'))
    expect(rowsOf('First five transactions').filter(([, stores]) => stores !== '0')).toEqual([
      ['20 … 25', '1'],
      ['35 … 40', '1'],
      ['40 … 45', '1'],
      ['65 … 70', '1'],
    ])
  })

  it('are of merchants where the mean is over them', async () => {
    show(fixtureStores())
    await click(radio('First five transactions', 'Merchants'))
    expect(rowsOf('First five transactions')).toEqual([
      ['900', '2', '31.47'],
      ['901', '1', '35.96'],
      ['902', '1', '68.73'],
    ])
  })
})

describe('statuses', () => {
  it('are told by device type, country and store', async () => {
    show(fixtureStores())
    const statuses = card('Refused and cancelled')
    expect(rowsOf('Refused and cancelled')[0]).toEqual(['2', ' 23', '60.87% 14', '21.74% 5', '17.39% 4'])
    statuses.getByText('Most often refused: device type 2, 21.74%. Most often cancelled: device type 2, 17.39%.')
    await click(radio('Refused and cancelled', 'Countries'))
    expect(column('Refused and cancelled', 0)).toEqual(['Germany', 'France', 'Spain'])
    await click(radio('Refused and cancelled', 'Stores'))
    expect(rowsOf('Refused and cancelled').at(-1)).toEqual(['007', 'Agentur', 'small 4', '100.00% 4', '0.00% 0', '0.00% 0'])
  })
})

describe('a store by week', () => {
  const weeks = () => card('A store by week')

  it('waits to be chosen, and offers the best one', async () => {
    const { stores } = show(fixtureStores())
    weeks().getByText('Choose a store, in a table or by its id or name, to see it week by week.')
    await click(button('A store by week', 'Show store 10, which sold most'))
    expect(stores).toEqual(['10'])
    weeks().getByText(
      'Store 10 (Café Zehn) sold for €1,257.0179 in 5 accepted transactions, in 3 of 18 weeks; most in the week of 30 Apr 2023: €1,232.0679.',
    )
    expect(document.querySelectorAll('svg rect.hatched')).toHaveLength(1)
    await click(button('A store by week', 'Show as table'))
    const rows = rowsOf('A store by week')
    expect(rows).toHaveLength(18)
    expect(rows.filter(([, amount]) => amount !== '€0.00')).toEqual([
      ['19 Feb 2023', '€9.98', '1'],
      ['26 Feb 2023', '€14.97', '1'],
      ['30 Apr 2023 partial', '€1,232.0679', '3'],
    ])
  })

  it('is chosen by the id in a table or by its row, and let go by the same', async () => {
    const { stores } = show(fixtureStores())
    const second = () => button('Top stores', '2')
    await click(second())
    expect(second().getAttribute('aria-pressed')).toBe('true')
    await click(second())
    await click(card('Top stores').getByText('Alma'))
    expect(stores).toEqual(['2', null, '3'])
    await click(button('First five transactions', '1'))
    expect(stores.at(-1)).toBe('1')
    expect(document.activeElement?.textContent).toBe('A store by week')
  })

  it('is found by its name, also without a transaction, and chosen from several of one name', async () => {
    const named = ['Rosa', 'Rosa', 'Rosalia', 'Alma'].map((name, at) => ({ id: `${at + 1}`, name, sold: [] }))
    const { stores } = show(fewStores([...named, { id: '5', name: 'Busy', sold: [['1.00']] }]))
    const field = weeks().getByLabelText('Find a store by id or name')
    await user.type(field, 'aLMa{Enter}')
    expect(stores).toEqual(['4'])
    weeks().getByText('Store 4 (Alma) has no accepted transaction in these weeks.')
    await user.clear(field)
    await user.type(field, 'rosa{Enter}')
    weeks().getByText(/2 stores are called ‘rosa’/)
    await click(button('A store by week', '2 (Rosa)'))
    expect(stores).toEqual(['4', '2'])
    await user.clear(field)
    await user.type(field, 'alia{Enter}')
    weeks().getByText(/No store has the id or name ‘alia’/)
    await click(button('A store by week', '3 (Rosalia)'))
    expect(stores).toEqual(['4', '2', '3'])
  })

  it('is found by its id, and one that is not there is said, with the closest', async () => {
    const { stores } = show(fixtureStores())
    const field = weeks().getByLabelText('Find a store by id or name')
    await user.type(field, '7{Enter}')
    expect(stores).toEqual([])
    weeks().getByText(/No store has the id or name ‘7’\./)
    await user.clear(field)
    await user.type(field, '08{Enter}')
    await click(button('A store by week', '007'))
    expect(stores).toEqual(['007'])
    await user.clear(field)
    await user.type(field, ' 3 {Enter}')
    expect(stores).toEqual(['007', '3'])
  })

  it('says that it is being added up, and never shows the weeks of another store', async () => {
    show(fixtureStores(), { storeId: '2', weeksOf: '1' })
    weeks().getByText(/^Store 2.* is added up by week…$/)
    expect(cardElement('A store by week').getAttribute('aria-busy')).toBe('true')
    expect(buttons('A store by week', /Export/)).toEqual([])
    expect(cardElement('A store by week').querySelector('[role=img]')).toBeNull()
  })

  it('without a transaction that counts says so', () => {
    show(
      fewStores([
        { id: '1', sold: [['1.00', 'tea', 'refused']] },
        { id: '2', sold: [['1.00']] },
      ]),
      { storeId: '1' },
    )
    weeks().getByText('Store 1 has no accepted transaction in these weeks.')
  })
})

describe('what can be taken along', () => {
  const saved: { readonly name: string; readonly blob: Blob }[] = []
  let blob = new Blob()
  beforeAll(() => {
    // jsdom has neither addresses for blobs nor downloads.
    URL.createObjectURL = given => {
      blob = given as Blob
      return 'blob:saved'
    }
    URL.revokeObjectURL = () => {}
    HTMLAnchorElement.prototype.click = function click() {
      saved.push({ name: this.download, blob })
    }
  })
  beforeEach(() => {
    saved.length = 0
  })

  it('is the query of each question under the definition in force', async () => {
    const definition: StoreDefinition = { ...DEFAULT_STORE_DEFINITION, statuses: 'all', firstFiveMeanOf: 'merchants' }
    show(fixtureStores(), { start: definition, storeId: '10' })
    const shown = [...document.querySelectorAll('pre')].map(pre => pre.textContent)
    expect(shown).toEqual(
      STORE_QUESTIONS.map(question => storeQuery(question, definition, question === 'weekly_amounts' ? { storeId: '10' } : {})),
    )
  })

  it('can be copied and saved', async () => {
    show(fixtureStores())
    const sql = storeQuery('top_products', DEFAULT_STORE_DEFINITION)
    await user.click(card('Top products').getByText('Copy'))
    expect(await navigator.clipboard.readText()).toBe(sql)
    await user.click(card('Top products').getByText('Save top_products.sql'))
    expect(saved.map(({ name }) => name)).toEqual(['top_products.sql'])
    expect(await saved[0]?.blob.text()).toBe(sql)
  })

  it('is the table as it is named, whatever was sorted', async () => {
    show(fixtureStores())
    await click(button('Top stores', 'Transactions'))
    await click(button(null, 'Export top stores'))
    await click(button(null, 'Save 5 rows'))
    await waitFor(() => expect(saved.map(({ name }) => name)).toEqual(['worthwhile-top-stores-2023-05-04.csv']))
    expect((await saved[0]?.blob.text())?.split('\r\n')[1]).toBe('1,10,Café Zehn,Spain,Café,1257.0179,5')
    screen.getByText('Saved 5 rows as worthwhile-top-stores-2023-05-04.csv.')
  })

  it('is the whole model', async () => {
    show(fixtureStores())
    await click(button(null, 'Save as .zip'))
    await click(button(null, 'Save as one .sql'))
    await waitFor(() =>
      expect(saved.map(({ name }) => name).sort()).toEqual([
        'worthwhile-store-model-2023-05-04.sql',
        'worthwhile-store-model-2023-05-04.zip',
      ]),
    )
  })
})
