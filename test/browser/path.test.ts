import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { appInBrowser } from './support/app-in-browser.ts'
import { openSample } from './support/sample.ts'
import { keptOffline } from './support/service-worker.ts'
import { serveFolder } from './support/static-server.ts'

const app = appInBrowser()

describe('the same build works wherever a host puts it', () => {
  for (const path of ['/', '/worthwhile/', '/teams/crm/tools/worthwhile/', '/a%20folder/Größe/']) {
    test(`under ${path}`, async () => {
      const server = await serveFolder(inject('builtAppFolder'), decodeURIComponent(path))
      onTestFinished(() => server.close())
      const address = new URL(path, server.address).href
      const page = await app.open({ address })
      await openSample(page)
      await keptOffline(page)
      expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).scope)).toBe(address)
      // Two copies on one host must not meddle with each other: nothing is asked for outside the folder.
      expect(server.requested.filter(requested => !requested.startsWith(decodeURIComponent(path)))).toEqual([])
    })
  }

  test('and by the name of its file', async () => {
    const page = await app.open({ address: `${app.address}index.html` })
    await openSample(page)
  })
})
