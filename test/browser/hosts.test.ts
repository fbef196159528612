import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { ROOT } from '../house/source-files.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { openSample } from './support/sample.ts'
import { keptOffline } from './support/service-worker.ts'
import { serveFolder } from './support/static-server.ts'

const app = appInBrowser()

type Headers = Record<string, string>
/** What a host sends with a file, by its path below the folder. */
type HeadersOf = (path: string) => Headers

/** A sample of the README by the name of its language. */
async function sample(host: string): Promise<string> {
  const found = new RegExp(`\`\`\`${host}\n([^]*?)\`\`\``).exec(await readFile(join(ROOT, 'README.md'), 'utf8'))?.[1]
  if (found === undefined) throw new Error(`the README has no sample for ${host}`)
  return found
}

/** As Netlify reads it: a line with a path, and the headers of all that it covers beneath. */
function netlify(text: string): HeadersOf {
  const rules: { readonly start: string; readonly headers: Headers }[] = []
  for (const line of text.trimEnd().split('\n')) {
    if (line.startsWith('/')) rules.push({ start: line.replace(/^\/|\*$/g, ''), headers: {} })
    else {
      const [, name = '', value = ''] = /^ {2}([\w-]+): (.+)$/.exec(line) ?? []
      const rule = rules.at(-1)
      if (name === '' || rule === undefined) throw new Error(`no header: ${line}`)
      rule.headers[name.toLowerCase()] = value
    }
  }
  return path => {
    const sent: Headers = {}
    // Of two rules for one header Netlify sends both values, which none of ours may come to.
    for (const { headers } of rules.filter(rule => path.startsWith(rule.start)))
      for (const [name, value] of Object.entries(headers)) sent[name] = name in sent ? `${sent[name]}, ${value}` : value
    return sent
  }
}

/** As nginx reads it: the longest location that covers a path, and its headers alone. */
function nginx(text: string): HeadersOf {
  const locations = [...text.matchAll(/location \/worthwhile\/(\S*) \{([^}]*)\}/g)].map(([, start = '', body = '']) => {
    expect(body).toContain(`alias /srv/worthwhile/${start};`)
    const headers = [...body.matchAll(/add_header ([\w-]+) "([^"]*)";/g)].map(([, name = '', value = '']) => [name.toLowerCase(), value])
    return { start, headers: Object.fromEntries(headers) }
  })
  expect(locations).toHaveLength(2)
  locations.sort((a, b) => b.start.length - a.start.length)
  return path => locations.find(({ start }) => path.startsWith(start))?.headers ?? {}
}

/** As the two commands leave the files: each takes those that the other does not. */
function s3(text: string): HeadersOf {
  const [rest = '', assets = ''] = text.trimEnd().split('\n')
  const control = (command: string) => ({ 'cache-control': /--cache-control "([^"]*)"/.exec(command)?.[1] ?? '' })
  expect(rest).toMatch(/^aws s3 sync dist s3:\/\/bucket\/folder --exclude "assets\/\*" /)
  expect(assets).toMatch(/^aws s3 sync dist\/assets s3:\/\/bucket\/folder\/assets /)
  return path => control(path.startsWith('assets/') ? assets : rest)
}

test.each([
  { host: 'netlify', read: netlify, path: '/', security: true },
  { host: 'nginx', read: nginx, path: '/worthwhile/', security: true },
  { host: 's3', read: s3, path: '/folder/', security: false },
] as const)(
  'with the headers that the README has for $host the page works, also without a connection, and is kept as long as it may be',
  async ({ host, read, path, security }) => {
    const headersOf = read(await sample(host))
    const server = await serveFolder(inject('builtAppFolder'), path, headersOf)
    onTestFinished(() => server.close())
    const page = await app.open({ address: server.address })
    const seen: { readonly path: string; readonly headers: Headers }[] = []
    page.on('response', response => {
      const { pathname } = new URL(response.url())
      if (response.url().startsWith('http') && !response.fromServiceWorker())
        seen.push({ path: pathname.slice(path.length), headers: response.headers() })
    })
    await page.reload()
    await openSample(page)
    await keptOffline(page)
    const names = await readdir(inject('builtAppFolder'), { recursive: true })
    for (const name of names.filter(file => /\.\w+$/.test(file))) {
      const isHashed = name.startsWith('assets/')
      const { 'cache-control': control = '', ...others } = headersOf(name)
      expect(control, name).toMatch(isHashed ? /immutable/ : /^(?:no-cache)?$/)
      if (isHashed) expect(name).toMatch(/-[\w-]{8}\.\w+$/)
      if (security && !isHashed) expect(others['content-security-policy']).toBe("frame-ancestors 'none'")
      if (security) expect(others['x-content-type-options']).toBe('nosniff')
    }
    expect(seen.length).toBeGreaterThan(0)
    for (const { path: file, headers } of seen) expect(headers).toMatchObject(headersOf(file))
    await server.close()
    await page.reload()
    await openSample(page)
  },
)

test('GitHub Pages leaves out none of the files: none has a name that begins with an underscore or a point', async () => {
  const names = await readdir(inject('builtAppFolder'), { recursive: true })
  expect(names.length).toBeGreaterThan(10)
  expect(names.filter(name => /(?:^|\/)[_.]/.test(name))).toEqual([])
})

test('nobody can frame the page where the host says so', async () => {
  const server = await serveFolder(inject('builtAppFolder'), '/worthwhile/', nginx(await sample('nginx')))
  onTestFinished(() => server.close())
  const context = await app.browser.newContext()
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.goto(app.address.replace(/deep.*$/, 'nothing'))
  await page.setContent(`<iframe src="${server.address}" width="600" height="400"></iframe>`)
  await page.waitForFunction(() => document.readyState === 'complete')
  expect(await page.frameLocator('iframe').locator('#root > *').count()).toBe(0)
  // The same frame shows the page of a host that says nothing, so the check sees what it is for.
  await page.setContent(`<iframe src="${app.address}" width="600" height="400"></iframe>`)
  await page.frameLocator('iframe').locator('#root > *').first().waitFor({ state: 'attached' })
})
