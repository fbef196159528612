export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** What is remembered from visit to visit: how the page looks, never anything about the data. */
export interface Preferences {
  theme(): Theme
  setTheme(theme: Theme): void
}

const THEME_KEY = 'worthwhile-theme'

/**
 * Kept in the browser's local storage; `open` gives it, and may throw, as browsers do where storage is denied.
 * Then the choice holds until the page is closed, which is what denying storage asks for.
 */
export function storedPreferences(open: () => Pick<Storage, 'getItem' | 'setItem'>): Preferences {
  let chosen: Theme | null = null
  return {
    theme() {
      return chosen ?? THEMES.find(theme => theme === attempt(() => open().getItem(THEME_KEY))) ?? 'system'
    },
    setTheme(theme) {
      chosen = theme
      attempt(() => open().setItem(THEME_KEY, theme))
    },
  }
}

function attempt<T>(use: () => T): T | null {
  try {
    return use()
  } catch {
    return null
  }
}
