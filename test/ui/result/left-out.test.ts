import { describe, expect, it } from 'vitest'
import { leftOut } from '../../../src/ui/result/left-out.ts'

const say = (...reasons: [string, number][]) =>
  leftOut({
    rejected: reasons.reduce((sum, [, count]) => sum + count, 0),
    rejectedByReason: reasons.map(([reason, count]) => ({ reason, count })),
  })

describe('the sentence about rows left out', () => {
  it('names how many and why, the most frequent first', () => {
    expect(say(['bad total_amount', 22], ['missing customer_id', 190])).toBe(
      '212 rows were left out. 190 have no customer id, 22 have an amount we could not read.',
    )
  })

  it('says nothing when none was', () => {
    expect(say()).toBeNull()
  })

  it('speaks of one row as one', () => {
    expect(say(['missing event_time', 1])).toBe('1 row was left out. It has no time.')
  })

  it('does not repeat the number when there is one reason only', () => {
    expect(say(['not valid JSON', 2])).toBe('2 rows were left out. Both are not valid JSON.')
    expect(say(['wrong number of columns', 5])).toBe('5 rows were left out. All have a wrong number of columns.')
  })

  it('sums up what follows the third reason', () => {
    expect(say(['not an object', 9], ['unknown type', 8], ['bad event_time', 7], ['record too long', 2], ['nested too deep', 1])).toBe(
      '27 rows were left out. 9 are not objects, 8 are of an unknown type, 7 have a time we could not read, 3 for other reasons.',
    )
  })

  it('has words for every reason, and shows one it does not know', () => {
    expect(say(['verb not of this type', 1])).toContain('It has a verb that does not go with its type.')
    expect(say(['bad last_name', 3])).toContain('All have a last name we could not read.')
    expect(say(['not valid UTF-8', 1])).toContain('It is not valid UTF-8.')
    expect(say(['too odd', 1])).toContain('It has the fault “too odd”.')
  })
})
