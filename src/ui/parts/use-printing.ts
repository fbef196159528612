import { useSyncExternalStore } from 'react'

const PRINT = 'print'
/** Between the events that browsers send before and after they lay the page out for paper. */
let isBetween = false

function subscribe(changed: () => void): () => void {
  const begin = (): void => {
    isBetween = true
    changed()
  }
  const end = (): void => {
    isBetween = false
    changed()
  }
  const media = window.matchMedia(PRINT)
  window.addEventListener('beforeprint', begin)
  window.addEventListener('afterprint', end)
  media.addEventListener('change', changed)
  return () => {
    window.removeEventListener('beforeprint', begin)
    window.removeEventListener('afterprint', end)
    media.removeEventListener('change', changed)
  }
}

/**
 * Whether the page is being printed. Browsers lay it out for paper as soon as their event has been heard, so what depends on this is drawn
 * within that event: React does that for a store outside of it. The media query follows tools that show the page as printed.
 */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => isBetween || window.matchMedia(PRINT).matches)
}
