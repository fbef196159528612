import { createServer, type ServerResponse } from 'node:http'
import { listenOnFreePort } from './listening.ts'

/** A small server in the place of a ClickHouse: it says who it is as ClickHouse does, and what it answers after that is up to the test. */
export interface StandInWarehouse {
  readonly origin: string
  close(): Promise<void>
}

/** Lets browsers in, as in the set-up texts. */
export const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'origin, x-requested-with, content-type, authorization',
  'access-control-allow-methods': 'POST, GET, OPTIONS',
  'access-control-expose-headers': '*',
} as const

/** @param answer gets every question but the first, by its body, which holds the SQL; one that it does not answer stays open */
export async function standInWarehouse(answer: (body: string, response: ServerResponse) => void): Promise<StandInWarehouse> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString()
      if (request.method === 'OPTIONS') response.writeHead(204, CORS).end()
      else if (body.includes('SELECT version()')) sendRows(response, ['version'], [['26.7.2.1']])
      else answer(body, response)
    })
  })
  const port = await listenOnFreePort(server)
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Rows of texts, in the format JSONCompact. */
export function sendRows(response: ServerResponse, names: readonly string[], data: readonly (readonly string[])[]): void {
  const meta = names.map(name => ({ name, type: 'String' }))
  const answer = { meta, data, rows: data.length, statistics: { elapsed: 0.001, rows_read: 1, bytes_read: 1 } }
  response.writeHead(200, { ...CORS, 'content-type': 'application/json' }).end(JSON.stringify(answer))
}
