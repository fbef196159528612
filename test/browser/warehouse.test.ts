import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { findings } from './support/accessibility.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { type ListeningHost, listeningHost } from './support/listening-host.ts'
import { refusal } from './support/refusal.ts'
import { type RefusingServer, refusingServer } from './support/refusing-server.ts'
import { keptOffline } from './support/service-worker.ts'
import { serveFolder } from './support/static-server.ts'
import { WAYS_BY_NAVIGATION, WAYS_FROM_ANYWHERE, WAYS_FROM_PAGES, WAYS_FROM_WORKERS } from './support/ways-out.ts'

/*
 * What the page for warehouses may reach and what it tells of its reader. The servers here are plain ones that answer as ClickHouse does before it
 * lets anybody in; what it answers after that is asked of a real one in test/engine.
 */

const app = appInBrowser()
let server: RefusingServer
let other: ListeningHost

beforeAll(async () => {
  server = await refusingServer()
  other = await listeningHost()
})
afterAll(async () => {
  await server.close()
  await other.close()
})

const USER = 'ada_the_reader'
const PASSWORD = 'pässword with spaces & ?signs'
/** Asking the server is what this page is for; a 401 is what these servers say. */
const EXPECTED = [
  /request to another host: http:\/\/127\.0\.0\.1/,
  /answer 401/,
  /status of 401/,
  /Content Security Policy|violates|ERR_|CORS policy/,
]

const open = (options: Parameters<typeof app.open>[0] = {}): Promise<Page> => {
  const address = `${options.address ?? app.address}warehouse.html`
  return app.open({ ...options, address, expected: [...EXPECTED, ...(options.expected ?? [])] })
}

async function connect(page: Page, address: string): Promise<void> {
  await page.getByLabel('Server').fill(address)
  await page.getByLabel('User').fill(USER)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByLabel('Database').fill('shop_database')
  await page.getByLabel('Table').fill('events_table')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
}

test('the sealed page leads to it in plain words, and is as sealed as before', async () => {
  const page = await app.open()
  const html = await readFile(join(inject('builtAppFolder'), 'index.html'), 'utf8')
  expect(html.replaceAll('&#39;', "'")).toContain("connect-src 'none'")
  await page.getByText('It is not sealed: it connects to the one server you name.').waitFor()
  await page.getByRole('link', { name: 'Events in a warehouse?' }).click()
  await page.getByRole('heading', { level: 1, name: 'Who are the best customers in your warehouse?' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/deep/er/warehouse.html')
})

test('the app as one file does not lead to it: there is nothing beside it to lead to', async () => {
  const page = await app.open({ address: `${app.address}worthwhile.html` })
  await page.getByText('Sealed: this page cannot contact any server.').waitFor()
  expect(await page.getByRole('link', { name: 'Events in a warehouse?' }).count()).toBe(0)
})

describe('the page for warehouses', () => {
  test('connects to nothing before Connect is pressed, and takes nothing from a link', async () => {
    const foreign: string[] = []
    const page = await open({ fragment: `?server=${other.origin}&user=eve&password=x#server=${other.origin}&user=eve&table=t` })
    page.on('request', request => {
      if (new URL(request.url()).origin !== new URL(app.address).origin) foreign.push(request.url())
    })
    other.reset()
    await page.getByLabel('Server').fill(other.origin)
    await page.getByLabel('User').fill(USER)
    await page.getByLabel('Password').fill(PASSWORD)
    for (const label of ['Database', 'Table']) expect(await page.getByLabel(label).inputValue()).toBe('')
    await page.reload()
    for (const label of ['Server', 'User', 'Password', 'Database', 'Table']) expect(await page.getByLabel(label).inputValue()).toBe('')
    expect({ foreign, contacts: other.contacts }).toEqual({ foreign: [], contacts: 0 })
  })

  test('tells the server user and password in the Authorization header, and nothing else where they are', async () => {
    const page = await open()
    server.reset()
    await connect(page, server.origin)
    await page.getByRole('alert').waitFor()
    const asked = server.asked.filter(({ method }) => method !== 'OPTIONS')
    expect(asked.length).toBeGreaterThan(0)
    const expected = `Basic ${Buffer.from(`${USER}:${PASSWORD}`, 'utf8').toString('base64')}`
    for (const { authorization } of asked) expect(authorization).toBe(expected)
    const everywhereElse = JSON.stringify([
      server.asked.map(({ url, body, otherHeaders }) => ({ url, body, otherHeaders })),
      await page.evaluate(async () => ({
        address: location.href,
        history: JSON.stringify(history.state),
        title: document.title,
        cookies: document.cookie,
        local: JSON.stringify(localStorage),
        session: JSON.stringify(sessionStorage),
        databases: (await indexedDB.databases()).map(({ name }) => name),
        cached: await Promise.all(
          (await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(request => request.url)),
        ),
        name: window.name,
      })),
      app.server.requested,
    ])
    for (const secret of [USER, PASSWORD, encodeURIComponent(PASSWORD), encodeURIComponent(USER)])
      expect(everywhereElse).not.toContain(secret)
  })

  test('says that user or password is wrong, and lets it be tried again', async () => {
    const page = await open()
    await connect(page, server.origin)
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.textContent()).toMatch(/password/i)
    expect(await page.getByLabel('Server').inputValue()).toBe(server.origin)
    server.reset()
    await page.getByLabel('Password').fill('another one')
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect.poll(() => server.asked.filter(({ method }) => method !== 'OPTIONS').length).toBeGreaterThan(0)
    await alert.waitFor()
  })

  test('says what can keep a page from a server that does not answer', async () => {
    const silent = await refusingServer()
    await silent.close()
    const page = await open()
    await connect(page, silent.origin)
    const words = await page.getByRole('alert').textContent()
    expect(words).toContain('the server did not answer')
    expect(words).toMatch(/CORS/)
  })

  test('says what is wrong with an address before anything is asked', async () => {
    const page = await open()
    for (const [address, fault] of [
      ['warehouse.example:8443', 'Expected the web address of a ClickHouse server'],
      ['https://ada:secret@warehouse.example', 'without user and password'],
      ['https://warehouse.example/?database=shop', 'without “?” and “#”'],
    ] as const) {
      await page.getByLabel('Server').fill(address)
      await page.getByLabel('User').focus()
      await page.getByText(fault).waitFor()
      expect(await page.getByRole('button', { name: 'Connect', exact: true }).isDisabled()).toBe(true)
    }
  })

  test('is tied to its server from then on: another one needs a new load, which it offers', async () => {
    const page = await open()
    await connect(page, server.origin)
    await page.getByRole('alert').waitFor()
    other.reset()
    await page.getByLabel('Server').fill(other.origin)
    await page.getByText(`This page has been tied to ${server.origin} and can reach nobody else.`).waitFor()
    expect(await page.getByRole('button', { name: 'Connect', exact: true }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Load the page anew' }).click()
    await expect.poll(() => page.getByLabel('Server').inputValue()).toBe('')
    await connect(page, other.origin)
    await other.contacted()
  })

  test('says what it may reach, what it has reached, and by which rules', async () => {
    const page = await open()
    await page.getByRole('button', { name: /^Not connected/ }).click()
    await page.getByText('It has not connected to anything yet.').waitFor()
    await page.getByText('Nothing but this page’s own files.').waitFor()
    await page.keyboard.press('Escape')
    await connect(page, server.origin)
    await page.getByRole('alert').waitFor()
    await page.getByRole('button', { name: /^Not connected/ }).click()
    const sheet = page.getByRole('dialog', { name: 'What this page may reach' })
    await sheet.getByText(`It can reach ${server.origin} and nobody else.`).waitFor()
    await sheet.getByText(new RegExp(`^${server.origin}: [0-9]+ request`)).waitFor()
    await sheet.getByText(`connect-src ${server.origin}; form-action 'none'`).waitFor()
  })
})

describe('once it is tied to its server, the browser refuses every other address, whoever asks', () => {
  let page: Page
  beforeAll(async () => {
    page = await app.browser.newPage()
    await page.goto(`${app.address}warehouse.html`)
    await connect(page, server.origin)
    await page.getByRole('alert').waitFor()
  })
  afterAll(() => page.close())

  for (const [name, way] of Object.entries({ ...WAYS_FROM_ANYWHERE, ...WAYS_FROM_PAGES })) {
    test(name, async () => {
      other.reset()
      expect(await refusal(page, way, other.port)).toMatch(/^refused by |RTCPeerConnection is not defined/)
      expect({ contacts: other.contacts, received: other.received }).toEqual({ contacts: 0, received: '' })
    })
  }
})

describe('and so does it of a worker that the page starts as it starts its own', () => {
  let page: Page
  beforeAll(async () => {
    // The offline copy lets only the page itself ask, so it would hide what the policy says of the worker.
    page = await app.browser.newPage({ serviceWorkers: 'block' })
    // Only the page's own policy for addresses may start code from one, so that is lent to the test.
    await page.addInitScript(`{
      const create = trustedTypes.createPolicy.bind(trustedTypes)
      trustedTypes.createPolicy = (name, rules) => (self.lent = create(name, rules))
    }`)
    await page.goto(`${app.address}warehouse.html`)
    await connect(page, server.origin)
    await page.getByRole('alert').waitFor()
    const started = page.waitForEvent('worker')
    await page.evaluate(
      "new Worker(lent.createScriptURL(URL.createObjectURL(new Blob(['onmessage = () => {}'], { type: 'text/javascript' }))))",
    )
    expect((await started).url()).toMatch(/^blob:/)
  })
  afterAll(() => page.close())

  for (const [name, way] of Object.entries({ ...WAYS_FROM_ANYWHERE, ...WAYS_FROM_WORKERS })) {
    test(name, async () => {
      const [worker] = page.workers()
      if (worker === undefined) throw new Error('the worker has ended')
      other.reset()
      expect(await refusal(worker, way, other.port)).toMatch(/^refused by /)
      expect({ contacts: other.contacts, received: other.received }).toEqual({ contacts: 0, received: '' })
    })
  }

  test('but its server answers it', async () => {
    const [worker] = page.workers()
    if (worker === undefined) throw new Error('the worker has ended')
    expect(
      await worker.evaluate(origin => fetch(origin, { method: 'POST', body: 'SELECT 1' }).then(({ status }) => status), server.origin),
    ).toBe(401)
  })
})

for (const [name, way] of Object.entries(WAYS_BY_NAVIGATION)) {
  test(`${name} is refused to it, too: not a byte of it`, async () => {
    const page = await open()
    await connect(page, server.origin)
    await page.getByRole('alert').waitFor()
    other.reset()
    expect(await refusal(page, way, other.port)).toMatch(/^refused by (form-action|frame-src)$/)
    expect(other.received).toBe('')
  })
}

test('the offline copy has this page, and lets through what it asks its server', async () => {
  const host = await serveFolder(inject('builtAppFolder'))
  onTestFinished(() => host.close())
  const page = await open({ address: host.address })
  await keptOffline(page)
  await host.close()
  await page.reload()
  server.reset()
  await connect(page, server.origin)
  await page.getByRole('alert').waitFor()
  expect(server.asked.some(({ authorization }) => authorization !== null)).toBe(true)
})

test('the offline copy refuses its own host’s other addresses to both pages, and other hosts to all but this one', async () => {
  const page = await open({ expected: [/nothing-here|Failed to fetch|leak/] })
  await keptOffline(page)
  // The host’s “nothing here” carries no policy: what it is refused, the offline copy refuses.
  const bare = await page.context().newPage()
  await bare.goto(`${app.address}nothing-here`)
  other.reset()
  expect(await bare.evaluate(origin => fetch(origin, { mode: 'no-cors' }).then(String, String), other.origin)).toMatch(/TypeError/)
  expect(await page.evaluate(origin => fetch(origin, { mode: 'no-cors' }).then(String, String), other.origin)).toBe('[object Response]')
  const image = (address: string) =>
    page.evaluate(
      source =>
        new Promise(resolve => {
          const element = new Image()
          element.onload = () => resolve('loaded')
          element.onerror = () => resolve('refused')
          element.src = source
        }),
      address,
    )
  expect([await image('./leak.png?data'), await image('./icon.svg?data')]).toEqual(['refused', 'loaded'])
  expect(app.server.requested.filter(path => path.includes('leak'))).toEqual([])
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 320]) {
    test(`axe finds nothing wrong with it, ${colorScheme}, ${width} px wide`, async () => {
      const page = await open({ colorScheme, viewport: { width, height: 900 } })
      expect(await findings(page)).toEqual([])
      await page.getByLabel('Server').fill('nonsense')
      await page.getByLabel('User').focus()
      await page.getByText('Expected the web address').waitFor()
      expect(await findings(page)).toEqual([])
      await connect(page, server.origin)
      await page.getByRole('alert').waitFor()
      expect(await findings(page)).toEqual([])
      await page.getByRole('button', { name: 'What it may reach' }).click()
      await page.getByRole('dialog').waitFor()
      expect(await findings(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'SQL to copy' }).click()
      await page.getByRole('dialog', { name: 'SQL to set up a warehouse' }).waitFor()
      expect(await findings(page)).toEqual([])
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect(overflow).toBe(0)
    })
  }
}

test('all of it works by keyboard alone', async () => {
  const page = await open()
  await page.getByLabel('Server').focus()
  await page.keyboard.type(server.origin)
  for (const text of [USER, PASSWORD, '', '']) {
    await page.keyboard.press('Tab')
    await page.keyboard.type(text)
  }
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
})
