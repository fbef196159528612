import { useSyncExternalStore } from 'react'
import { trustedScriptUrl } from '../worker/trusted.ts'
import { IS_ONE_FILE } from './one-file.ts'

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

/** A version that may take over has done so by then, unless the browser left it waiting. */
const TAKE_OVER_MS = 2_000
/** Set in the tab's own store between two reloads that belong together. */
const RELOAD_AGAIN = 'worthwhile-reload-again'

let state: OfflineState = { phase: 'off', newVersion: false }
let waiting: ServiceWorker | null = null
const listeners = new Set<() => void>()

/** The state of the offline copy, for components. */
export function useOffline(): OfflineState {
  return useSyncExternalStore(subscribe, () => state)
}

/**
 * Starts to keep the app on this computer. Called once, by main; does nothing in the dev server, where files change by the second,
 * nor in the app as one file, which is kept already. */
export async function startOffline(): Promise<void> {
  if (!import.meta.env.PROD || IS_ONE_FILE || !('serviceWorker' in navigator)) return
  change({ phase: 'preparing' })
  try {
    const registration = await navigator.serviceWorker.register(trustedScriptUrl(new URL('service-worker.js', document.baseURI).href))
    watch(registration)
    // Resolves when a version is active: then all files are here.
    await navigator.serviceWorker.ready
    change({ phase: 'ready' })
    await finishReload(registration)
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
  // Chromium leaves it waiting one time in twenty-five, for as long as this tab stays; only loading the page anew makes it look again.
  setTimeout(() => {
    sessionStorage.setItem(RELOAD_AGAIN, 'yes')
    location.reload()
  }, TAKE_OVER_MS)
}

/** The reload that made a forgotten version take over may itself still have been answered by the one before: then another one is needed. */
async function finishReload(registration: ServiceWorkerRegistration): Promise<void> {
  if (sessionStorage.getItem(RELOAD_AGAIN) === null) return
  sessionStorage.removeItem(RELOAD_AGAIN)
  const { active } = registration
  while (active?.state === 'activating') await new Promise(resolve => active.addEventListener('statechange', resolve, { once: true }))
  if (registration.waiting === null) location.reload()
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
