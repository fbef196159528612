import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appInBrowser } from './support/app-in-browser.ts'

const app = appInBrowser()
/** A stand-in that says who it is as ClickHouse does, and then answers nothing any more. */
let server: Server
let origin = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    const cors = {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': 'authorization, content-type',
      'Access-Control-Allow-Methods': 'POST, GET, OPTIONS',
    }
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      if (request.method === 'OPTIONS') {
        response.writeHead(204, cors).end()
        return
      }
      if (!Buffer.concat(parts).toString().includes('SELECT version()')) {
        return
      }
      const meta = [{ name: 'version', type: 'String' }]
      const answer = { meta, data: [['26.7.2.1']], rows: 1, statistics: { elapsed: 0.001, rows_read: 1, bytes_read: 1 } }
      response.writeHead(200, { ...cors, 'Content-Type': 'application/json' }).end(JSON.stringify(answer))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
  // A server that listens on a port has an address that is no path.
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
})

const open = async () => {
  const page = await app.open({ address: `${app.address}warehouse.html`, expected: [/request to another host/] })
  await page.clock.install()
  await page.getByLabel('Server').fill(origin)
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
