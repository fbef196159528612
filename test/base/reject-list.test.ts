import { describe, expect, it } from 'vitest'
import { ExactNumber, WHOLE_NUMBER_DIGITS, wholeNumberText } from '../../src/base/exact-number.ts'
import { RejectList } from '../../src/base/reject-list.ts'
import { type Fault, KEPT_REJECTS, RAW_TEXT_LIMIT } from '../../src/base/rejects.ts'

const fault: Fault = { reason: 'missing key', field: 'key', message: 'no key' }

function fill(list: RejectList, bytes: readonly number[], file = 0): RejectList {
  for (const byte of bytes) list.add(fault, { file, line: 1, byte }, () => `record at ${byte}`)
  return list
}

describe('the list of rejects', () => {
  it('counts all, and keeps the first in file order whatever order they come in', () => {
    const bytes = Array.from({ length: KEPT_REJECTS * 3 + 7 }, (_, at) => at)
    const shuffled = [...bytes].sort((a, b) => ((a * 7_919) % 10_007) - ((b * 7_919) % 10_007) || a - b)
    const list = fill(new RejectList(), shuffled)
    expect(list.total).toBe(bytes.length)
    expect(list.byReason()).toEqual([{ reason: 'missing key', count: bytes.length }])
    expect(list.list().map(reject => reject.byte)).toEqual(bytes.slice(0, KEPT_REJECTS))
    expect(list.list()[5]?.raw).toBe('record at 5')
  })

  it('does not ask for the text of a record that it will not keep', () => {
    const list = fill(
      new RejectList(),
      Array.from({ length: KEPT_REJECTS }, (_, at) => at),
    )
    list.list()
    list.add(fault, { file: 1, line: 1, byte: 0 }, () => expect.fail('asked for the text'))
    expect(list.total).toBe(KEPT_REJECTS + 1)
  })

  it('takes in another list behind its own files', () => {
    const list = fill(new RejectList(), [5, 1], 1)
    list.absorb(fill(new RejectList(), [3], 0), 2)
    list.absorb(fill(new RejectList(), [9], -1), 2)
    expect(list.list().map(({ file, byte }) => [file, byte])).toEqual([
      [-1, 9],
      [1, 1],
      [1, 5],
      [2, 3],
    ])
    expect(list.total).toBe(4)
  })

  it('survives being sent to another thread', () => {
    const list = RejectList.unpack(structuredClone(fill(new RejectList(), [2, 1]).pack()))
    expect(list.list().map(reject => reject.byte)).toEqual([1, 2])
    expect(list.byReason()).toEqual([{ reason: 'missing key', count: 2 }])
  })

  it('cuts a long record between two characters', () => {
    const list = new RejectList()
    list.add(fault, { file: 0, line: 1, byte: 0 }, () => `${'a'.repeat(RAW_TEXT_LIMIT - 1)}😀b`)
    expect(list.list()[0]?.raw).toBe('a'.repeat(RAW_TEXT_LIMIT - 1))
  })

  it('lists reasons in ascending order', () => {
    const list = new RejectList()
    for (const reason of ['unknown type', 'bad key', 'missing verb'] as const) {
      list.add({ ...fault, reason }, { file: 0, line: 1, byte: 0 }, () => '')
    }
    expect(list.byReason().map(one => one.reason)).toEqual(['bad key', 'missing verb', 'unknown type'])
  })
})

describe('a whole number as an id', () => {
  it.each([
    ['7', '7'],
    ['-7', '-7'],
    ['-0', '0'],
    ['0.0', '0'],
    ['1.0', '1'],
    ['1e3', '1000'],
    ['1.5e1', '15'],
    ['10e-1', '1'],
    ['0.001e5', '100'],
    ['1e21', '1000000000000000000000'],
    [new ExactNumber('12345678901234567890').text, '12345678901234567890'],
    ['0e999999999', '0'],
  ])('%s is %j', (literal, text) => {
    expect(wholeNumberText(literal)).toBe(text)
  })

  it.each(['1.5', '1e-1', '0.00000000000000000001', 'NaN', 'Infinity', '', '1e999999999', '1e-999999999'])('%s is none', literal => {
    expect(wholeNumberText(literal)).toBeNull()
  })

  it('spells out at most a thousand digits', () => {
    expect(wholeNumberText(`1e${WHOLE_NUMBER_DIGITS - 1}`)).toHaveLength(WHOLE_NUMBER_DIGITS)
    expect(wholeNumberText(`1e${WHOLE_NUMBER_DIGITS}`)).toBeNull()
  })
})
