/*
 * Keeps the whole app on this computer after the first load. A script of its own: it imports nothing, so all that it can do stands on this page.
 * It asks its own host for the files that the build listed, refuses the page everything else, and is told nothing by it but “take over”, and the answer when
 * somebody on this computer opens `predictions/<customer id>`: that is asked of the pages that are open, and never of the host.
 * What the other page, the one for warehouses, asks its server is none of its business: that page says “will connect” before it asks, and then its requests
 * go past this script, under the policy of that page.
 */

interface ListedFile {
  /** Relative to this script. */
  readonly url: string
  /** Changes with the content; null where the address itself carries a hash of it. */
  readonly revision: string | null
}

// TypeScript's library for service workers cannot be loaded beside that for pages; this is the part used here.
interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface RequestEvent extends LastingEvent {
  readonly request: Request
  /** The page that asks; empty when a page is being opened. */
  readonly clientId: string
  /** The page that is being opened; empty for all other requests. */
  readonly resultingClientId: string
  respondWith(response: Promise<Response>): void
}
interface PageClient {
  readonly id: string
  readonly url: string
  postMessage(message: unknown, transfer: readonly Transferable[]): void
}
interface ServiceWorkerScope {
  readonly registration: { readonly scope: string }
  readonly clients: {
    claim(): Promise<void>
    get(id: string): Promise<PageClient | undefined>
    matchAll(options: { readonly type: 'window' }): Promise<readonly PageClient[]>
  }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: LastingEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: RequestEvent) => void): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

declare global {
  interface Window {
    /** Replaced by the list of built files, text for text, when the app is built. */
    readonly __WB_MANIFEST: readonly ListedFile[]
  }
}

// `as`: this script never runs in a window, whatever the DOM library says.
const worker = self as unknown as ServiceWorkerScope
const { scope } = worker.registration
const files = self.__WB_MANIFEST.map(({ url, revision }) => ({
  address: new URL(url, scope).href,
  revision: revision ?? url,
}))
const start = new URL('index.html', scope).href
const predictions = new URL('predictions/', scope).href
const warehouse = new URL('warehouse.html', scope).href
/** Open pages for warehouses, by id, as far as this script has met them since the browser last started it. */
const warehousePages = new Set<string>()
const listed = new Set(files.map(file => file.address))

// One host may serve several copies under several paths, and caches are shared by the whole origin: the scope tells them apart.
const family = `worthwhile ${scope} `
const current = family + checksum(files.map(file => `${file.address} ${file.revision}`).join('\n'))

worker.addEventListener('install', event => event.waitUntil(fetchAll()))
worker.addEventListener('activate', event => event.waitUntil(forgetOldVersions().then(() => worker.clients.claim())))
worker.addEventListener('message', event => {
  // The reader chose to reload into the new version.
  if (event.data === 'take over') void worker.skipWaiting()
  if (event.data === 'will connect') {
    // `as`: messages to this script come from pages.
    meet(event.source as PageClient | null)
    event.ports[0]?.postMessage('met')
  }
})
worker.addEventListener('fetch', event => {
  const { request } = event
  const address = request.url.replace(/[?#].*$/, '')
  if (address.startsWith(predictions)) {
    event.respondWith(answerPrediction(address.slice(predictions.length)))
    return
  }
  const wanted = address === scope ? start : address
  if (request.mode === 'navigate' && wanted === warehouse) warehousePages.add(event.resultingClientId)
  if (request.mode !== 'navigate' && request.destination === '' && !listed.has(wanted)) {
    // Left to the browser, the request counts as the page's own: it may ask the reader about a private address, and ends when the page gives it up.
    if (!warehousePages.has(event.clientId)) event.respondWith(answerUnmet(event))
    return
  }
  // Leaving for another page of this host is the reader's business; whatever else the app asks for is answered from here or not at all.
  if (request.mode !== 'navigate' || listed.has(wanted)) event.respondWith(answer(wanted))
})

/** All or nothing: a version that could not be fetched whole is not installed, and the browser tries again at the next visit. */
async function fetchAll(): Promise<void> {
  const cache = await caches.open(current)
  await Promise.all(
    files.map(async ({ address }) => {
      // Past the browser's own cache, which may still hold the files of the version before.
      const response = await fetch(address, { cache: 'reload' })
      if (!response.ok || new URL(response.url).origin !== new URL(address).origin)
        throw new Error(`${address} answered ${response.status} from ${response.url}`)
      // Hosts may redirect “index.html” to “./”. A redirected answer may not be given to a navigation, so it is made into a plain one.
      await cache.put(address, new Response(response.body, { headers: response.headers }))
    }),
  )
}

/** The version before stays: a tab that still shows it may yet ask for its lazy parts. */
async function forgetOldVersions(): Promise<void> {
  const older = (await caches.keys()).filter(name => name.startsWith(family) && name !== current)
  await Promise.all(older.slice(0, -1).map(name => caches.delete(name)))
}

/**
 * A kept file, of this version or of an older one that a tab still shows. Anything else is refused as if there were no connection:
 * the page's own policy cannot keep it from asking its own host, with a query for example, but this can.
 */
async function answer(address: string): Promise<Response> {
  for (const name of [current, ...(await caches.keys())]) {
    const kept = name.startsWith(family) ? await (await caches.open(name)).match(address) : undefined
    if (kept !== undefined) return kept
  }
  // A listed file whose copy the browser has thrown away; the address goes out as listed, without any query.
  return listed.has(address) ? fetch(address) : Response.error()
}

/** Of a page that this script has not met, only one for warehouses may ask for what is not listed. */
async function answerUnmet({ clientId, request }: RequestEvent): Promise<Response> {
  const page = await worker.clients.get(clientId)
  meet(page ?? null)
  return page !== undefined && warehousePages.has(page.id) ? fetch(request) : Response.error()
}

function meet(page: PageClient | null): void {
  if (page !== null && page.url.replace(/[?#].*$/, '') === warehouse) warehousePages.add(page.id)
}

/** A page that has not answered by then has no prediction, or is busy with something else. */
const PAGE_ANSWERS_MS = 3_000

/** What an open page predicts of a customer: 200 with its document, or 404 with the reason, both as JSON. */
async function answerPrediction(encoded: string): Promise<Response> {
  const id = decoded(encoded)
  const pages = (await worker.clients.matchAll({ type: 'window' })).filter(page => !page.url.startsWith(warehouse))
  const answers = await Promise.all(pages.map(page => asked(page, id)))
  const found = answers.find(answer => answer?.document !== undefined)
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }
  if (found?.document !== undefined) return new Response(found.document, { headers })
  const reason = answers.some(answer => answer !== null)
    ? `There is no prediction for a customer “${id}”. Ids are matched exactly.`
    : 'No open page has a prediction. Open the app in another tab, drop the file there, and choose “Predict”.'
  return new Response(JSON.stringify({ error: reason }), { status: 404, headers })
}

/** The page's answer, without a document when it does not know the customer; null when it has no prediction. */
function asked(page: PageClient, id: string): Promise<{ readonly document?: string } | null> {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }: MessageEvent<{ readonly document?: string } | null>) => resolve(data)
    setTimeout(() => resolve(null), PAGE_ANSWERS_MS)
    page.postMessage({ kind: 'prediction', id }, [port2])
  })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone % belongs to the id as it stands.
    return text
  }
}

/** FNV-1a over UTF-16 code units: enough to tell one list of files from the next. */
function checksum(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash >>> 0).toString(16)
}

export {}
