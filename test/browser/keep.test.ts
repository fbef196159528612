import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { FIXTURES } from '../support/store-files.ts'
import { findings } from './support/accessibility.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { dropFiles } from './support/dropping.ts'
import { tableRows } from './support/result.ts'

const app = appInBrowser()

const HEADER = 'type,verb,key,event_time,customer_id,total_amount\n'
const MARCH = {
  name: 'march.csv',
  content: `${HEADER}ORDER,NEW,o1,2026-03-02T10:00:00Z,ann,12.34 USD\nORDER,NEW,o2,2026-03-09T10:00:00Z,ben,99.99 USD\n`,
}
const APRIL = { name: 'april.csv', content: `${MARCH.content}ORDER,NEW,o3,2026-04-09T10:00:00Z,eve,500.00 USD\n` }

const customers = async (page: Page): Promise<readonly (string | undefined)[]> => (await tableRows(page)).map(row => row['Customer'])

async function openFile(page: Page, file: typeof MARCH): Promise<void> {
  await dropFiles(page, [file])
  await page.getByRole('button', { name: file.name }).waitFor()
  await page.getByRole('grid').waitFor()
}

async function openData(page: Page, name: string) {
  await page.getByRole('button', { name }).click()
  return page.getByRole('dialog', { name: `The data: ${name}` })
}

async function keep(page: Page, file: typeof MARCH): Promise<void> {
  const sheet = await openData(page, file.name)
  await sheet.getByRole('button', { name: /^Keep (on this device|what is shown instead)/ }).click()
  await sheet.getByText(`A copy of “${file.name}”`).waitFor()
  await page.keyboard.press('Escape')
}

describe('keeping files on this device', () => {
  test('nothing is kept unless somebody asks', async () => {
    const page = await app.open()
    await openFile(page, MARCH)
    const sheet = await openData(page, MARCH.name)
    await sheet.getByText('Nothing is kept').waitFor()
    expect(await findings(page)).toEqual([])
    await page.reload()
    await page.getByRole('button', { name: 'Try with a sample shop' }).waitFor()
    expect(await page.evaluate(async () => Array.fromAsync((await navigator.storage.getDirectory()).keys()))).toEqual([])
  })

  test('what is kept is opened again after a reload, in the view of the address, and is the last that was kept', async () => {
    const page = await app.open({ fragment: '#x=1' })
    await openFile(page, MARCH)
    await keep(page, MARCH)
    await page.reload()
    await page.getByRole('grid').waitFor()
    expect(await customers(page)).toEqual(['ben'])

    await openFile(page, APRIL)
    await keep(page, APRIL)
    await page.reload()
    await page.getByRole('grid').waitFor()
    expect(await customers(page)).toEqual(['eve'])
  })

  test('“Forget everything” removes it from the device', async () => {
    const page = await app.open()
    await openFile(page, MARCH)
    await keep(page, MARCH)
    const sheet = await openData(page, MARCH.name)
    await sheet.getByRole('button', { name: 'Forget everything' }).click()
    await sheet.getByRole('button', { name: 'Forget it' }).click()
    await page.getByRole('button', { name: 'Try with a sample shop' }).waitFor()
    await expect.poll(() => keptNames(page)).toEqual([])
    await page.reload()
    await page.getByRole('button', { name: 'Try with a sample shop' }).waitFor()
  })

  test('a copy that is damaged is said to be, and the one before it is opened', async () => {
    const page = await app.open()
    await openFile(page, MARCH)
    await keep(page, MARCH)
    await openFile(page, APRIL)
    await keep(page, APRIL)
    await damage(page, '1-file-0')
    await page.reload()
    await page.getByRole('alert').getByText('These are the ones that were kept before them').waitFor()
    await page.getByRole('grid').waitFor()
    expect(await customers(page)).toEqual(['ben', 'ann'])

    await damage(page, '0-file-0')
    await page.reload()
    await page.getByRole('alert').getByText('not whole any more').waitFor()
    await page.getByRole('button', { name: 'Try with a sample shop' }).waitFor()
  })

  test('one tab at a time writes', async () => {
    const page = await app.open()
    await openFile(page, MARCH)
    // As another tab that is keeping.
    await page.evaluate(() => {
      void navigator.locks.request('worthwhile-kept', () => new Promise(() => {}))
    })
    const sheet = await openData(page, MARCH.name)
    await sheet.getByRole('button', { name: /^Keep on this device/ }).click()
    await sheet.getByText('Another tab is keeping files').waitFor()
    await sheet.getByText('Nothing is kept').waitFor()
  })
})

describe('dropping a newer export', () => {
  test('shows what changed among the top', async () => {
    const page = await app.open({ fragment: '#x=2' })
    await openFile(page, MARCH)
    expect(await page.getByRole('tab', { name: 'What changed' }).count()).toBe(0)
    await openFile(page, APRIL)
    await page.getByRole('tab', { name: 'What changed' }).click()
    await page.getByText('1 of the top 2 were among them in march.csv; 1 came in, 1 left.').waitFor()
    const rows = page.getByRole('region', { name: 'What changed, scrollable' }).locator('tbody tr')
    expect(await rows.evaluateAll(all => all.map(row => [...row.children].slice(0, 3).map(cell => cell.textContent?.trim())))).toEqual([
      ['eve new', '1', '–'],
      ['ben', '2', '1'],
      ['ann fell out', '3', '2'],
    ])
    expect(await findings(page)).toEqual([])
  })

  test('says that figures of different definitions do not compare, and goes back', async () => {
    const page = await app.open()
    await openFile(page, MARCH)
    await openFile(page, APRIL)
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('listitem').getByRole('button', { name: 'Change definition' }).click()
    await page.getByRole('textbox', { name: 'Lifespan in years' }).fill('5')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: 'What changed' }).click()
    await page.getByRole('button', { name: 'Use that definition' }).click()
    await page.getByText('were among them in march.csv').waitFor()
  })
})

describe('a link that was copied from a result', () => {
  const copied = async (): Promise<string> => {
    const page = await app.open({ permissions: ['clipboard-read', 'clipboard-write'], fragment: '#x=1' })
    await openFile(page, MARCH)
    await page.getByRole('button', { name: 'Copy link' }).first().click()
    await page.getByText('no row and no id').first().waitFor()
    return page.evaluate(() => navigator.clipboard.readText())
  }

  test('says the same view and which data, but no row and no id', async () => {
    const link = await copied()
    expect(link).toMatch(/#x=1&data=2\.2\.20514\.20521\.[\da-f]{16}$/)
    expect(link).not.toMatch(/ann|ben|march/)
  })

  test('brings back view and definition with one’s own copy, and makes the same link again', async () => {
    const page = await app.open({ permissions: ['clipboard-read', 'clipboard-write'], fragment: '#x=2&weeks=active&years=5&sort=-orders' })
    const link = async (from: Page): Promise<string> => {
      await from.getByRole('button', { name: 'Copy link' }).first().click()
      await from.getByText('no row and no id').first().waitFor()
      return from.evaluate(() => navigator.clipboard.readText())
    }
    await openFile(page, APRIL)
    const shown = await tableRows(page)
    const first = await link(page)
    const other = await app.open({ permissions: ['clipboard-read', 'clipboard-write'], fragment: new URL(first).hash })
    // Their copy has its rows in another order, and one of them twice.
    const [header = '', ...rows] = APRIL.content.trimEnd().split('\n')
    await openFile(other, { name: 'theirs.csv', content: [header, ...rows.toReversed(), rows[0]].join('\n') })
    await other.getByText('These are the data that the link was made from').waitFor()
    expect(await tableRows(other)).toEqual(shown)
    expect(await link(other)).toBe(first)
  })

  test('tells whoever drops a copy whether it is the same', async () => {
    const fragment = new URL(await copied()).hash
    const same = await app.open({ fragment })
    await openFile(same, { ...MARCH, name: 'my copy.csv' })
    await same.getByText('These are the data that the link was made from: 2 customers with 2 orders').waitFor()

    const other = await app.open({ fragment })
    await openFile(other, APRIL)
    await other.getByText('These are not the data that the link was made from.').waitFor()
    await other.getByText('The link was made from 2 customers; here are 3.').waitFor()
    expect(await findings(other)).toEqual([])

    const cents = await app.open({ fragment })
    await openFile(cents, { name: 'march.csv', content: MARCH.content.replace('12.34', '12.35') })
    await cents.getByText('the check sums are not the same').waitFor()
  })
})

test('a link about stores tells whoever drops a copy whether it is the same', async () => {
  const table = async (name: string) => ({ name, content: await readFile(join(FIXTURES, name), 'utf8') })
  const tables = await Promise.all(['terminals.csv', 'places.csv', 'sales-2023-a.csv'].map(table))
  const page = await app.open({ permissions: ['clipboard-read', 'clipboard-write'], fragment: '#top=3' })
  await dropFiles(page, tables)
  await page.getByRole('button', { name: 'Copy link' }).first().click()
  await page.getByText('no row and no id').first().waitFor()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toMatch(/#top=3&data=stores\.\d+\.\d+\.\d+\.\d+\.[\da-f]{16}$/)
  const { hash: fragment } = new URL(link)

  const same = await app.open({ fragment })
  await dropFiles(same, tables.toReversed())
  await same.getByText('These are the data that the link was made from').waitFor()

  const other = await app.open({ fragment })
  await dropFiles(other, [...tables, await table('sales-2023-b.csv')])
  await other.getByText('These are not the data that the link was made from.').waitFor()
  expect(await findings(other)).toEqual([])

  const customers = await app.open({ fragment })
  await openFile(customers, MARCH)
  await customers.getByText('The link was made from data about stores; these are about customers.').waitFor()
})

async function keptNames(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory()
    const folder = await root.getDirectoryHandle('worthwhile-kept', { create: true })
    return Array.fromAsync(folder.keys())
  })
}

/** Changes a byte of a kept file, as a failing disk does. */
async function damage(page: Page, name: string): Promise<void> {
  await page.evaluate(async file => {
    const root = await navigator.storage.getDirectory()
    const folder = await root.getDirectoryHandle('worthwhile-kept')
    const writable = await (await folder.getFileHandle(file)).createWritable({ keepExistingData: true })
    await writable.write({ type: 'write', position: 3, data: '#' })
    await writable.close()
  }, name)
}

describe('files that were dropped', () => {
  test('are opened again with one click at the next visit, in the view they were looked at, as they are then', async () => {
    const page = await app.open()
    await openFile(page, MARCH)
    await page.getByRole('tab', { name: 'Concentration' }).click()
    // As when the tab is left for another.
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await page.waitForFunction(async () => {
      const open = indexedDB.open('worthwhile', 1)
      await new Promise(resolve => {
        open.onsuccess = resolve
      })
      const get = open.result.transaction('reopening').objectStore('reopening').get('last')
      await new Promise(resolve => {
        get.onsuccess = resolve
      })
      open.result.close()
      return get.result?.fragment === 'tab=concentration'
    })
    // A tab of its own would be asked for leave, which nobody can give here.
    await page.evaluate(() => history.replaceState(null, '', location.pathname))
    await page.reload()
    await page.getByRole('button', { name: 'Reopen march.csv' }).click()
    await page.getByRole('button', { name: /^march\.csv/ }).waitFor()
    expect(await page.getByRole('tab', { name: 'Concentration' }).getAttribute('aria-selected')).toBe('true')
  })

  test('are read as they are on the disk by then, and one that is gone is said to be, with the way to choose another', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'worthwhile-reopened-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const path = join(folder, 'march.csv')
    await writeFile(path, MARCH.content)
    const page = await app.open()
    await dropFiles(page, [path])
    await page.getByRole('grid').waitFor()
    expect(await customers(page)).toEqual(['ben', 'ann'])

    await writeFile(path, APRIL.content)
    await page.reload()
    await page.getByRole('button', { name: 'Reopen march.csv' }).click()
    await page.getByRole('grid').waitFor()
    expect(await customers(page)).toEqual(['eve', 'ben', 'ann'])

    await rm(path)
    await page.reload()
    await page.getByRole('button', { name: 'Reopen march.csv' }).click()
    await page.getByText('“march.csv” is not where it was.').first().waitFor()
    await openFile(page, APRIL)
    expect(await customers(page)).toEqual(['eve', 'ben', 'ann'])
  })

  test('are not offered any more once everything is forgotten', async () => {
    const page = await app.open()
    await openFile(page, MARCH)
    await page.reload()
    await page.getByRole('button', { name: 'Reopen march.csv' }).waitFor()
    await page.getByRole('button', { name: 'Reopen march.csv' }).click()
    const sheet = await openData(page, MARCH.name)
    await sheet.getByRole('button', { name: 'Forget everything' }).click()
    await sheet.getByRole('button', { name: 'Forget it' }).click()
    await page.reload()
    await page.getByRole('button', { name: 'Try with a sample shop' }).waitFor()
    await page.waitForTimeout(300)
    expect(await page.getByRole('button', { name: /^Reopen/ }).count()).toBe(0)
  })
})
