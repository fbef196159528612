import { describe, expect, it } from 'vitest'
import { day, dayRange, fromIsoDay, isoDay, moment, month } from '../../../src/ui/words/dates.ts'

const SIX_JANUARY = Date.UTC(2025, 0, 6, 12, 46, 33, 384)

describe('dates in words', () => {
  it('names days, months and moments in UTC', () => {
    expect(day(SIX_JANUARY)).toBe('6 Jan 2025')
    expect(month(SIX_JANUARY)).toBe('Jan 2025')
    expect(moment(SIX_JANUARY)).toBe('6 Jan 2025, 12:46:33 UTC')
  })

  it('says the year of a range once when both ends share it', () => {
    expect(dayRange(SIX_JANUARY, Date.UTC(2025, 2, 28))).toBe('6 Jan – 28 Mar 2025')
    expect(dayRange(Date.UTC(2024, 11, 30), Date.UTC(2025, 2, 28))).toBe('30 Dec 2024 – 28 Mar 2025')
    expect(dayRange(SIX_JANUARY, SIX_JANUARY + 1000)).toBe('6 Jan 2025')
  })

  it('reads the text of a date input and refuses days that do not exist', () => {
    expect(fromIsoDay('2025-01-06')).toBe(Date.UTC(2025, 0, 6))
    expect(fromIsoDay('2025-02-30')).toBeNull()
    expect(fromIsoDay('')).toBeNull()
    expect(isoDay(SIX_JANUARY)).toBe('2025-01-06')
  })
})
