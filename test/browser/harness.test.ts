import { expect, test } from 'vitest'
import { appInBrowser } from './support/app-in-browser.ts'
import { dropFiles } from './support/dropping.ts'

const app = appInBrowser()

test('a drop hands over real files, big ones and whole folders', async () => {
  const page = await app.open()
  await page.evaluate(() => {
    const seen: string[] = []
    Object.assign(window, { seen })
    addEventListener('dragover', event => event.preventDefault(), { capture: true })
    addEventListener(
      'drop',
      event => {
        event.preventDefault()
        for (const item of event.dataTransfer?.items ?? []) {
          const entry = item.webkitGetAsEntry()
          seen.push(`${entry?.isDirectory ? 'folder' : 'file'} ${entry?.fullPath} ${item.getAsFile()?.size}`)
        }
      },
      { capture: true },
    )
  })
  await dropFiles(page, [
    { name: 'a.json', content: '[]' },
    { name: 'big.bin', content: new Uint8Array(60_000_000) },
    { name: 'export/2025/may.json', content: '[{}]' },
  ])
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen)
  expect(seen).toEqual(['file /a.json 2', 'file /big.bin 60000000', expect.stringMatching(/^folder \/export /)])
})
