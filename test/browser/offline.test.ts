import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { appInBrowser } from './support/app-in-browser.ts'
import { copyOfBuild } from './support/build-copy.ts'
import { openSample } from './support/sample.ts'
import { keptOffline } from './support/service-worker.ts'
import { serveFolder } from './support/static-server.ts'

const app = appInBrowser()

test('after the first load the app needs no host: with the server gone it starts again and reads', async () => {
  const server = await serveFolder(inject('builtAppFolder'))
  onTestFinished(() => server.close())
  const page = await app.open({ address: server.address })
  await keptOffline(page)
  await server.close()
  await expect(fetch(server.address)).rejects.toThrow('fetch failed')

  const seen = server.requested.length
  await page.reload()
  await openSample(page)
  expect(server.requested.slice(seen)).toEqual([])
})

test('a new version waits quietly until the reader reloads into it, in each tab when its reader chooses', async () => {
  const newer = await copyOfBuild()
  await change(join(newer, 'index.html'), html => html.replace('<body>', '<body data-version="next">'))
  // The revision of index.html in the list of files is what tells the two versions apart.
  await change(join(newer, 'service-worker.js'), code =>
    code.replace(/"revision":"[0-9a-f]+"(?=,"url":"index\.html")/, '"revision":"next"'),
  )

  const server = await serveFolder(inject('builtAppFolder'))
  onTestFinished(() => server.close())
  const page = await app.open({ address: server.address })
  await keptOffline(page)
  const tab = await page.context().newPage()
  await tab.goto(server.address)
  await keptOffline(tab)

  server.deploy(newer)
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
  for (const each of [page, tab]) {
    await each.getByRole('button', { name: 'Reload' }).first().waitFor()
    expect(await each.locator('body[data-version]').count()).toBe(0)
  }

  await page.getByRole('button', { name: 'Reload' }).first().click()
  await page.locator('body[data-version="next"]').waitFor()
  expect(await tab.locator('body[data-version]').count()).toBe(0)

  await tab.getByRole('button', { name: 'Reload' }).first().click()
  await tab.locator('body[data-version="next"]').waitFor()
})

test('the list of files to keep is complete: it names every file of the build but the app as one file', async () => {
  const folder = inject('builtAppFolder')
  const built = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
  const worker = await readFile(join(folder, 'service-worker.js'), 'utf8')
  const listed = [...worker.matchAll(/"url":"([^"]+)"/g)].map(match => match[1])
  expect(built.length).toBeGreaterThan(5)
  expect([...listed, 'service-worker.js', 'worthwhile.html'].sort()).toEqual(built.sort())
})

/** Changes a file and makes sure that it did change. */
async function change(path: string, edit: (text: string) => string): Promise<void> {
  const before = await readFile(path, 'utf8')
  const after = edit(before)
  expect(after).not.toBe(before)
  await writeFile(path, after)
}
