import { describe, expect, it } from 'vitest'
import { HIDDEN_ROW } from '../../src/base/cards.ts'
import { createStoreDataset, ingestStoreRow, redactRow, storeSummary } from '../../src/stores/index.ts'
import { cardsIn, everythingIn } from '../support/planted-cards.ts'
import { hasShared } from '../support/shared-data.ts'
import { allDefinitions, answersOf } from '../support/store-answers.ts'
import { readStoreTexts, sharedStores, storeFixture } from '../support/store-files.ts'

describe('card numbers', () => {
  it('are nowhere in a data set, its summary, its rejects or its answers', () => {
    const texts = ['places.csv', 'terminals.csv', 'sales-2023-a.csv', 'sales-2023-b.csv'].map(storeFixture)
    const dataset = readStoreTexts(texts)
    const summary = storeSummary(dataset)
    const answers = allDefinitions()
      .slice(0, 2)
      .map(definition => answersOf(dataset, definition))
    const { numbers, codes } = cardsIn(texts.join('\n'))
    expect(numbers.length).toBeGreaterThan(40)
    const held = everythingIn([dataset, summary, answers])
    // What is searched does hold what was read.
    expect(held).toContain('Zwei Rosen')
    expect(held).toContain('v3770009015003')
    for (const number of numbers) for (const form of [number, number.replaceAll(' ', '')]) expect(held).not.toContain(form)
    // Codes are too short to be searched in bytes: in the texts of rejects they would stand alone.
    const rejects = summary.rejects.map(({ message, raw }) => `${message},${raw}`).join('\n')
    expect(summary.rejects.length).toBeGreaterThan(10)
    expect(codes.length).toBeGreaterThan(40)
    for (const code of codes) expect(rejects).not.toMatch(new RegExp(`(?<![\\d.:])${code}(?![\\d.:])`))
  })

  it.skipIf(!hasShared('store_metrics'))('are nowhere in what is made of the shared tables', () => {
    const texts = sharedStores()
    const dataset = readStoreTexts(texts)
    const held = everythingIn([dataset, storeSummary(dataset)])
    const { numbers } = cardsIn(texts[2] ?? '')
    expect(numbers.length).toBeGreaterThan(1_400)
    expect(numbers.filter(number => held.includes(number))).toEqual([])
  })

  it('are not told where they have slipped into another column', () => {
    const dataset = createStoreDataset()
    const row = {
      id: '1',
      device_id: '2',
      product_sku: '3770009015001',
      product_name: '4556 0001 1234 5678',
      amount: '3.50',
      status: 'accepted',
      created_at: '01/02/2023',
      happened_at: '01/02/2023',
    }
    const messages = [
      { amount: '4556000112345678' },
      { status: '4556-0001-1234-5678' },
      { status: '6.70993E+15' },
      { created_at: '123' },
    ].map(slipped => ingestStoreRow('transactions', { ...row, ...slipped }, dataset)?.message)
    for (const message of messages)
      expect(message).toMatch(/^a number that might be one of a card \(not shown\) is not an? (amount|status|time) /)
    const raws = storeSummary(dataset).rejects.map(({ raw }) => raw)
    expect(raws).toHaveLength(4)
    for (const raw of raws) {
      expect(raw).toContain('1,2,3770009015001')
      expect(raw).not.toMatch(/4556|5678|6\.70993|,123/)
    }
  })

  it('are blanked in the text of a broken row, and a row with slipped columns is not shown at all', () => {
    const header = ['id', 'name', 'card_number', 'CVV', 'status']
    expect(redactRow('1,"a, b",4556 0001,123,accepted', header)).toBe('1,"a, b",,,accepted')
    expect(redactRow('1;x;4556 0001 1234 5678;123;123', header, ';')).toBe('1;x;;;…')
    expect(redactRow('1,a,b,4556 0001,123,accepted', header)).toBe(HIDDEN_ROW)
    expect(redactRow('1,"a,4556 0001,123,accepted', header)).toBe(HIDDEN_ROW)
    expect(redactRow('1,2', ['id', 'type', 'store_id'])).toBe('1,2')
  })
})
