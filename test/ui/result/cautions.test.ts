import { describe, expect, it } from 'vitest'
import { CAUTION } from '../../../src/ltv/results.ts'
import { cautionSentences, cautionTag } from '../../../src/ui/result/cautions.ts'
import { rankWords } from '../../../src/ui/result/rank-words.ts'
import { madeUpRanking } from './made-up-shop.ts'

const cautious = (cautions: number, weeks: number) => madeUpRanking({ customers: [{ id: 'a', cautions, weeks, spend: 10 }] })

describe('cautions', () => {
  it('call a single week that is multiplied a guess', () => {
    expect(cautionTag(cautious(CAUTION.oneWeek, 1), 0)).toBe('1 week only')
    expect(cautionSentences(cautious(CAUTION.oneWeek, 1), 0)).toEqual(['One busy week is being multiplied by 520. Treat as a guess.'])
  })

  it('call nothing a guess where nothing was spent', () => {
    const ranking = madeUpRanking({ customers: [{ id: 'a', cautions: CAUTION.oneWeek, weeks: 1, spend: 0 }] })
    expect(cautionTag(ranking, 0)).toBeNull()
    expect(cautionSentences(ranking, 0)).toEqual(['All events fall into one week. Nothing shows yet that this customer comes back.'])
  })

  it('speak more mildly where that week is divided by all weeks of the data', () => {
    expect(cautionTag(cautious(CAUTION.oneWeek, 14), 0)).toBeNull()
    expect(cautionSentences(cautious(CAUTION.oneWeek, 14), 0)).toEqual([
      'All events fall into one week. Nothing shows yet that this customer comes back.',
    ])
  })

  it('say everything there is to say, the gravest first', () => {
    const all = CAUTION.oneOrder | CAUTION.negative | CAUTION.otherCurrency | CAUTION.noVisits
    expect(cautionTag(cautious(all, 3), 0)).toBe('below zero')
    expect(cautionSentences(cautious(all, 3), 0)).toEqual([
      'Refunds exceed purchases, so the figure is below zero.',
      'A single order carries all of the spend.',
      'Orders in other currencies than USD are not part of the figure.',
      'There is no visit, so spend per visit is unknown. It cancels out of the LTV.',
    ])
  })

  it('take no visit as one customer’s lack only where others have visited', () => {
    const customers = [{ id: 'a', cautions: CAUTION.noVisits, visits: 0 }]
    expect(cautionSentences(madeUpRanking({ customers }), 0)).toEqual([])
    expect(cautionSentences(madeUpRanking({ customers: [...customers, { id: 'b', visits: 3 }] }), 0)).toEqual([
      'There is no visit, so spend per visit is unknown. It cancels out of the LTV.',
    ])
  })

  it('are silent when there are none', () => {
    expect(cautionTag(cautious(0, 1), 0)).toBeNull()
    expect(cautionSentences(cautious(0, 1), 0)).toEqual([])
  })
})

describe('ranks', () => {
  it('mark those who share one', () => {
    const ranking = madeUpRanking({ customers: [1, 2, 2, 4].map(sharedRank => ({ id: String(sharedRank), sharedRank })) })
    expect([0, 1, 2, 3].map(index => rankWords(ranking, index))).toEqual(['1', '=2', '=2', '4'])
  })
})
