import { describe, expect, it } from 'vitest'
import program from '../../src/kernel/assembly/kernel.ts?program'
import { KernelDataset } from '../../src/kernel/kernel-dataset.ts'
import { PieceReader } from '../../src/kernel/piece-reader.ts'
import type { RecordHabit } from '../../src/kernel/records-ahead.ts'
import { crowdedIds } from '../bench/crowded-ids.ts'
import { fingerprint, type NamedBytes, readByKernel, readForeseen, readSimply } from './both-readings.ts'

const MOST = 0xffff_ffff
const visit = (customer: string): string =>
  `{"type":"SITE_VISIT","verb":"NEW","key":"page","event_time":"2024-01-01","customer_id":"${customer}"}`
const fileOf = (lines: readonly string[]): NamedBytes => ({ path: 'a.ndjson', bytes: new TextEncoder().encode(`${lines.join('\n')}\n`) })

describe('whatever hashes begin with', () => {
  it('the data set is the same', async () => {
    const ids = Array.from({ length: 3_000 }, (_, index) => String(index).padStart(1 + (index % 20), '0'))
    const orders = ids.map(
      (id, index) =>
        `{"type":"ORDER","verb":"UPDATE","key":"o${index % 700}","event_time":"2024-01-0${1 + (index % 9)}","customer_id":"${id}","total_amount":"${index} USD"}`,
    )
    // Escaped ones come by way of the reader in TypeScript, and must be found among the others.
    const escaped = ids.map(id => visit(`\\u003${id[0]}${id.slice(1)}`))
    const customers = ids.map(
      id => `{"type":"CUSTOMER","verb":"NEW","key":"${id}","event_time":"2024-01-01","last_name":"","adr_city":"${id}"}`,
    )
    const file = fileOf([...orders, ...customers, ...ids.map(visit), ...escaped, ...orders])
    const expected = fingerprint([await readSimply([file])])
    for (const seed of [0, 1, 0x9e37_79b9, MOST]) {
      expect(fingerprint([await readByKernel([file], 65_536, seed)])).toBe(expected)
      const foreseen = await readForeseen([file], 65_536, seed)
      expect(fingerprint([foreseen])).toBe(expected)
      expect(foreseen.found).toBeGreaterThan(9_000)
    }
  })

  it('records that were read ahead for another beginning are read again: their customers would not be found', () => {
    const { bytes } = fileOf([visit('a'), visit('b')])
    const habit: RecordHabit = { kind: 'json', inArray: false, ownLines: true, opener: new Uint8Array() }
    for (const ahead of [5, 6]) {
      const kernel = new KernelDataset(program, 5)
      kernel.file = 0
      kernel.load(bytes, 0)
      expect(kernel.take(0, 1, false, true).records).toBe(2)
      kernel.expect(new PieceReader(program).read(bytes, bytes.length, { file: 0, habit, seed: ahead }, null))
      kernel.load(bytes, bytes.length)
      expect(kernel.take(bytes.length, 3, false, true).records).toBe(2)
      expect(kernel.dataset().customers.length).toBe(2)
    }
  })
})

describe('ids that were made to collide', () => {
  it('do so only where hashes begin with what they were made for', { timeout: 120_000, retry: 2 }, async () => {
    const file = fileOf(crowdedIds(6_000).map(visit))
    const readWith = async (seed: number): Promise<number> => {
      const start = process.cpuUsage()
      await readByKernel([file, file, file, file, file, file, file, file], 1_048_576, seed)
      const { user, system } = process.cpuUsage(start)
      return (user + system) / 1_000
    }
    await readWith(2)
    const crowded = await readWith(0)
    for (const seed of [1, 0x9e37_79b9, MOST]) expect(await readWith(seed)).toBeLessThan(crowded / 2)
  })
})
