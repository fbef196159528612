/*
 * Draws the app's icons from public/icon.svg: `npx tsx test/support/draw-icons.ts`, once after the drawing has changed.
 * The results are committed.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { findBrowser, launch } from '../browser/support/find-browser.ts'

const PUBLIC = resolve(import.meta.dirname, '../../public')

const drawing = await readFile(join(PUBLIC, 'icon.svg'), 'utf8')
const square = drawing.replace(' rx="112"', '')
if (square === drawing)
  throw new Error('public/icon.svg has no corner radius rx="112" to take off for the icons that systems cut to their own shape')

const browser = await launch(await findBrowser())
for (const icon of [
  { name: 'icon-192.png', side: 192, svg: drawing },
  { name: 'icon-512.png', side: 512, svg: drawing },
  // Cut to a circle by some systems: square to the edge, and the sign is well within the safe 80 %.
  { name: 'icon-maskable-512.png', side: 512, svg: square },
  { name: 'apple-touch-icon.png', side: 180, svg: square },
]) {
  const page = await browser.newPage({ viewport: { width: icon.side, height: icon.side } })
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${icon.side}px}</style>${icon.svg}`)
  await writeFile(join(PUBLIC, icon.name), await page.screenshot({ omitBackground: true }))
  await page.close()
}
await browser.close()
