import { expect, it } from 'vitest'
import { Turns } from '../../src/warehouse/turns.ts'

const NEVER = new AbortController().signal

it('lets as many go at once as it was told to, and the others in the order in which they came', async () => {
  const turns = new Turns(2)
  const went: string[] = []
  const taken = ['a', 'b', 'c', 'd'].map(async name => {
    const end = await turns.take(NEVER)
    went.push(name)
    return end
  })
  const [first, second] = await Promise.all([taken[0], taken[1]])
  expect(went).toEqual(['a', 'b'])
  second?.()
  const third = await taken[2]
  expect(went).toEqual(['a', 'b', 'c'])
  first?.()
  third?.()
  await taken[3]
  expect(went).toEqual(['a', 'b', 'c', 'd'])
})

it('lets nobody go who no longer wants to, and nobody wait for them', async () => {
  const turns = new Turns(1)
  const end = await turns.take(NEVER)
  const second = new AbortController()
  const [given, third] = [turns.take(second.signal), turns.take(NEVER)]
  second.abort()
  expect(await given).toBeNull()
  end?.()
  expect(await third).toBeTypeOf('function')
  expect(await turns.take(second.signal)).toBeNull()
})
