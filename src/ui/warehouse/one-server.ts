/*
 * The warehouse page may talk to one server. A policy in a page can be narrowed and never widened, so before anything connects the page adds a
 * policy of its own that names the server: from then on the browser refuses every other, and only a new load of the page can choose again.
 *
 * The added policy says all that the first one says. With connect-src alone, Chromium let a `prefetch` out: that is allowed where any directive of a
 * policy allows the host, or where a policy does not speak of it.
 */

/** What src/build/content-security-policy.ts lets the page do before it knows its server. */
const ANY_SERVER = 'connect-src https: http:'

/** The origin that this page is bound to, or null before the first connection. */
let bound: string | null = null

/** The one origin that the page can reach until it is loaded anew; null while it has reached for nothing. */
export function boundOrigin(): string | null {
  return bound
}

/**
 * Has the browser refuse every connection but those to one origin, for as long as the page lives. The same origin again changes nothing.
 * @param origin “https://warehouse.example:8443”
 * @throws Error when the page is bound to another origin already
 */
export function bindTo(origin: string): void {
  if (bound === origin) return
  if (bound !== null) throw new Error(`this page is bound to ${bound} and cannot reach ${origin} (expected a new load of the page first)`)
  // The dev server sends pages without a policy.
  const first = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')?.content ?? ANY_SERVER
  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = first.replace(ANY_SERVER, `connect-src ${origin}`)
  if (policy.content === first) throw new Error(`the policy of this page says “${first}” (expected “${ANY_SERVER}” in it)`)
  document.head.append(policy)
  bound = origin
}

/** Browsers count these as safe, whatever the page came by. */
const THIS_COMPUTER = /^(?:localhost|[\w-]+\.localhost|127(?:\.\d+){3}|\[::1\])$/

/**
 * What was typed as a server: its origin and where queries go, or what is wrong with it as a sentence.
 * @param isSafePage the page itself came over https
 */
export function readServer(
  text: string,
  isSafePage: boolean,
): { readonly origin: string; readonly url: string } | { readonly error: string } {
  const typed = text.trim()
  const url = URL.canParse(typed) ? new URL(typed) : null
  if (url === null || !['https:', 'http:'].includes(url.protocol))
    return { error: 'Expected the web address of a ClickHouse server, for example https://warehouse.example:8443' }
  if (isSafePage && url.protocol === 'http:' && !THIS_COMPUTER.test(url.hostname))
    return {
      error:
        'This page came over https, so the browser refuses it plain http. Expected https, or a copy of this page that is served over http.',
    }
  if (url.username !== '' || url.password !== '')
    return { error: 'Expected an address without user and password; they have fields of their own.' }
  if (url.search !== '' || url.hash !== '') return { error: 'Expected an address without “?” and “#”; database and table come later.' }
  return { origin: url.origin, url: url.href.replace(/\/$/, '') }
}
