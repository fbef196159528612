import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cardsIn } from '../support/planted-cards.ts'
import { hasShared, sharedPath } from '../support/shared-data.ts'
import { FIXTURES, storeFixture } from '../support/store-files.ts'
import { sheetOf, workbookOf } from '../support/workbook.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { dropFiles } from './support/dropping.ts'
import { shoot } from './support/shots.ts'
import { everythingSaid, keepAnswers, lastStoreAnswers } from './support/worker-answers.ts'

const app = appInBrowser()

const FIXTURE_FILES = ['places.csv', 'terminals.csv', 'sales-2023-a.csv', 'sales-2023-b.csv'].map(name => join(FIXTURES, name))
const [PLACES = '', TERMINALS = '', ...SALES] = FIXTURE_FILES
const EVENT = '{"type":"ORDER","verb":"NEW","key":"o1","event_time":"2025-01-06","customer_id":"ann","total_amount":"12.34 USD"}\n'

describe('the three tables of stores', () => {
  test('dropped together are the report, with their counts in the data sheet and no card number in any message', async () => {
    const page = await app.open()
    await keepAnswers(page)
    await dropFiles(page, FIXTURE_FILES)
    await page.getByRole('button', { name: /91 rows · 19 rejected/ }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('row', { name: 'transactions 2 71 52 13 6' }).waitFor()
    await sheet.getByRole('row', { name: 'stores 1 10 6 3 1' }).waitFor()
    await sheet.getByRole('row', { name: 'devices 1 10 7 3 0' }).waitFor()
    await sheet.getByText('unknown device').first().waitFor()
    await shoot(page, 'stores-data')
    expect((await lastStoreAnswers(page))?.topStores).not.toHaveLength(0)
    const said = (await everythingSaid(page)) + (await page.content())
    expect(said).toContain('Zwei Rosen')
    const { numbers } = cardsIn(storeFixture('sales-2023-a.csv'))
    expect(numbers.length).toBeGreaterThan(40)
    const forms = numbers.flatMap(number => [number, number.replaceAll(' ', '')])
    expect(forms.filter(form => said.includes(form))).toEqual([])
  })

  test('dropped one after another are waited for, whatever else is dropped in between', async () => {
    const page = await app.open()
    await dropFiles(page, [TERMINALS])
    await page.getByRole('heading', { level: 1, name: 'The tables of stores and transactions are missing.' }).waitFor()
    await page.getByText('10 rows read from terminals.csv').waitFor()
    await shoot(page, 'stores-waiting')

    await dropFiles(page, [{ name: 'letter.txt', content: 'Dear Sir or Madam' }])
    await page.getByText('This is text, but neither JSON nor a table').first().waitFor()
    await page.getByRole('button', { name: 'Back to terminals.csv' }).click()
    await page.getByText('10 rows read from terminals.csv').waitFor()

    await dropFiles(page, [{ name: 'events.ndjson', content: EVENT }])
    await page.getByText('These files are not all of one kind').first().waitFor()
    await page.getByRole('button', { name: 'Back to terminals.csv' }).click()

    await dropFiles(page, SALES)
    await page.getByRole('heading', { level: 1, name: 'The table of stores is missing.' }).waitFor()
    await dropFiles(page, [PLACES])
    await page.getByRole('button', { name: /4 files.*91 rows · 19 rejected/ }).waitFor()
  })

  test('in one workbook are read by a thread that is only loaded then, without a card number in any message', async () => {
    const page = await app.open()
    await keepAnswers(page)
    const sheets = Object.fromEntries(['places.csv', 'terminals.csv', 'sales-2023-a.csv'].map(name => [name, sheetOf(storeFixture(name))]))
    const thread = page.waitForRequest(/workbook-thread/)
    const content = new Uint8Array(await (await workbookOf(sheets)).arrayBuffer())
    await dropFiles(page, [{ name: 'chain.xlsx', content }])
    await thread
    await page.getByRole('button', { name: /chain\.xlsx.*64 rows/ }).click()
    await page.getByRole('dialog').getByText('chain.xlsx/sales-2023-a.csv').first().waitFor()
    const said = (await everythingSaid(page)) + (await page.content())
    expect(said).toContain('Zwei Rosen')
    const forms = cardsIn(storeFixture('sales-2023-a.csv')).numbers.flatMap(number => [number, number.replaceAll(' ', '')])
    expect(forms.filter(form => said.includes(form))).toEqual([])
  })

  test('that are not wanted any more are forgotten', async () => {
    const page = await app.open()
    await dropFiles(page, [PLACES])
    await page.getByRole('button', { name: 'Forget what was read' }).click()
    await page.getByRole('button', { name: 'Try with sample stores' }).waitFor()
  })

  test('are made up at a click', async () => {
    const page = await app.open()
    await page.getByRole('button', { name: 'Try with sample stores' }).click()
    await page.getByRole('button', { name: /Sample stores.*20,200 rows/ }).waitFor()
  })

  test('are answered under the definition of the link, which Back takes away again', async () => {
    const page = await app.open({ fragment: '#top=2' })
    await keepAnswers(page)
    await dropFiles(page, FIXTURE_FILES)
    await page.getByRole('button', { name: /91 rows/ }).waitFor()
    expect((await lastStoreAnswers(page))?.topStores).toHaveLength(2)
    await page.evaluate(() => {
      location.hash = '#top=3&statuses=all'
    })
    await expect.poll(async () => (await lastStoreAnswers(page))?.topStores.length).toBe(3)
    await page.goBack()
    await expect.poll(async () => (await lastStoreAnswers(page))?.topStores.length).toBe(2)
  })
})

describe('the report of stores', () => {
  test('is gone through by keyboard once: everything that can be pressed is reached, in sight, and never a second time', async () => {
    const page = await app.open()
    await dropFiles(page, FIXTURE_FILES)
    await page.getByRole('heading', { level: 2, name: 'Top stores' }).waitFor()
    const walked: string[] = []
    // `as`: evaluated in the page, which gives plain text.
    const focused = async () =>
      (await page.evaluate(`(() => {
        const { activeElement: element } = document
        if (element === null || element === document.body) return ''
        const { top, bottom, width } = element.getBoundingClientRect()
        const { outlineStyle } = getComputedStyle(element)
        const label = element.labels?.[0]
        const words = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''
        // Radios are drawn by their labels.
        const isSeen = element.type === 'radio' || (width > 0 && bottom > 0 && top < innerHeight && outlineStyle !== 'none')
        return (isSeen ? '' : 'unseen: ') + element.tagName + ' ' + (words || label?.textContent || element.name)
      })()`)) as string
    for (let step = 0; step < 300; step += 1) {
      await page.keyboard.press('Tab')
      const at = await focused()
      if (at === '') break
      walked.push(at)
    }
    expect(walked.filter(at => at.startsWith('unseen'))).toEqual([])
    expect(walked.length).toBeLessThan(300)
    for (const wanted of [
      /^BUTTON Top stores/,
      /^INPUT Accepted/,
      /^INPUT Find a store by id or name/,
      /^BUTTON Show by week/,
      /^SUMMARY The same as SQL/,
      /^BUTTON Export top stores/,
      /^BUTTON Save as \.zip/,
    ])
      expect(
        walked.some(at => wanted.test(at)),
        `${wanted} in ${walked.join(', ')}`,
      ).toBe(true)
  })

  test('leads by keyboard to an answer and to the weeks of a store', async () => {
    const page = await app.open()
    await dropFiles(page, FIXTURE_FILES)
    await page
      .getByRole('navigation', { name: 'Answers' })
      .getByRole('button', { name: /^Top products/ })
      .focus()
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Top products')
    await page.getByRole('combobox', { name: 'Find a store by id or name' }).focus()
    await page.keyboard.type('café zehn')
    await page.keyboard.press('Enter')
    await page.getByText(/^Store 10 \(Café Zehn\) sold for/).waitFor()
  })

  test('does not move where motion is not wanted', async () => {
    const page = await app.open({ reducedMotion: 'reduce' })
    await dropFiles(page, FIXTURE_FILES)
    await page.getByRole('heading', { level: 2, name: 'Top stores' }).waitFor()
    await page.getByRole('radio', { name: 'All statuses' }).first().check()
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter(element => {
          const { transitionDuration, animationDuration } = getComputedStyle(element)
          return [transitionDuration, animationDuration].some(text => text.split(',').some(duration => Number.parseFloat(duration) > 0.01))
        }).length,
    )
    expect(moving).toBe(0)
    // A transition of no time is one until the next frame, or until a card that is being worked out has waited to turn pale: neither is motion.
    const lasting = await page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ effect }) => Number(effect?.getComputedTiming().activeDuration ?? 0) > 10)
        .map(({ effect }) => String(effect)),
    )
    expect(lasting).toEqual([])
  })
})

const REAL = ['devices.csv', 'stores.csv', 'transactions.csv']

describe.skipIf(!hasShared('store_metrics'))('the data set that the questions were written for', () => {
  const figures = (answers: Awaited<ReturnType<typeof lastStoreAnswers>>) => {
    if (answers === null) throw new Error('there are no answers')
    const { topStores, topProducts, averageAmounts, deviceTypeShares, firstFive } = answers
    return {
      stores: topStores.map(({ storeId, amountUnits }) => `${storeId}:${Number(amountUnits) / 10_000}`).join(' '),
      products: topProducts.map(({ sku, transactions }) => `${sku.slice(-3)}:${transactions}`).join(' '),
      groups: averageAmounts.length,
      best: averageAmounts.slice(0, 1).map(({ typology, country, mean }) => `${typology}/${country} ${mean.toFixed(2)}`),
      shares: deviceTypeShares.map(({ deviceType, share }) => `${deviceType} ${(share * 100).toFixed(2)}`).join(', '),
      days: (firstFive.meanSeconds / 86_400).toFixed(2),
      withFive: firstFive.stores.length,
    }
  }

  test('gives the expected answers under every switch', async () => {
    const page = await app.open()
    await keepAnswers(page)
    await dropFiles(
      page,
      REAL.map(name => sharedPath('store_metrics', name)),
    )
    await page.getByRole('button', { name: /3 files.*1,800 rows · 0 rejected/ }).waitFor()
    const under = async (fragment: string) => {
      const kept = 'window.keptAnswers.filter(answer => answer.kind === "stores-defined").length'
      const before = Number(await page.evaluate(kept))
      await page.evaluate(hash => {
        location.hash = hash
      }, fragment)
      await expect.poll(async () => Number(await page.evaluate(kept))).toBe(before + 1)
      return figures(await lastStoreAnswers(page))
    }
    expect(figures(await lastStoreAnswers(page))).toMatchObject({
      stores: '3:9383 97:8909 19:7334 82:7326 42:6853 51:6739 65:6722 85:6143 79:5946 57:5926',
      groups: 67,
      best: ['Beauty/Vietnam 961.00'],
      shares: '1 23.77, 4 21.72, 2 19.06, 3 18.03, 5 17.42',
      days: '149.50',
      withFive: 81,
    })
    const products = (await lastStoreAnswers(page))?.topProducts.map(({ sku, transactions }) => `${sku.slice(-3)}:${transactions}`) ?? []
    expect(products.slice(0, 2)).toEqual(['050:31', '043:29'])
    expect(products.toSorted()).toEqual(
      ['050:31', '043:29', '172:28', '075:28', '052:27', '048:27', '051:27', '074:27', '042:25', '044:24'].toSorted(),
    )
    const all = await under('statuses=all')
    expect(all).toMatchObject({
      stores: '97:26230 60:26206 3:26047 19:18851 51:18193 46:17199 8:16434 74:15644 75:14835 92:14755',
      groups: 74,
      shares: '4 23.33, 1 21.73, 3 20.40, 5 17.47, 2 17.07',
    })
    expect(all.products.startsWith('048:89 004:85')).toBe(true)
    expect(await under('time=created_at')).toMatchObject({ days: '43.43', withFive: 81 })
    expect(await under('five=accepted')).toMatchObject({ days: '243.92', withFive: 46 })
    expect(await under('five=accepted&time=created_at')).toMatchObject({ days: '71.83', withFive: 46 })
    expect((await under('top=3')).stores).toBe('3:9383 97:8909 19:7334')
    // Whatever else there is to choose, is answered.
    for (const fragment of [
      'products=amount',
      'average=stores',
      'share=amount',
      'fivefrom=store-creation',
      'fiveby=merchants',
      'storeweek=monday',
      'small=9',
    ])
      expect((await under(fragment)).withFive).toBe(81)
  })
})
