import { describe, expect, it } from 'vitest'
import { DEFAULT_STORE_DEFINITION, STORE_SWITCHES } from '../../../src/stores/index.ts'
import { spanFigure, spanUnit, spanWords } from '../../../src/ui/words/spans.ts'
import { STORE_ANSWERS, STORE_SWITCH_WORDS, storeDefinitionLine, transactionsWords } from '../../../src/ui/words/store-words.ts'

const CHANGES = Object.entries(STORE_SWITCHES).map(([name, [, other]]) => [name, other] as const)

describe('the line of a definition', () => {
  it('says what the figures are', () => {
    expect(STORE_ANSWERS.map(answer => storeDefinitionLine(answer, DEFAULT_STORE_DEFINITION))).toEqual([
      'Sum of the amounts of accepted transactions of each store · in euros · equal amounts in the order of store ids.',
      'Sum of the amounts of accepted transactions in each calendar week, by the time they happened · weeks start Sunday, UTC · over the weeks of all stores.',
      'Number of accepted transactions of each SKU · equal numbers by amount, then by SKU · the name is the one it is sold under most often.',
      'Mean amount of accepted transactions, by typology and country of the store · in euros · groups of fewer than 5 transactions are marked as small.',
      'Share of each type of device in the number of accepted transactions.',
      'From the first to the fifth transaction of any status, by the time they happened · mean over stores with five or more.',
      'All transactions, each by the status it has · shares of the transactions of the same group · groups of fewer than 5 transactions are marked as small.',
    ])
  })

  it.each(CHANGES)('changes with the switch %s', (name, other) => {
    const lines = (definition: typeof DEFAULT_STORE_DEFINITION) => STORE_ANSWERS.map(answer => storeDefinitionLine(answer, definition))
    expect(lines({ ...DEFAULT_STORE_DEFINITION, [name]: other })).not.toEqual(lines(DEFAULT_STORE_DEFINITION))
  })
})

it('every value of every switch has a label of its own', () => {
  for (const [name, values] of Object.entries(STORE_SWITCHES)) {
    const { labels } = STORE_SWITCH_WORDS[name as keyof typeof STORE_SWITCHES]
    expect(Object.keys(labels).sort()).toEqual([...values].sort())
    expect(new Set(Object.values(labels)).size).toBe(values.length)
  }
})

it('transactions are named as they are counted', () => {
  expect(transactionsWords(1, { statuses: 'accepted' })).toBe('1 accepted transaction')
  expect(transactionsWords(1_234, { statuses: 'all' })).toBe('1,234 transactions')
})

describe('spans of time', () => {
  it('are in the largest unit of which there are two', () => {
    expect([149.5 * 86_400, 86_400, 7_200, 7_199, 119, 0, -200_000].map(spanWords)).toEqual([
      '149.50 days',
      '24.00 hours',
      '2.00 hours',
      '119.98 minutes',
      '119.00 seconds',
      '0.00 seconds',
      '−2.31 days',
    ])
  })

  it('never read as nothing when they are not', () => {
    const days = spanUnit(1e9)
    expect([spanFigure(1, days), spanFigure(-1, days), spanFigure(0, days)]).toEqual(['< 0.01', '> −0.01', '0.00'])
  })
})
