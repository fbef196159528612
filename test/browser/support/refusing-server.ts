import { createServer } from 'node:http'
import { listenOnFreePort } from './listening.ts'

/** A plain server that lets browsers in (CORS) and nobody else: it answers every question as ClickHouse answers a wrong password. */
export interface RefusingServer {
  readonly origin: string
  /** All requests since {@link reset}. */
  readonly asked: readonly AskedRequest[]
  reset(): void
  close(): Promise<void>
}

export interface AskedRequest {
  readonly method: string
  readonly url: string
  readonly authorization: string | null
  readonly otherHeaders: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

/** ClickHouse's own words (26.7), with 401 as it sends them to whoever brings an Authorization header. */
const WRONG_PASSWORD =
  'Code: 516. DB::Exception: ada_the_reader: Authentication failed: password is incorrect, or there is no user with such name. (AUTHENTICATION_FAILED) (version 26.7.1.1)\n'

export async function refusingServer(): Promise<RefusingServer> {
  const asked: AskedRequest[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', bytes => {
      body += String(bytes)
    })
    request.on('end', () => {
      const { authorization, ...otherHeaders } = request.headers
      asked.push({ method: request.method ?? '', url: request.url ?? '', authorization: authorization ?? null, otherHeaders, body })
      const cors = {
        'access-control-allow-origin': '*',
        'access-control-allow-headers': 'origin, x-requested-with, content-type, authorization',
        'access-control-allow-methods': 'POST, GET, OPTIONS',
        'access-control-expose-headers': '*',
      }
      if (request.method === 'OPTIONS') response.writeHead(204, cors).end()
      else response.writeHead(401, { ...cors, 'x-clickhouse-exception-code': '516' }).end(WRONG_PASSWORD)
    })
  })
  const port = await listenOnFreePort(server)
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    reset: () => {
      asked.length = 0
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
