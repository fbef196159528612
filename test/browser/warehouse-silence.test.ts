import { afterAll, beforeAll, expect, test } from 'vitest'
import { appInBrowser } from './support/app-in-browser.ts'
import { type StandInWarehouse, standInWarehouse } from './support/stand-in-warehouse.ts'

const app = appInBrowser()
/** Says who it is, and then answers nothing any more. */
let server: StandInWarehouse
beforeAll(async () => {
  server = await standInWarehouse(() => {})
})
afterAll(() => server.close())

const open = async () => {
  const page = await app.open({ address: `${app.address}warehouse.html`, expected: [/request to another host/] })
  await page.clock.install()
  await page.getByLabel('Server').fill(server.origin)
  await page.getByLabel('User').fill('ada')
  await page.getByLabel('Password').fill('secret')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByText('Looking for tables').waitFor()
  return page
}

test('a server (a stand-in) that no longer answers is given up after half a minute, with a way out', async () => {
  const page = await open()
  await page.clock.runFor(29_000)
  expect(await page.getByRole('alert').count()).toBe(0)
  await page.clock.runFor(3_000)
  const alert = page.getByRole('alert')
  await alert.waitFor()
  expect(await alert.textContent()).toContain('Nobody answers: nothing has been heard from the server for 30 seconds.')
  expect(await alert.textContent()).toContain('SHOW PROCESSLIST')
  await page.getByRole('button', { name: 'Ask again' }).click()
  await page.getByText('Looking for tables').waitFor()
})
