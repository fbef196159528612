import type { TestProject } from 'vitest/node'
import { builtApp } from './built-app.ts'
import { findBrowser } from './find-browser.ts'

/** Before the first browser test: a browser that really starts, and the app as it would be shipped. */
export default async function setup(project: TestProject): Promise<void> {
  const browser = await findBrowser()
  console.log(`Browser tests run in ${browser.name} (${browser.executablePath})`)
  project.provide('browser', browser)
  project.provide('builtAppFolder', await builtApp())
}

declare module 'vitest' {
  export interface ProvidedContext {
    browser: import('./find-browser.ts').FoundBrowser
    builtAppFolder: string
  }
}
