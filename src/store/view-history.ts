/** Where the view is kept between page and browser: the fragment of the address and its history. */
export interface ViewHistory {
  /** The fragment without its #. */
  read(): string
  /** A new entry, which Back leaves. */
  push(fragment: string): void
  /** The same entry with another fragment. May lag a little behind. */
  replace(fragment: string): void
  /** Runs whenever the address changed by other means than push and replace: Back, Forward, an edited address. */
  onChange(run: () => void): void
}

/**
 * Browsers allow about 100 changes of the address in 30 s (Safari throws beyond that, Chromium drops them with a warning), and a dragged
 * slider makes 60 a second: so replacing waits this long for the next value.
 */
const REPLACE_DELAY_MS = 300

type AddressWindow = Pick<Window, 'location' | 'history' | 'addEventListener' | 'setTimeout' | 'clearTimeout'>

export function browserHistory(window: AddressWindow): ViewHistory {
  const { history, location } = window
  let waiting: { readonly fragment: string; readonly timer: number } | null = null

  const stopWaiting = (): void => {
    if (waiting !== null) window.clearTimeout(waiting.timer)
    waiting = null
  }
  const write = (how: 'pushState' | 'replaceState', fragment: string): void => {
    stopWaiting()
    try {
      history[how](null, '', location.pathname + location.search + (fragment === '' ? '' : `#${fragment}`))
    } catch {
      // Refused for being too frequent. The view on screen is right; its address follows when the browser allows it.
      replaceLater(fragment)
    }
  }
  const replaceLater = (fragment: string): void => {
    stopWaiting()
    waiting = { fragment, timer: window.setTimeout(() => write('replaceState', fragment), REPLACE_DELAY_MS) }
  }

  return {
    read: () => waiting?.fragment ?? location.hash.replace(/^#/, ''),
    push(fragment) {
      // What waits belongs to the entry that is being left: Back must find it there.
      if (waiting !== null) write('replaceState', waiting.fragment)
      write('pushState', fragment)
    },
    replace: replaceLater,
    onChange(run) {
      const moved = (): void => {
        stopWaiting()
        run()
      }
      // Back between fragments fires both, an edited address in some browsers only the second; running twice does no harm.
      window.addEventListener('popstate', moved)
      window.addEventListener('hashchange', moved)
    },
  }
}
