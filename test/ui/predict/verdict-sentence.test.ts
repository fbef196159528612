import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../src/clv/results.ts'
import { verdictSentence } from '../../../src/ui/predict/verdict-sentence.ts'

const model = (figure: number) => ({ method: 'bg-nbd' as const, figure })
const baseline = (figure: number) => ({ method: 'mean-rate' as const, figure })
const words = (verdict: Verdict) => verdictSentence(verdict, ({ method }) => (method === 'bg-nbd' ? 'BG/NBD' : 'Mean rate'))

describe('the verdict of the back-test', () => {
  it('names who ranks better and whose total is closer', () => {
    const ranking = { winner: 'model', model: model(0.7), baseline: baseline(0.65) } as const
    const totals = { winner: 'baseline', model: model(-0.2), baseline: baseline(0.05) } as const
    expect(words({ ranking, totals })).toBe(
      'BG/NBD puts customers in a better order than “Mean rate” (Gini 0.700 against 0.650). ' +
        'The total of “Mean rate” is closer: 5% too many orders, against 20% too few by BG/NBD.',
    )
  })

  it('says so when the simple way is enough for ranking', () => {
    const ranking = { winner: 'baseline', model: model(0.6), baseline: baseline(0.65) } as const
    const totals = { winner: 'model', model: model(0.01), baseline: baseline(0.5) } as const
    expect(words({ ranking, totals })).toBe(
      '“Mean rate” puts customers in a better order than BG/NBD (Gini 0.650 against 0.600): for choosing whom to write to, it is enough. ' +
        'The total of BG/NBD is closer: 1% too many orders, against 50% too many by “Mean rate”.',
    )
  })

  it('claims nothing where nothing can be told', () => {
    const neither = { winner: 'neither', model: null, baseline: null } as const
    expect(words({ ranking: neither, totals: neither })).toBe(
      'Who ranks customers better cannot be told: nobody spent anything in that time. The total cannot be judged: nothing was ordered in that time.',
    )
  })
})
