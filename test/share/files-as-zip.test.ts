import { unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { filesAsZip } from '../../src/share/files-as-zip.ts'

it('files in a zip are as they were, also where a piece would end between the halves of a character', async () => {
  const long = `${'x'.repeat(65_535)}😀${'Café,'.repeat(40_000)}`
  const files = [
    { path: 'devices.csv', content: new Blob(['id,type\n1,2\n']) },
    { path: 'stores.csv', content: new Blob([long]) },
    { path: 'none.csv', content: new Blob([]) },
  ]
  const zip = new Uint8Array(await (await filesAsZip(files)).arrayBuffer())
  const texts = Object.entries(unzipSync(zip)).map(([path, bytes]) => [path, new TextDecoder().decode(bytes)])
  expect(texts).toEqual([
    ['devices.csv', 'id,type\n1,2\n'],
    ['stores.csv', long],
    ['none.csv', ''],
  ])
  expect(new Uint8Array(await (await filesAsZip(files)).arrayBuffer())).toEqual(zip)
})
