import { lazy } from 'react'

/*
 * What the first screen does not need comes in pieces of its own, so that the page is there sooner. They are asked for at the first
 * sign of a user (see `loadLater`), so nobody waits for them later.
 */
const resultScreen = () => import('./result/ResultScreen.tsx')
const storesScreen = () => import('./stores/StoresScreen.tsx')
const sheets = () => import('./Sheets.tsx')

export const ResultScreen = lazy(async () => ({ default: (await resultScreen()).ResultScreen }))
export const StoresScreen = lazy(async () => ({ default: (await storesScreen()).StoresScreen }))
export const Sheets = lazy(async () => ({ default: (await sheets()).Sheets }))

/** Fetches the pieces now. A failure is not told here: it is when the piece is needed and cannot be had. */
export function loadLater(): void {
  for (const piece of [resultScreen, storesScreen, sheets]) piece().catch(() => {})
}
