/** Longer than a browser takes to start a service worker that it had put to sleep. */
const PATIENCE_MS = 2_000

/**
 * Asks as `fetch` does, and past the offline copy. The copy leaves to the browser what this page asks its server, if it has met the page: a request of the copy's
 * own would go on when the page is closed. Browsers put the copy to sleep when nobody needs it, then it has met nobody; and it takes charge of a first visit
 * at a time of its own. So it is met before every request.
 */
export const fetchPastOfflineCopy: typeof fetch = async (input, init) => {
  await meetOfflineCopy()
  return fetch(input, init)
}

/** Resolves when the offline copy has said that it knows this page, at once where there is none, and after two seconds in any case: then the copy asks itself. */
async function meetOfflineCopy(): Promise<void> {
  const copy = navigator.serviceWorker?.controller
  if (copy === null || copy === undefined) return
  const { port1, port2 } = new MessageChannel()
  await new Promise<void>(resolve => {
    const timer = setTimeout(resolve, PATIENCE_MS)
    port1.onmessage = () => {
      clearTimeout(timer)
      resolve()
    }
    copy.postMessage('will connect', [port2])
  })
  port1.close()
}
