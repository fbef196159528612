/*
 * Ways in which code of this page could send something away, each really tried. Runs in the page and, bundled apart, in a worker.
 */

/** What became of one attempt. */
export interface Outcome {
  /**
   * `blocked`: the browser itself said that the page's policy refused it · `reached`: an answer came, or the browser took the message on ·
   * `unclear`: it failed, but the browser did not say why; a broken connection looks the same, so it does not count as blocked.
   */
  readonly verdict: 'blocked' | 'reached' | 'unclear'
  /** The directive that refused it (“connect-src”) where blocked. */
  readonly directive: string | null
  /** The browser's own words where it gave any, else empty. */
  readonly words: string
}

export interface Attempt {
  readonly name: string
  /** Resolves when something came through, rejects with the browser's words when not. */
  readonly reach: (address: string) => Promise<void>
}

/** How long the browser may take to report a refusal after the attempt has failed, in milliseconds. It takes under 10. */
const REPORT_WITHIN_MS = 1000

/** Ways that page and worker have in common. */
export const CONNECTIONS: readonly Attempt[] = [
  {
    name: 'fetch',
    // no-cors: an answer that may not be read still is an answer.
    reach: async address => {
      await fetch(address, { mode: 'no-cors', cache: 'no-store', credentials: 'omit' })
    },
  },
  {
    name: 'XMLHttpRequest',
    reach: address =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest()
        request.onloadend = () => (request.status > 0 ? resolve() : reject(new Error('the request failed')))
        request.open('POST', address)
        request.send('self-test')
      }),
  },
  {
    name: 'WebSocket',
    reach: address =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(address.replace(/^http/, 'ws'))
        socket.onopen = () => {
          socket.close()
          resolve()
        }
        socket.onerror = () => reject(new Error('the connection failed'))
      }),
  },
  {
    name: 'EventSource',
    reach: address =>
      new Promise((resolve, reject) => {
        const source = new EventSource(address)
        source.onopen = () => {
          source.close()
          resolve()
        }
        source.onerror = () => {
          source.close()
          reject(new Error('the connection failed'))
        }
      }),
  },
]

/** Ways that only a page has. */
export const PAGE_ONLY: readonly Attempt[] = [
  {
    name: 'Beacon',
    reach: async address => {
      // The browser may answer “taken on” and refuse only then, so the refusal is waited for.
      const taken = navigator.sendBeacon(address, 'self-test')
      await new Promise(resolve => setTimeout(resolve, REPORT_WITHIN_MS))
      if (!taken) throw new Error('the browser did not take it on')
    },
  },
  {
    name: 'Image',
    reach: address =>
      new Promise((resolve, reject) => {
        const image = new Image()
        image.onload = () => resolve()
        image.onerror = () => reject(new Error('the image did not load'))
        image.src = address
      }),
  },
  { name: 'Script', reach: address => import(/* @vite-ignore */ address) },
]

/** Ways that only a worker has. */
export const WORKER_ONLY: readonly Attempt[] = [
  {
    name: 'importScripts',
    reach: async address => {
      // `as`: the DOM library describes windows, this runs in a worker.
      const scope = globalThis as unknown as { importScripts(address: string): void }
      scope.importScripts(address)
    },
  },
]

/**
 * Makes one attempt at an address under `target` (http or https, not of this page) and says what became of it. Attempts must not overlap:
 * a refusal of a WebSocket or of an untrusted script address is reported without the address.
 */
export async function judge(attempt: Attempt, target: string): Promise<Outcome> {
  const address = `${target.replace(/\/$/, '')}/worthwhile-self-test-${attempt.name}`
  const refusal = watchForRefusal(address)
  try {
    const reached = attempt.reach(address).then((): Outcome => ({ verdict: 'reached', directive: null, words: '' }))
    return await Promise.race([reached, refusal.reported])
  } catch (reason) {
    const words = reason instanceof Error ? reason.message : String(reason)
    const unexplained = new Promise<Outcome>(resolve => {
      setTimeout(() => resolve({ verdict: 'unclear', directive: null, words }), REPORT_WITHIN_MS)
    })
    const outcome = await Promise.race([refusal.reported, unexplained])
    return { ...outcome, words }
  } finally {
    refusal.stop()
  }
}

/** Listens for the browser's report that the page's policy refused an address. Works in windows and workers. */
function watchForRefusal(address: string): { readonly reported: Promise<Outcome>; stop(): void } {
  let listener: (event: SecurityPolicyViolationEvent) => void = () => undefined
  const reported = new Promise<Outcome>(resolve => {
    listener = ({ blockedURI, effectiveDirective }) => {
      const withoutAddress = ['ws', 'wss', 'trusted-types-sink'].includes(blockedURI)
      if (!withoutAddress && blockedURI.replace(/^ws/, 'http') !== address) return
      resolve({ verdict: 'blocked', directive: effectiveDirective, words: '' })
    }
  })
  addEventListener('securitypolicyviolation', listener)
  return { reported, stop: () => removeEventListener('securitypolicyviolation', listener) }
}
