import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileNameOf, longFileName } from '../../src/share/file-names.ts'
import { fileOf } from '../../src/share/pieces.ts'
import { predictionDocument } from '../../src/share/prediction-formats.ts'
import { staticApi } from '../../src/share/static-api.ts'
import { ZipPieces } from '../../src/share/zip-pieces.ts'
import { type StaticServer, serveFolder } from '../browser/support/static-server.ts'
import { predictionOf } from './prediction.ts'

/** Ids that are names of files as they stand, and ids that some system cannot hold. */
const PLAIN = ['anna', '007', 'Anna', 'Zoë', 'a b', '東京', '😀', "o'brien", '=1+1', 'a+b', 'a&b#c', 'index.html', '~', '-']
/** A host goes by the ending and says that it is a page. */
const PAGE_LIKE = '<img src=x onerror=alert(1)>.html'
const HOSTILE = [
  'a/b',
  '..',
  '.',
  '../../etc/passwd',
  '.hidden',
  '50%',
  '%2F',
  'a\\b',
  'a?b',
  'CON',
  'nul.txt',
  'end.',
  'tab\there',
  'x'.repeat(300),
  'x'.repeat(301),
  PAGE_LIKE,
]
const IDS = [...PLAIN, ...HOSTILE]
const TABLE = predictionOf(IDS)

const zipOf = (): Promise<Blob> => fileOf(staticApi(TABLE), 'application/zip')

describe('the zip on a plain static host', () => {
  let folder = ''
  let host: StaticServer
  let index: {
    customers: { customer_id: string; predicted_clv: number; address: string }[]
    definition: object
    total: object
    rows: number
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'worthwhile-api-'))
    for (const [name, bytes] of Object.entries(unzipSync(new Uint8Array(await (await zipOf()).arrayBuffer())))) {
      // As an archiver would that refuses to leave its folder.
      expect(name.split('/').filter(step => step === '..' || step === '.' || step === '')).toEqual([])
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), bytes)
    }
    host = await serveFolder(folder, '/api/')
    index = await (await fetch(`${host.address}index.json`)).json()
  })
  afterAll(async () => {
    await host.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('answers predictions/<id> with that customer’s document, wherever the id can be the name of a file', async () => {
    for (const [buyer, id] of PLAIN.entries()) {
      const response = await fetch(`${host.address}predictions/${encodeURIComponent(id)}`)
      expect(response.status, id).toBe(200)
      const text = await response.text()
      expect(text).toBe(predictionDocument(TABLE, buyer))
      expect(JSON.parse(text)).toMatchObject({ customer_id: id, predicted_clv: buyer + 0.5, definition: { currency: 'EUR' } })
    }
  })

  it('holds no markup in a document that a host takes for a page by the ending of its id', async () => {
    const address = index.customers.find(({ customer_id }) => customer_id === PAGE_LIKE)?.address
    const response = await fetch(`${host.address}${address}`)
    expect(response.headers.get('content-type')).toContain('text/html')
    const text = await response.text()
    expect(text).not.toContain('<')
    expect(JSON.parse(text).customer_id).toBe(PAGE_LIKE)
  })

  it('answers every address of the index with the document of its customer, whatever the id', async () => {
    expect(index.rows).toBe(IDS.length)
    expect(index.customers.map(customer => customer.customer_id)).toEqual(IDS)
    for (const { customer_id, predicted_clv, address } of index.customers) {
      const response = await fetch(host.address + address)
      expect(response.status, address).toBe(200)
      expect(await response.json()).toMatchObject({ customer_id, predicted_clv })
    }
    const addressOf = (id: string) => index.customers.find(customer => customer.customer_id === id)?.address
    expect(addressOf('a/b')).toBe('predictions/a%252Fb')
    expect(addressOf('..')).toBe('predictions/%252E%252E')
    expect(addressOf('Zoë')).toBe('predictions/Zo%C3%AB')
  })

  it('answers anything else with 404', async () => {
    for (const id of ['nobody', 'ANNA', 'anna/', 'has%20never%20bought%20anything', '%252Ehidden%252E', 'a', '']) {
      const response = await fetch(`${host.address}predictions/${id}`)
      expect(response.status, id).toBe(404)
      await response.text()
    }
  })

  it('has a page for what is not found, types for hosts that read them, and a word on how to host it', async () => {
    const text = async (path: string) => (await fetch(host.address + path)).text()
    expect(await text('404.html')).toContain('There is no prediction at this address.')
    expect(await text('_headers')).toBe('/predictions/*\n  Content-Type: application/json; charset=utf-8\n')
    const readme = await text('README.txt')
    expect(readme).toContain(`Predicted value of ${IDS.length} customers`)
    expect(readme).toContain(`the names of ${HOSTILE.length} files differ from their ids`)
    // anna and Anna.
    expect(readme).toContain('Here, 1 do.')
  })
})

describe('the zip', () => {
  it('has the same bytes each time', async () => {
    const [one, other] = await Promise.all([zipOf(), zipOf()])
    expect(Buffer.from(await one.arrayBuffer()).equals(Buffer.from(await other.arrayBuffer()))).toBe(true)
  })

  it('can hold more files than a zip’s ending can count', () => {
    const zip = new ZipPieces()
    for (let file = 0; file < 70_000; file += 1) zip.add(`predictions/${file}`, String(file))
    zip.end()
    const found = unzipSync(Buffer.concat(zip.take()), { filter: ({ name }) => /\/(0|65535|65536|69999)$/.test(name) })
    expect(Object.entries(found).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)])).toEqual(
      ['0', '65535', '65536', '69999'].map(file => [`predictions/${file}`, file]),
    )
  })
})

describe('names of files', () => {
  it('are the ids themselves where every system can hold them', () => {
    expect(PLAIN.map(fileNameOf)).toEqual(PLAIN)
  })

  it.each([
    ['a/b', 'a%2Fb'],
    ['..', '%2E%2E'],
    ['.', '%2E'],
    ['...', '%2E.%2E'],
    ['50%', '50%25'],
    ['%2F', '%252F'],
    ['con', '%63on'],
    ['LPT1.txt', '%4CPT1.txt'],
    ['console', 'console'],
    ['a\u0000b', 'a%00b'],
    ['end.', 'end%2E'],
  ])('of %j is %j', (id, name) => {
    expect(fileNameOf(id)).toBe(name)
  })

  it('tell all ids apart, stay in their folder and fit', () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', '.', '/', '%', '2', 'E', 'F', '\\', 'c', 'o', 'n') }),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [name, otherName] = [fileNameOf(one), fileNameOf(other)]
        if (one !== other && name !== null) expect(name).not.toBe(otherName)
        for (const each of [name ?? longFileName(one, 1), otherName ?? longFileName(other, 2)]) {
          expect(each).not.toMatch(/[/\\]|^\.|\.$/)
          expect(Buffer.byteLength(each)).toBeLessThanOrEqual(255)
        }
      }),
    )
  })
})
