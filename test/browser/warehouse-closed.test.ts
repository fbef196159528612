import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appInBrowser } from './support/app-in-browser.ts'
import { keptOffline } from './support/service-worker.ts'
import { CORS, type StandInWarehouse, standInWarehouse } from './support/stand-in-warehouse.ts'

const app = appInBrowser()
/** Refuses the first question behind who it is, and leaves all others open. */
let server: StandInWarehouse
let hasRefused = false
const open: ServerResponse[] = []
beforeAll(async () => {
  server = await standInWarehouse((_body, response) => {
    if (hasRefused) {
      open.push(response)
      response.on('close', () => open.splice(open.indexOf(response), 1))
    } else {
      hasRefused = true
      response.writeHead(500, CORS).end('Code: 159. DB::Exception: Timeout exceeded. (TIMEOUT_EXCEEDED)')
    }
  })
})
afterAll(() => server.close())

/** As the browser does by itself when nobody has needed it for half a minute. */
async function putOfflineCopyToSleep(): Promise<void> {
  const session = await app.browser.newBrowserCDPSession()
  const copies = async () => (await session.send('Target.getTargets')).targetInfos.filter(({ type }) => type === 'service_worker')
  const awake = await copies()
  expect(awake).toHaveLength(1)
  for (const { targetId } of awake) await session.send('Target.closeTarget', { targetId })
  await expect.poll(copies).toEqual([])
  await session.detach()
}

test('a page that is closed hangs up on its server (a stand-in), also when the offline copy had slept', async () => {
  const page = await app.open({
    address: `${app.address}warehouse.html`,
    expected: [/request to another host/, /answer \d{3}/, /status of \d{3}/, /ERR_ABORTED/],
  })
  await keptOffline(page)
  await page.getByLabel('Server').fill(server.origin)
  await page.getByLabel('User').fill('ada')
  await page.getByLabel('Password').fill('secret')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByRole('alert').waitFor()
  await putOfflineCopyToSleep()
  await page.getByRole('button', { name: 'Ask again' }).click()
  await expect.poll(() => open.length).toBeGreaterThan(0)
  await page.close()
  await expect.poll(() => open.length, { timeout: 10_000 }).toBe(0)
})
