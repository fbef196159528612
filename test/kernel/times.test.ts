import { describe, expect, it } from 'vitest'
import { mix32 } from '../../src/base/seeded-random.ts'
import { fingerprint, readByKernel, readSimply } from './both-readings.ts'

const USUAL = '2024-11-02T13:57:01.188Z'

/** Texts as long as the usual one: at each place each of these in the place of what stands there. */
const ODD_LETTERS = [...'0123456789-:.TtZz +/']
const SPOILED = [...USUAL].flatMap((_, place) => ODD_LETTERS.map(letter => USUAL.slice(0, place) + letter + USUAL.slice(place + 1)))

/** Limits of each number, and one beyond. */
const LIMITS = ['0001-01-01', '0000-01-01', '9999-12-31', '2024-00-10', '2024-13-10', '2024-01-00', '2024-04-31', '2024-01-32']
  .concat(['2024-02-29', '2023-02-29', '1900-02-29', '2000-02-29', '2024-02-30', '2024-12-31'])
  .flatMap(day => ['00:00:00.000', '23:59:59.999', '24:00:00.000', '23:60:00.000', '23:59:60.000'].map(time => `${day}T${time}Z`))

const ANY = Array.from({ length: 2_000 }, (_, index) => new Date(mix32(index) * 1_000 - 62_135_596_800_000 + (index % 1_000)).toISOString())

describe('times written as programs write them', () => {
  it.each([
    ['with one letter changed', SPOILED],
    ['at the limits of months, days and clocks', LIMITS],
    ['of all years', ANY],
  ])('mean the same to the kernel as to the rules: %s', async (_name, times) => {
    expect(times.every(({ length }) => length === USUAL.length)).toBe(true)
    const lines = times.map(
      (time, index) => `{"type":"SITE_VISIT","verb":"NEW","key":"p${index}","event_time":"${time}","customer_id":"a"}\n`,
    )
    const files = [{ path: 'times.ndjson', bytes: new TextEncoder().encode(lines.join('')) }]
    const [byKernel, byRules] = [await readByKernel(files), await readSimply(files)]
    expect(byRules.dataset.rows.length).toBeGreaterThanOrEqual(10)
    expect(fingerprint([byKernel])).toBe(fingerprint([byRules]))
    // What the kernel leaves to the rules says nothing about the kernel.
    expect(byKernel.asValues).toBeLessThanOrEqual(times.length - 10)
  })
})
