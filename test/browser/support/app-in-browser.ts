import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { launch } from './find-browser.ts'
import { type StaticServer, serveFolder } from './static-server.ts'

export interface OpenOptions
  extends Pick<BrowserContextOptions, 'viewport' | 'colorScheme' | 'reducedMotion' | 'permissions' | 'hasTouch' | 'isMobile'> {
  /** Appended to the app's address: “#x=25&tab=cohorts”. */
  readonly fragment?: string
  /** Where another server has the app; this file's own server unless told. */
  readonly address?: string
  /** Console errors, page errors and failed requests that belong to the test. */
  readonly expected?: readonly RegExp[]
}

export interface AppInBrowser {
  /** Where the app is served. */
  readonly address: string
  readonly server: StaticServer
  readonly browser: Browser
  /** Opens the built app in a fresh browser profile (1440 × 900, light unless told) and waits until it has drawn something. */
  open(options?: OpenOptions): Promise<Page>
  /** All that went wrong on the pages opened by the current test and was not expected. */
  trouble(): readonly string[]
}

/**
 * For the top of a browser test file: serves the built app under a sub-path and starts a browser for all tests of the file.
 * After each test its pages are closed, and the test fails when a page logged an error, threw, or asked another host for anything.
 */
export function appInBrowser(path = '/deep/er/'): AppInBrowser {
  const running: { server?: StaticServer; browser?: Browser } = {}
  const contexts: BrowserContext[] = []
  let trouble: string[] = []

  beforeAll(async () => {
    running.server = await serveFolder(inject('builtAppFolder'), path)
    running.browser = await launch(inject('browser'))
  })
  afterEach(async () => {
    const seen = trouble
    trouble = []
    await Promise.all(contexts.splice(0).map(context => context.close()))
    expect(seen, 'a page logged an error or reached for another host').toEqual([])
  })
  afterAll(async () => {
    await running.browser?.close()
    await running.server?.close()
  })

  const started = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('the server and the browser start before the first test of the file')
    return thing
  }
  return {
    get server() {
      return started(running.server)
    },
    get address() {
      return started(running.server).address
    },
    get browser() {
      return started(running.browser)
    },
    trouble: () => trouble,
    async open({ address = started(running.server).address, fragment = '', expected = [], ...options } = {}) {
      const context = await started(running.browser).newContext({
        viewport: { width: 1440, height: 900 },
        colorScheme: 'light',
        locale: 'en-US',
        acceptDownloads: true,
        ...options,
      })
      contexts.push(context)
      const note = (sentence: string) => {
        if (!expected.some(pattern => pattern.test(sentence))) trouble.push(sentence)
      }
      const ownOrigin = new URL(address).origin
      context.on('console', message => {
        if (message.type() === 'error') note(`console error: ${message.text()} (${message.location().url})`)
      })
      context.on('weberror', error => note(`page error: ${error.error().stack ?? error.error().message}`))
      context.on('request', request => {
        const { protocol, origin } = new URL(request.url())
        if (protocol !== 'blob:' && protocol !== 'data:' && origin !== ownOrigin) note(`request to another host: ${request.url()}`)
      })
      context.on('response', response => {
        if (response.status() >= 400) note(`answer ${response.status()} for ${response.url()}`)
      })
      const page = await context.newPage()
      await page.goto(address + fragment)
      await page.locator('#root > *').first().waitFor({ state: 'attached' })
      return page
    },
  }
}
