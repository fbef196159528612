import { useLayoutEffect } from 'react'
import type { Theme } from '../store/preferences.ts'

/** The forced theme stands on <html>, where the colours are chosen. */
export function useTheme(theme: Theme): void {
  useLayoutEffect(() => {
    const root = document.documentElement
    if (theme === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = theme
  }, [theme])
}
