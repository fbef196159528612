import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { listenOnFreePort } from './listening.ts'

export interface StaticServer {
  /** Where the app is: “http://127.0.0.1:41234/deep/er/”. */
  readonly address: string
  /** Paths asked for so far, in order. */
  readonly requested: readonly string[]
  /** From now on serves another folder: a new version is deployed. */
  deploy(folder: string): void
  /** Stops answering and cuts open connections. */
  close(): Promise<void>
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.ndjson': 'application/x-ndjson',
  '.csv': 'text/csv',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
}

/**
 * The plainest of hosts: the folder under the given path (which begins and ends with a slash), content types and nothing else.
 * No header helps the page, so what holds here holds on any static host.
 * @param headers what a host was told to send besides, by path below the folder: “assets/main.js”
 */
export async function serveFolder(
  folder: string,
  path = '/deep/er/',
  headers: (path: string) => Readonly<Record<string, string>> = () => ({}),
): Promise<StaticServer> {
  const requested: string[] = []
  let served = folder
  const server = createServer(async (request, response) => {
    const wanted = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname)
    requested.push(wanted)
    const inside = wanted.startsWith(path) ? normalize(wanted.slice(path.length) || 'index.html') : null
    const file = inside === null || inside.startsWith('..') ? null : join(served, inside)
    const isFile =
      file !== null &&
      (await stat(file).then(
        found => found.isFile(),
        () => false,
      ))
    if (file === null || !isFile) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end(`nothing at ${wanted}`)
      return
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', ...headers(inside ?? '') })
    createReadStream(file).pipe(response)
  })
  const port = await listenOnFreePort(server)
  return {
    address: `http://127.0.0.1:${port}${path}`,
    requested,
    deploy: next => {
      served = next
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
