import { describe, expect, it } from 'vitest'
import {
  averageAmounts,
  DEFAULT_STORE_DEFINITION,
  deviceTypeShares,
  firstFive,
  type StoreDefinition,
  statusBreakdowns,
  storeAnswers,
  storeSummary,
  topProducts,
  topStores,
} from '../../src/stores/index.ts'
import { readStores } from '../reference/stores.ts'
import { hasShared } from '../support/shared-data.ts'
import { allDefinitions, answersOf, countsOf, referenceOf } from '../support/store-answers.ts'
import { readStoreTexts, rowsOf, sharedStores } from '../support/store-files.ts'

const under = (change: Partial<StoreDefinition>): StoreDefinition => ({ ...DEFAULT_STORE_DEFINITION, ...change })
const ALL = under({ statuses: 'all' })
const DAY_SECONDS = 86_400

describe.skipIf(!hasShared('store_metrics'))('the data set that the questions were written for', () => {
  const texts = hasShared('store_metrics') ? sharedStores() : []
  const dataset = readStoreTexts(texts)

  it('is taken in whole', () => {
    expect(storeSummary(dataset)).toMatchObject({
      tables: {
        devices: { read: 200, accepted: 200, rejected: 0, duplicates: 0 },
        stores: { read: 100, accepted: 100, rejected: 0, duplicates: 0 },
        transactions: { read: 1500, accepted: 1500, rejected: 0, duplicates: 0 },
      },
      createdBeforeHappened: 226,
    })
    expect(statusBreakdowns(dataset, ALL).all).toEqual({ accepted: 488, refused: 487, cancelled: 525 })
  })

  it('has these ten stores', () => {
    const listed = (definition: StoreDefinition) =>
      topStores(dataset, definition)
        .map(({ storeId, amountUnits }) => `${storeId}:${amountUnits / 10_000n}`)
        .join(' ')
    expect(listed(DEFAULT_STORE_DEFINITION)).toBe('3:9383 97:8909 19:7334 82:7326 42:6853 51:6739 65:6722 85:6143 79:5946 57:5926')
    expect(listed(ALL)).toBe('97:26230 60:26206 3:26047 19:18851 51:18193 46:17199 8:16434 74:15644 75:14835 92:14755')
  })

  it('has these ten products', () => {
    const listed = (definition: StoreDefinition) =>
      topProducts(dataset, definition)
        .map(({ sku, transactions }) => `${sku.slice(-3)}:${transactions}`)
        .join(' ')
    expect(listed(DEFAULT_STORE_DEFINITION)).toBe('050:31 043:29 172:28 075:28 052:27 048:27 051:27 074:27 042:25 044:24')
    expect(listed(ALL)).toBe('048:89 004:85 042:82 046:82 052:81 073:81 050:80 051:79 044:79 043:77')
  })

  it('has two more products that were sold as often as the tenth, and no such store', () => {
    const { storesTiedBehind, productsTiedBehind, topProducts: listed } = storeAnswers(dataset, DEFAULT_STORE_DEFINITION)
    expect([storesTiedBehind, productsTiedBehind]).toEqual([0, 2])
    const eleven = topProducts(dataset, { ...DEFAULT_STORE_DEFINITION, top: 12 }).slice(9)
    expect(eleven.map(({ sku, transactions }) => `${sku.slice(-3)}:${transactions}`).sort()).toEqual(['044:24', '047:24', '073:24'])
    expect(listed).toHaveLength(10)
  })

  it('has averages of 67 typologies in countries, 74 for all statuses', () => {
    const averages = averageAmounts(dataset, DEFAULT_STORE_DEFINITION)
    const meanOf = (typology: string, country: string) =>
      averages.find(each => each.typology === typology && each.country === country)?.mean
    expect([averages.length, averageAmounts(dataset, ALL).length]).toEqual([67, 74])
    expect([meanOf('Beauty', 'Vietnam'), meanOf('Service', 'Brazil'), meanOf('Hotel', 'Italy')]).toEqual([961, 894.5, 872])
  })

  it('has these shares of device types', () => {
    const listed = (definition: StoreDefinition) =>
      deviceTypeShares(dataset, definition)
        .map(({ deviceType, share }) => `${deviceType} ${(100 * (share ?? 0)).toFixed(2)}`)
        .join(', ')
    expect(listed(DEFAULT_STORE_DEFINITION)).toBe('1 23.77, 4 21.72, 2 19.06, 3 18.03, 5 17.42')
    expect(listed(ALL)).toBe('4 23.33, 1 21.73, 3 20.40, 5 17.47, 2 17.07')
  })

  it.each([
    ['all', 'happened_at', '149.50', 81],
    ['all', 'created_at', '43.43', 81],
    ['accepted', 'happened_at', '243.92', 46],
    ['accepted', 'created_at', '71.83', 46],
  ] as const)('takes for the five first transactions, %s by %s, %s days', (firstFiveStatuses, time, days, stores) => {
    const found = firstFive(dataset, under({ firstFiveStatuses, time }))
    expect([((found.meanSeconds ?? 0) / DAY_SECONDS).toFixed(2), found.stores.length]).toEqual([days, stores])
    expect(found.stores.length + found.storesWithFewer + found.storesWithNone).toBe(100)
  })

  it('is answered as by the slow reference under every definition', { timeout: 120_000 }, () => {
    const reference = readStores(texts.flatMap(rowsOf))
    expect(countsOf(dataset)).toEqual(referenceOf(reference, DEFAULT_STORE_DEFINITION).counts)
    // Each switch has both of its values here; the fixture and made-up tables go through all combinations.
    const some = allDefinitions().filter((_, at) => at % 73 === 0)
    for (const definition of some) expect(answersOf(dataset, definition)).toEqual(referenceOf(reference, definition).answers)
  })
})
