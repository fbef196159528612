import { expect, it } from 'vitest'
import { Restarts } from '../../src/warehouse/restarts.ts'

const PROGRESS = { rowsRead: 0, bytesRead: 0, rowsToRead: null }

/** Whether a query that was seen to run for so many seconds, look by look, was begun anew after its time was over. */
function afterTimeOut(mostSeconds: number, ...seconds: readonly number[]): boolean {
  const restarts = new Restarts()
  return seconds.map(each => restarts.isAfterTimeOut({ progress: PROGRESS, seconds: each, mostSeconds })).includes(true)
}

it('a query that begins anew when its time is over has taken too long', () => {
  expect(afterTimeOut(1, 0.4, 0.8, 0.1)).toBe(true)
  expect(afterTimeOut(300, 298.9, 299.7, 0.2)).toBe(true)
  // On a busy machine looks are rare.
  expect(afterTimeOut(300, 296, 3)).toBe(true)
})

it('a query that goes on, that begins anew for another reason, or that may take for ever has not', () => {
  expect(afterTimeOut(300, 0.1, 120, 250, 299.9)).toBe(false)
  expect(afterTimeOut(300, 0.1, 12, 0.3, 14)).toBe(false)
  expect(afterTimeOut(0, 5, 600, 0.1)).toBe(false)
})
