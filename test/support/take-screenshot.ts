/*
 * Takes the README's pictures from the real app: `npm run screenshot`. The sample shop is a pure function of its seed, so the figures stay the same
 * until the app changes.
 */
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { builtApp } from '../browser/support/built-app.ts'
import { findBrowser, launch } from '../browser/support/find-browser.ts'
import { openSample } from '../browser/support/sample.ts'
import { serveFolder } from '../browser/support/static-server.ts'

const FOLDER = resolve(import.meta.dirname, '../../.readme')

await mkdir(FOLDER, { recursive: true })
const server = await serveFolder(await builtApp())
const browser = await launch(await findBrowser())
for (const colorScheme of ['light', 'dark'] as const) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme, locale: 'en-US', reducedMotion: 'reduce' })
  await page.goto(`${server.address}#rank=1`)
  await openSample(page)
  // The chart comes in a piece of its own.
  await page.getByRole('complementary').locator('svg.recharts-surface').first().waitFor()
  // Off the chart, whose bars answer to the pointer.
  await page.mouse.move(0, 0)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.screenshot({ path: join(FOLDER, `app-${colorScheme}.png`), animations: 'disabled' })
}
await browser.close()
await server.close()
