import { useEffect } from 'react'

/** What a person does on a page before choosing a file, dropping one, or pressing anything. */
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'dragenter', 'paste'] as const

/** Calls back once, at the first sign that somebody is there: a visit that only looks costs nothing more than the first screen. */
export function useFirstSign(onSign: () => void): void {
  useEffect(() => {
    const seen = new AbortController()
    const { signal } = seen
    const see = (): void => {
      seen.abort()
      onSign()
    }
    for (const sign of SIGNS) window.addEventListener(sign, see, { capture: true, passive: true, signal })
    return () => seen.abort()
  }, [onSign])
}
