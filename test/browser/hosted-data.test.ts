import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { appInBrowser } from './support/app-in-browser.ts'
import { builtApp } from './support/built-app.ts'
import { tableRows } from './support/result.ts'
import { keptOffline } from './support/service-worker.ts'
import { serveFolder } from './support/static-server.ts'

const app = appInBrowser()
let scratch: string
let built: string

const MARCH = `type,verb,key,event_time,customer_id,total_amount
CUSTOMER,NEW,ann,2026-03-01T10:00:00Z,,
ORDER,NEW,o1,2026-03-02T10:00:00Z,ann,12.34 USD
`
const APRIL = `type,verb,key,event_time,customer_id,total_amount
ORDER,NEW,o2,2026-04-09T10:00:00Z,ben,99.99 USD
`

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'worthwhile-hosted-'))
  await writeFile(join(scratch, "march's “best”.csv"), MARCH)
  await writeFile(join(scratch, 'april.csv.gz'), gzipSync(APRIL))
  built = await builtApp([join(scratch, "march's “best”.csv"), join(scratch, 'april.csv.gz')])
}, 240_000)
afterAll(() => rm(scratch, { recursive: true, force: true }))

describe('a copy of the app that carries data', () => {
  test('opens it at once from a plain host under any path, also without a connection', async () => {
    const server = await serveFolder(built, '/teams/crm/')
    onTestFinished(() => server.close())
    const page = await app.open({ address: server.address, fragment: '#x=2' })
    await page.getByRole('grid').waitFor()
    expect((await tableRows(page)).map(row => row['Customer'])).toEqual(['ben', 'ann'])
    await page.getByText('2 files').first().waitFor()

    await keptOffline(page)
    await server.close()
    await page.reload()
    await page.getByRole('grid').waitFor()
    expect((await tableRows(page)).map(row => row['Customer'])).toEqual(['ben', 'ann'])
  })

  test('has no page that connects to anything, and no link to one', async () => {
    const names = await readdir(built, { recursive: true })
    expect(names.filter(name => /warehouse\.html$|(?:^|\/)warehouse-/.test(name))).toEqual([])
    expect(await readFile(join(built, 'service-worker.js'), 'utf8')).not.toContain('"url":"warehouse.html"')
  })

  test('as one file, opens it from the disk', async () => {
    const page = await app.open({ address: pathToFileURL(join(built, 'worthwhile.html')).href })
    await page.getByRole('grid').waitFor()
    expect((await tableRows(page)).map(row => row['Customer'])).toEqual(['ben', 'ann'])
  })

  test('says so when its host has lost a part, and shows the rest', async () => {
    const folder = join(scratch, 'with a loss')
    await cp(built, folder, { recursive: true })
    const [part] = (await readdir(join(folder, 'assets'))).filter(name => name.startsWith('part-'))
    if (part === undefined) throw new Error('the data lies in parts')
    await rm(join(folder, 'assets', part))
    const server = await serveFolder(folder)
    onTestFinished(() => server.close())
    const page = await app.open({ address: server.address, expected: [/part-|service-worker|404/] })
    await page.getByRole('alert').getByText('which this page should have brought along, could not be loaded').waitFor()
    await page.getByRole('grid').waitFor()
    expect(await tableRows(page)).toHaveLength(1)
  })
})

describe('a copy of the app that carries what was added up', () => {
  test('has the figures of the events by week from a plain host under any path, and neither events nor ids', async () => {
    const files = [join(scratch, "march's “best”.csv"), join(scratch, 'april.csv.gz')]
    const folder = await builtApp(files, ['--aggregated', '--pseudonyms'])
    const server = await serveFolder(folder, '/teams/crm/')
    onTestFinished(() => server.close())
    const page = await app.open({ address: server.address, fragment: '#x=2' })
    await page.getByRole('grid').waitFor()
    const rows = await tableRows(page)
    expect(rows.map(row => row['Spend'])).toEqual(['$99.99', '$12.34'])
    for (const row of rows) expect(row['Customer']).toMatch(/^p[0-9a-f]{16}/)
    await page.getByText('This is a rollup: 2 rows of customers’ weeks from Sunday, for 3 events that are not in it.').waitFor()
    await page.getByText('Single orders and events are not in a rollup by weeks').first().waitFor()
    await page.getByRole('tab', { name: 'Predict' }).click()
    await page.getByText('No prediction from a rollup.').waitFor()
    await page.getByText('weeks.parquet').first().waitFor()

    // What rides along unpacks to rows without the ids.
    const parts = (await readdir(join(folder, 'assets'))).filter(name => name.startsWith('part-'))
    expect(parts).toHaveLength(1)
    const script = await readFile(join(folder, 'assets', parts[0] ?? ''), 'utf8')
    const carried = Buffer.from(/[A-Za-z0-9+/=]{40,}/.exec(script)?.[0] ?? '', 'base64').toString('latin1')
    expect(carried.slice(0, 4)).toBe('PAR1')
    for (const secret of ['ann', 'ben', 'o1', 'o2']) expect(carried).not.toContain(secret)
  }, 240_000)
})

test('the app as everybody gets it carries nothing', async () => {
  const page = await app.open()
  await page.getByRole('button', { name: 'Try with a sample shop' }).waitFor()
  expect(await page.getByRole('grid').count()).toBe(0)
})
