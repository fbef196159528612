import { describe, expect, it } from 'vitest'
import {
  averagesSentence,
  deviceSharesSentence,
  firstFiveSentence,
  productsBehindSentence,
  reportHeadline,
  shareFigure,
  statusesSentence,
  storesBehindSentence,
  topProductsSentence,
  topStoresSentence,
  withName,
  worstGroupsSentence,
} from '../../../src/ui/stores/sentences.ts'
import { fewStores, fixtureStores, reportOf, type StoreOfTest } from '../../support/store-report.ts'

const answersOf = (stores: readonly StoreOfTest[], change = {}) => reportOf(fewStores(stores), change).answers

/** Two stores that sold for the same. */
const TWINS: readonly StoreOfTest[] = [
  { id: '1', sold: [['5.00'], ['5.00']] },
  { id: '2', sold: [['10.00']] },
]

describe('the answers in words', () => {
  const fixture = fixtureStores()
  const { summary, answers } = reportOf(fixture)

  it('begin with what all stores sold', () => {
    expect(reportHeadline(summary, answers)).toBe('5 of 6 stores sold for €1,472.7279 in 39 accepted transactions.')
    const all = reportOf(fixture, { statuses: 'all' })
    expect(reportHeadline(all.summary, all.answers)).toMatch(/^5 of 6 stores sold for €1,[\d.]+ in 52 transactions\.$/)
    const none = reportOf(fewStores([{ id: '1', sold: [['5.00', 'tea', 'refused']] }]))
    expect(reportHeadline(none.summary, none.answers)).toBe('1 store, and no accepted transaction yet.')
  })

  it('name the store that sold most', () => {
    expect(topStoresSentence(answers)).toBe('Store 10 (Café Zehn) sold most: €1,257.0179 in 5 accepted transactions.')
  })

  it('say when the first place is shared, and by how many that are not listed', () => {
    expect(topStoresSentence(answersOf(TWINS))).toBe('2 stores share the first place with €10.00 each.')
    expect(topStoresSentence(answersOf(TWINS, { top: 1 }))).toBe('2 stores share the first place with €10.00 each.')
    expect(
      topProductsSentence(
        answersOf([
          {
            id: '1',
            sold: [
              ['1.00', 'a'],
              ['2.00', 'b'],
            ],
          },
        ]),
      ),
    ).toBe('2 products share the first place, sold once each.')
  })

  it('say what only the rule for ties keeps out of a list', () => {
    expect(storesBehindSentence(answersOf(TWINS, { top: 1 }))).toBe(
      '1 more store has €10.00, as the last one here: the order of ids decided.',
    )
    expect(storesBehindSentence(answersOf(TWINS))).toBeNull()
    expect(storesBehindSentence(answersOf(TWINS, { top: 0 }))).toBeNull()
    const sold = ['a', 'b', 'c', 'd'].map((sku, at): [string, string] => [at === 3 ? '9.00' : '2.00', sku])
    const products = [{ id: '1', sold: [...sold, ['5.00', 'd'] as [string, string]] }]
    expect(productsBehindSentence(answersOf(products, { top: 2 }))).toBe(
      '2 more products were sold once, as the last one here: the amount decided, then the SKU.',
    )
    expect(productsBehindSentence(answersOf(products, { top: 2, productsBy: 'amount' }))).toBe(
      '2 more products brought €2.00, as the last one here: the number decided, then the SKU.',
    )
    expect(productsBehindSentence(answersOf(products, { top: 1 }))).toBeNull()
  })

  it('say why a list is empty', () => {
    expect(topStoresSentence(answersOf(TWINS, { top: 0 }))).toBe('The top 0 are asked for, so no store is listed.')
    expect(topProductsSentence(answersOf([{ id: '1', sold: [] }]))).toBe('No product has an accepted transaction.')
  })

  it('name the product sold most often, or for most', () => {
    expect(topProductsSentence(answers)).toBe('Product v3770009015003 (Rose) was sold most often: 11 times, for €119.76.')
    expect(topProductsSentence(reportOf(fixture, { productsBy: 'amount' }).answers)).toBe(
      'Product 3770009015006 (Gift) brought most: €1,232.0679 in 3 accepted transactions.',
    )
  })

  it('do not let a group of few lead without a word', () => {
    expect(averagesSentence(answers)).toBe('The highest mean has Café in Spain, €251.40 over 5 accepted transactions.')
    expect(averagesSentence(reportOf(fixture, { smallGroup: 6 }).answers)).toBe(
      'The highest mean has Café in Spain, €251.40 over 5 accepted transactions, which is too few to rely on; of those with 6 or more transactions, Bakery in Germany, €6.60 over 16 accepted transactions.',
    )
    expect(averagesSentence(reportOf(fixture, { smallGroup: 2, averageOf: 'stores' }).answers)).toBe(
      'The highest mean has Café in Spain, €1,257.02 over 1 store, which is too few to rely on; no group has 2 or more stores.',
    )
  })

  it('name the type of device with the largest share', () => {
    expect(deviceSharesSentence(answers)).toBe('Devices of type 2 have the largest share: 35.90% of accepted transactions.')
    expect(deviceSharesSentence(answersOf([{ id: '1', sold: [['-5.00']] }], { shareOf: 'amount' }))).toBe(
      'The amounts do not add up to more than nothing, so there are no shares of them.',
    )
    expect(shareFigure(null)).toBe('–')
  })

  it('tell how long the first five take, from the first one or from the creation of the store', () => {
    expect(firstFiveSentence(answers)).toBe(
      'A store’s first five transactions take 41.91 days on average; the median over 4 stores is 38.88 days.',
    )
    expect(firstFiveSentence(reportOf(fixture, { firstFiveFrom: 'store-creation' }).answers)).toMatch(
      /^A store’s fifth transaction comes [\d.]+ days (after|before) its creation on average/,
    )
    expect(firstFiveSentence(answersOf(TWINS, { firstFiveStatuses: 'accepted' }))).toBe('No store has five accepted transactions yet.')
  })

  it('tell how transactions ended, and where they were refused and cancelled most, small groups aside', () => {
    expect(statusesSentence(answers)).toBe('Of 52 transactions, 75.00% were accepted, 11.54% refused and 13.46% cancelled.')
    expect(worstGroupsSentence(answers.statusBreakdowns.byStore, 'store')).toBe(
      'Most often refused: store 1, 15.00%. Most often cancelled: store 2, 28.57%.',
    )
    const all = answers.statusBreakdowns.byDeviceType
      .filter(({ byStatus }) => byStatus.refused === 0)
      .map(row => ({ ...row, isSmall: false }))
    expect(worstGroupsSentence(all, 'device type')).toBe(
      'None of them has a refused transaction. Most often cancelled: device type 1, 13.33%.',
    )
    expect(worstGroupsSentence(answers.statusBreakdowns.byStore.slice(0, 1), 'store')).toBeNull()
  })

  it('cut names that would not fit into a sentence', () => {
    expect(withName('Store 1', 'x'.repeat(61))).toBe(`Store 1 (${'x'.repeat(60)}…)`)
    expect(withName('Store 1', '')).toBe('Store 1')
  })
})
