import { describe, expect, it } from 'vitest'
import { readByKernel } from './both-readings.ts'

const MIB = 1_048_576
const EVENT = '{"type":"SITE_VISIT","verb":"NEW","key":"p","event_time":"2017-01-01","customer_id":"a"'
const TABLE = 'type,verb,key,event_time,customer_id,x\n'
const ROW = 'SITE_VISIT,NEW,p,2017-01-01,a,'

/** Texts that make careless readers slow, about `bytes` long. */
const HOSTILE: readonly (readonly [what: string, make: (bytes: number) => string])[] = [
  ['one long line of records', bytes => `${EVENT}},`.repeat(bytes / (EVENT.length + 2))],
  ['one record with a long text', bytes => `${EVENT},"x":"${'a'.repeat(bytes)}"}\n`],
  ['one record with millions of escapes', bytes => `${EVENT},"x":"${'\\n'.repeat(bytes / 2)}"}\n`],
  ['millions of opening brackets', bytes => `${EVENT},"x":${'['.repeat(bytes)}`],
  ['records nested 200 deep', bytes => `${EVENT},"x":${'['.repeat(200)}${']'.repeat(200)}}\n`.repeat(bytes / (EVENT.length + 406))],
  ['records that are all rejects', bytes => '{"type":"x"}\n'.repeat(bytes / 13)],
  ['records that break at their last byte', bytes => `${EVENT},"x":"${'a'.repeat(1_000)}"]\n`.repeat(bytes / (EVENT.length + 1_010))],
  ['records behind which something stands', bytes => `${EVENT}}x\n`.repeat(bytes / (EVENT.length + 3))],
  ['plain rows between rows that are not', bytes => TABLE + `${ROW}\nSALE,NEW,p,2017-01-01,a,\n`.repeat(bytes / 56)],
  ['one row with a long cell', bytes => `${TABLE}${ROW}${'a'.repeat(bytes)}\n`],
  ['rows in which a quote is not closed', bytes => TABLE + `${ROW}"${'a'.repeat(1_000)}\n`.repeat(bytes / 1_032)],
  ['one customer with ever new keys', bytes => Array.from({ length: bytes / 92 }, (_, n) => `${EVENT},"key":"${n}"}\n`).join('')],
]

async function milliseconds(text: string): Promise<number> {
  const bytes = new TextEncoder().encode(text)
  const start = performance.now()
  await readByKernel([{ path: 'a.ndjson', bytes }], MIB)
  return performance.now() - start
}

/** The machine may be busy with something else at any moment: the quickest of several is the one that was disturbed least. */
async function quickest(text: string): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 2; attempt++) best = Math.min(best, await milliseconds(text))
  return best
}

describe('four times the bytes take about four times the time', () => {
  it.each(HOSTILE)('for %s', { timeout: 120_000, retry: 2 }, async (_what, make) => {
    const single = await quickest(make(MIB))
    const fourfold = await quickest(make(4 * MIB))
    // Quadratic would be 16. Small times are mostly those of starting.
    expect(fourfold).toBeLessThan(8 * Math.max(single, 20))
  })
})
