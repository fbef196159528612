import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** The shop of one order: 12.34 in one week is 6,416.80. */
const ONE_ORDER =
  '{"type":"ORDER","verb":"NEW","key":"68d84e5d1a43","event_time":"2017-01-06T12:55:55.555Z","customer_id":"96f55c7d8f42","total_amount":"12.34 USD"}\n'
const BAD_ROW = '{"type":"ORDER","verb":"NEW","key":"o2","event_time":"2017-01-06","customer_id":"a","total_amount":"12,x"}\n'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'worthwhile-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

interface Finished {
  readonly code: number | null
  readonly out: string
  readonly error: string
}

/** Runs the program as `npm run ltv` does. */
function ltv(...words: readonly string[]): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/ltv.ts', ...words], { cwd: ROOT })
    let out = ''
    let error = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      error += text
    })
    child.on('error', reject)
    child.on('close', code => resolve({ code, out, error }))
  })
}

describe('weeks of customers', () => {
  const weeks = 'customer_id,week_start,events,visits,orders,spend,currency\nann,2017-01-02,2,1,1,12.34,USD\n'

  it('are reported like the events that they were added up from', async () => {
    const { code, out } = await ltv(file('weeks.csv', weeks), '--week-start', 'monday')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ read: 1, accepted: 1, customers: 1, weeks: 1, top: [{ customer_id: 'ann', ltv: 6416.8 }] })
  })

  it('are not reported by a definition that they cannot answer', async () => {
    const { code, out, error } = await ltv(file('weeks.csv', weeks))
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(error).toContain('The data is weeks that start on Monday, which cannot be cut anew')
  })
})

// Each run starts a process.
describe('orders', () => {
  const HEADER = 'customer_id,order_id,created_at_date,revenue\n'

  it('are reported like events, one for each order', async () => {
    const { code, out } = await ltv(file('orders.csv', `${HEADER}ann,o1,2025-01-06,10\nann,o1,2025-01-06,2.34\n,o2,2025-01-06,1\n`))
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      read: 3,
      accepted: 2,
      rejected: { 'missing customer_id': 1 },
      top: [{ customer_id: 'ann', ltv: 6416.8, orders: 1 }],
      rejects: [{ line: 4, reason: 'missing customer_id' }],
    })
  })

  it('whose dates can be read in two ways, and orders beside events, are said to be no data', async () => {
    const undecided = await ltv(file('slashed.csv', `${HEADER}ann,o1,03/04/2011,10\n`))
    expect(undecided).toMatchObject({ code: 1, out: '' })
    expect(undecided.error).toContain('Its dates can be read with the day or the month first')
    const mixed = await ltv(file('orders.csv', `${HEADER}ann,o1,2025-01-06,10\n`), file('one.json', ONE_ORDER))
    expect(mixed).toMatchObject({ code: 1, out: '' })
    expect(mixed.error).toContain('These files are not all of one kind')
  })
})

describe('tables of stores', { timeout: 60_000 }, () => {
  const fixture = (name: string): string => join(ROOT, 'test/fixtures/stores', name)

  it('are answered in one JSON document, with amounts in euros and no card number', async () => {
    const { code, out, error } = await ltv(fixture('places.csv'), fixture('terminals.csv'), fixture('sales-2023-a.csv'), '--x', '2')
    expect(error).toBe('')
    expect(code).toBe(0)
    const document = JSON.parse(out)
    expect(document.tables.transactions).toEqual({ read: 44, accepted: 30, rejected: 13, duplicates: 1 })
    expect(document.answers.topStores).toEqual([
      expect.objectContaining({ rank: 1, storeId: '1', amount: expect.any(Number) }),
      expect.objectContaining({ rank: 2 }),
    ])
    expect(document.answers.firstFive.stores.length).toBeGreaterThan(0)
    expect(out).not.toMatch(/4556 ?0\d/)
  })

  it('that are not all there are counted, and the missing ones are named', async () => {
    const { code, out, error } = await ltv(fixture('terminals.csv'))
    expect(code).toBe(1)
    expect(error).toContain('The questions about stores need stores and transactions as well.')
    expect(JSON.parse(out)).toMatchObject({ answers: null, missing: ['stores', 'transactions'], tables: { devices: { read: 10 } } })
  })
})

describe('the report without a page', { timeout: 60_000 }, () => {
  it('prints one JSON document', async () => {
    const path = file('events.ndjson', ONE_ORDER + BAD_ROW + ONE_ORDER)
    const { code, out, error } = await ltv(path)
    expect(error).toBe('')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({
      read: 3,
      accepted: 2,
      rejected: { 'bad total_amount': 1 },
      duplicates: 1,
      customers: 1,
      weeks: 1,
      first: '2017-01-06T12:55:55.555Z',
      last: '2017-01-06T12:55:55.555Z',
      currency: 'USD',
      top: [{ rank: 1, customer_id: '96f55c7d8f42', ltv: 6416.8, revenue: 12.34, orders: 1, visits: 0, weeks: 1 }],
      rejects: [{ file: path, line: 2, byte: Buffer.byteLength(ONE_ORDER), field: 'total_amount', reason: 'bad total_amount' }],
      notes: [],
    })
  })

  it('reads folders at any depth, compressed files too, and leaves hidden ones out', async () => {
    const shop = join(folder, 'shop')
    mkdirSync(join(shop, 'deep', 'er'), { recursive: true })
    writeFileSync(join(shop, 'b.ndjson'), ONE_ORDER)
    writeFileSync(join(shop, 'deep', 'er', 'a.json.gz'), gzipSync(ONE_ORDER.replace('96f55c7d8f42', 'second')))
    writeFileSync(join(shop, '.hidden'), 'not for reading')
    symlinkSync(shop, join(shop, 'deep', 'loop'))
    const { code, out } = await ltv(shop, '--x', '1')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ read: 2, accepted: 2, customers: 2, top: [{ customer_id: '96f55c7d8f42' }] })
  })

  it('divides by the weeks that were asked for', async () => {
    // Saturday and the next Sunday: two weeks, unless weeks start on Monday.
    const visit = '{"type":"SITE_VISIT","verb":"NEW","key":"p","event_time":"2017-01-08","customer_id":"96f55c7d8f42"}\n'
    const path = file('two-weeks.ndjson', ONE_ORDER + visit)
    expect(JSON.parse((await ltv(path)).out)).toMatchObject({ weeks: 2, top: [{ ltv: 3208.4, weeks: 2 }] })
    expect(JSON.parse((await ltv(path, '--week-start', 'monday')).out)).toMatchObject({ weeks: 1, top: [{ ltv: 6416.8, weeks: 1 }] })
    expect(JSON.parse((await ltv(path, '--weeks', 'elapsed')).out)).toMatchObject({ weeks: 2, top: [{ weeks: 1 }] })
  })

  it('writes to a file when asked', async () => {
    const out = join(folder, 'report.json')
    const finished = await ltv(file('events.ndjson', ONE_ORDER), '--out', out, '--x=0')
    expect(finished).toEqual({ code: 0, out: '', error: '' })
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ read: 1, top: [] })
  })

  it('fails when the document cannot be written', async () => {
    const { code, error } = await ltv(file('events.ndjson', ONE_ORDER), '--out', join(folder, 'no', 'where.json'))
    expect(code).toBe(1)
    expect(error).toContain('where.json cannot be written')
  })

  it.each([
    ['a missing file', () => join(folder, 'missing.json'), 'missing.json: The file does not exist.'],
    ['an empty file', () => file('empty.json', ''), 'empty.json: The file is empty.'],
    ['a picture', () => file('picture.json', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])), 'PNG'],
    ['Python literals', () => file('python.txt', "[{u'type': u'ORDER', u'verb': None}]"), 'Python'],
    [
      'a folder without files',
      () => mkdirSync(join(folder, 'nothing'), { recursive: true }) ?? '',
      'nothing: The folder has no file in it.',
    ],
  ])('says why %s cannot be read, and fails', async (_, path, message) => {
    const { code, out, error } = await ltv(path())
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(error).toContain(message)
    expect(error).not.toContain('    at ')
  })

  it.skipIf(process.getuid?.() === 0)('says when a file may not be read', async () => {
    const path = file('secret.json', ONE_ORDER)
    chmodSync(path, 0)
    const { code, error } = await ltv(path)
    expect(code).toBe(1)
    expect(error).toContain('secret.json: The file may not be read')
  })

  it('reports on the good ones of several files, names the others, and fails', async () => {
    const { code, out, error } = await ltv(join(folder, 'missing.json'), file('events.ndjson', ONE_ORDER), file('empty.json', ''))
    expect(code).toBe(1)
    const document = JSON.parse(out)
    expect(document).toMatchObject({ read: 1, accepted: 1 })
    expect(document.problems.map(({ code: problemCode }: { code: string }) => problemCode)).toEqual(['unreadable', 'empty'])
    expect(error.trim().split('\n')).toHaveLength(2)
  })

  it('succeeds when every row was rejected', async () => {
    const { code, out } = await ltv(file('bad.ndjson', BAD_ROW))
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      read: 1,
      accepted: 0,
      rejected: { 'bad total_amount': 1 },
      customers: 0,
      weeks: 0,
      first: null,
      last: null,
      top: [],
    })
  })

  it('explains itself', async () => {
    const help = await ltv('--help')
    expect(help.code).toBe(0)
    expect(help.out).toContain('Usage: npm run -s ltv -- FILE')
    const wrong = await ltv('--top', '3')
    expect(wrong.code).toBe(2)
    expect(wrong.out).toBe('')
    expect(wrong.error).toContain('Usage: npm run -s ltv -- FILE')
  })
})
