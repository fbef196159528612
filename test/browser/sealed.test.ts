import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { appInBrowser } from './support/app-in-browser.ts'
import { copyOfBuild } from './support/build-copy.ts'
import { type ListeningHost, listeningHost } from './support/listening-host.ts'
import { refusal } from './support/refusal.ts'
import { openSample } from './support/sample.ts'
import { keptOffline } from './support/service-worker.ts'
import { serveFolder } from './support/static-server.ts'
import { WAYS_BY_NAVIGATION, WAYS_FROM_ANYWHERE, WAYS_FROM_PAGES, WAYS_FROM_WORKERS } from './support/ways-out.ts'

const app = appInBrowser()
let host: ListeningHost
let context: BrowserContext

beforeAll(async () => {
  host = await listeningHost()
})
afterAll(() => host.close())
afterEach(() => context?.close())

/** A page without the watch for console errors: refusals are logged as such. */
async function openPage(address: string): Promise<Page> {
  context = await app.browser.newContext()
  const page = await context.newPage()
  await page.goto(address)
  return page
}

describe('a page without the policy gets out in every way that is tried, so the attempts are real', () => {
  for (const [name, way] of Object.entries({ ...WAYS_FROM_ANYWHERE, ...WAYS_FROM_PAGES, ...WAYS_BY_NAVIGATION })) {
    test(name, async () => {
      // The host's “nothing here” is of the same origin and carries no policy.
      const page = await openPage(`${app.address}nothing-here`)
      host.reset()
      page.evaluate(`(${way})(${host.port})`).catch(() => undefined)
      await host.contacted()
    })
  }
  for (const [name, way] of Object.entries({ ...WAYS_FROM_ANYWHERE, ...WAYS_FROM_WORKERS })) {
    test(`${name}, from a worker`, async () => {
      const page = await openPage(`${app.address}nothing-here`)
      const started = page.waitForEvent('worker')
      await page.evaluate("new Worker(URL.createObjectURL(new Blob(['onmessage = () => {}'], { type: 'text/javascript' })))")
      const worker = await started
      host.reset()
      worker.evaluate(`(${way})(${host.port})`).catch(() => undefined)
      await host.contacted()
    })
  }
})

describe('the app gets out in none of them, and the other host hears nothing', () => {
  let page: Page
  beforeAll(async () => {
    page = await app.browser.newPage()
    await page.goto(app.address)
  })
  afterAll(() => page.close())

  for (const [name, way] of Object.entries({ ...WAYS_FROM_ANYWHERE, ...WAYS_FROM_PAGES })) {
    test(name, async () => {
      host.reset()
      expect(await refusal(page, way, host.port)).toMatch(/^refused by |RTCPeerConnection is not defined/)
      expect({ contacts: host.contacts, received: host.received }).toEqual({ contacts: 0, received: '' })
    })
  }

  test('from the worker that reads the files', { timeout: 120_000 }, async () => {
    const page = await openPage(app.address)
    await openSample(page)
    const workers = page.workers()
    expect(workers.length).toBeGreaterThan(0)
    for (const worker of workers) {
      expect(worker.url()).toMatch(/^blob:/)
      for (const [name, way] of Object.entries({ ...WAYS_FROM_ANYWHERE, ...WAYS_FROM_WORKERS })) {
        host.reset()
        expect(`${name}: ${await refusal(worker, way, host.port)}`).toMatch(/: refused by /)
        expect({ name, contacts: host.contacts, received: host.received }).toEqual({ name, contacts: 0, received: '' })
      }
    }
  })

  for (const [name, way] of Object.entries(WAYS_BY_NAVIGATION)) {
    test(`${name}: not a byte of it`, async () => {
      const page = await openPage(app.address)
      host.reset()
      expect(await refusal(page, way, host.port)).toMatch(/^refused by (form-action|frame-src)$/)
      expect(host.received).toBe('')
    })
  }

  test('nobody else can mark an address as fit to run code from', async () => {
    const page = await openPage(app.address)
    await openSample(page)
    const tries = {
      'a second policy': "trustedTypes.createPolicy('other', { createScriptURL: url => url })",
      'the policy once more': "trustedTypes.createPolicy('worthwhile', { createScriptURL: url => url })",
      'a default policy': "trustedTypes.createPolicy('default', { createScriptURL: url => url })",
      'a plain text': "new Worker('data:text/javascript,0')",
    }
    for (const [name, code] of Object.entries(tries)) {
      expect(await page.evaluate(`(() => { try { ${code} } catch (reason) { return '${name}: ' + reason.name } })()`)).toBe(
        `${name}: TypeError`,
      )
    }
  })
})

test('once it is kept on this computer, the page cannot ask even its own host for anything but its own files', async () => {
  const page = await openPage(app.address)
  await keptOffline(page)
  const outcomes = await page.evaluate(async () => {
    const load = (address: string) =>
      new Promise(resolve => {
        const image = new Image()
        image.onload = () => resolve('loaded')
        image.onerror = () => resolve('refused')
        image.src = address
      })
    return [await load('./leak.png?data'), await load('/elsewhere/leak.png?data'), await load('./icon.svg?data')]
  })
  expect(outcomes).toEqual(['refused', 'refused', 'loaded'])
  expect(app.server.requested.filter(path => path.includes('leak') || path.includes('data'))).toEqual([])
})

test('the page opens, reads and shows a data set without asking any host for anything but its own files', async () => {
  const page = await app.open()
  const foreign: string[] = []
  page.context().on('request', request => {
    const { origin, protocol } = new URL(request.url())
    if (protocol !== 'blob:' && protocol !== 'data:' && origin !== new URL(app.address).origin) foreign.push(request.url())
  })
  await openSample(page)
  expect(foreign).toEqual([])
})

describe('the self-test in the page', () => {
  async function runSelfTest(page: Page, target: string): Promise<{ verdict: string; rows: string[] }> {
    await page.getByRole('button', { name: /^Sealed/ }).click()
    const sheet = page.getByRole('dialog', { name: 'Sealed' })
    await sheet.getByLabel('Try to reach').fill(target)
    await sheet.getByRole('button', { name: 'Run the self-test' }).click()
    const verdict = sheet.getByRole('status').filter({ hasText: /^(All|\d+ of|Nothing|The self-test)/ })
    await verdict.waitFor({ timeout: 60_000 })
    return { verdict: (await verdict.textContent()) ?? '', rows: await sheet.locator('tbody tr').allInnerTexts() }
  }

  test('finds every way blocked, and says of each which rule refused it', async () => {
    const page = await app.open({
      expected: [/Content Security Policy|TrustedScriptURL|sendBeacon|violates|Refused|blocked|worthwhile-self-test/i],
    })
    host.reset()
    const { verdict, rows } = await runSelfTest(page, host.origin)
    expect(verdict).toBe(`All 12 ways to ${host.origin} were blocked by the browser.`)
    expect(rows).toHaveLength(12)
    for (const row of rows) expect(row).toMatch(/Blocked by (connect-src|img-src|script-src(-elem)?|require-trusted-types-for)/)
    expect({ contacts: host.contacts, received: host.received }).toEqual({ contacts: 0, received: '' })
  })

  test('says NOT BLOCKED when the seal is broken', async () => {
    const unsealed = await copyOfBuild()
    const html = await readFile(join(unsealed, 'index.html'), 'utf8')
    const stripped = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    expect(stripped).not.toBe(html)
    await writeFile(join(unsealed, 'index.html'), stripped)
    // It would hold back most of it, too.
    await rm(join(unsealed, 'service-worker.js'))
    const server = await serveFolder(unsealed)
    onTestFinished(() => server.close())

    const page = await openPage(server.address)
    host.reset()
    const { verdict, rows } = await runSelfTest(page, host.origin)
    expect(verdict).toMatch(/^\d+ of 12 ways to .* were NOT BLOCKED\.$/)
    expect(rows.filter(row => /^(page|worker)\s+fetch\s+NOT BLOCKED/.test(row))).toHaveLength(2)
    expect(host.contacts).toBeGreaterThan(0)
  })
})
