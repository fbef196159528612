import { useSyncExternalStore } from 'react'
import { trustedScriptUrl } from '../worker/trusted.ts'

/** How far the app is kept on this computer. */
export interface OfflineState {
  /**
   * `off`: not in this build or browser (or not over a safe connection) · `preparing`: files are being fetched ·
   * `ready`: works without a connection · `failed`: could not be kept; the app works, but needs its host at the next visit.
   */
  readonly phase: 'off' | 'preparing' | 'ready' | 'failed'
  /** A newer version lies ready. The page goes on with the old one until {@link reloadIntoNewVersion} is called. */
  readonly newVersion: boolean
}

let state: OfflineState = { phase: 'off', newVersion: false }
let waiting: ServiceWorker | null = null
const listeners = new Set<() => void>()

/** The state of the offline copy, for components. */
export function useOffline(): OfflineState {
  return useSyncExternalStore(subscribe, () => state)
}

/** Starts to keep the app on this computer. Called once, by main; does nothing in the dev server, where files change by the second. */
export async function startOffline(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  change({ phase: 'preparing' })
  try {
    const registration = await navigator.serviceWorker.register(trustedScriptUrl(new URL('service-worker.js', document.baseURI).href))
    watch(registration)
    // Resolves when a version is active: then all files are here.
    await navigator.serviceWorker.ready
    change({ phase: 'ready' })
  } catch {
    // Private windows and strict settings refuse. The app works all the same, and the state says so.
    change({ phase: 'failed' })
  }
}

/** Lets the waiting version take over and reloads this tab when it has. Other tabs stay as they are until they are reloaded. */
export function reloadIntoNewVersion(): void {
  // It waits no longer when another tab has let it take over: then no change of controller will come.
  if (waiting?.state !== 'installed') {
    location.reload()
    return
  }
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  waiting.postMessage('take over')
}

function watch(registration: ServiceWorkerRegistration): void {
  const follow = (worker: ServiceWorker) => {
    const look = () => {
      // Without an active version this is the first one, which nobody needs to be told about. The browser may tell of its being active before
      // it tells of its being installed.
      if (worker.state === 'installed' && registration.active !== null && registration.active !== worker) {
        waiting = worker
        change({ newVersion: true })
      }
      if (worker.state === 'redundant' && registration.active === null) change({ phase: 'failed' })
    }
    worker.addEventListener('statechange', look)
    look()
  }
  if (registration.waiting !== null) follow(registration.waiting)
  if (registration.installing !== null) follow(registration.installing)
  registration.addEventListener('updatefound', () => {
    if (registration.installing !== null) follow(registration.installing)
  })
}

function change(patch: Partial<OfflineState>): void {
  state = { ...state, ...patch }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
