import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'

const FOLDER = resolve(import.meta.dirname, '../.shots')

/** Saves what the page shows now as test/browser/.shots/<name>.png, for people to look at. */
export async function shoot(page: Page, name: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' })
}

/** Saves what the page prints as test/browser/.shots/<name>.pdf. Returns its bytes' number: paper with nothing on it has about a thousand. */
export async function shootPaper(page: Page, name: string, format: 'A4' | 'Letter'): Promise<number> {
  await mkdir(FOLDER, { recursive: true })
  return (await page.pdf({ format, path: join(FOLDER, `${name}.pdf`) })).length
}
