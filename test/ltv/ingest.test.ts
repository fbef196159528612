import { describe, expect, it } from 'vitest'
import { ExactNumber } from '../../src/base/exact-number.ts'
import {
  addText,
  createDataset,
  type Dataset,
  DEFAULT_DEFINITION,
  detail,
  ingest,
  rejectRecord,
  summary,
  topXSimpleLtvCustomers,
} from '../../src/ltv/index.ts'

const time = '2017-01-06T12:46:46.384Z'
const visit = { type: 'SITE_VISIT', verb: 'NEW', key: 'page', event_time: time, customer_id: 'ann' }
const order = { type: 'ORDER', verb: 'NEW', key: 'o1', event_time: time, customer_id: 'ann', total_amount: '12.34 USD' }
const customer = { type: 'CUSTOMER', verb: 'NEW', key: 'ann', event_time: time, last_name: 'Smith', adr_city: 'Rome', adr_state: 'NY' }
const image = { type: 'IMAGE', verb: 'UPLOAD', key: 'i1', event_time: time, customer_id: 'ann', camera_make: 'Canon', camera_model: 'EOS' }

const reasonOf = (event: unknown): string | null => ingest(event, createDataset())?.reason ?? null
const idsOf = (dataset: Dataset): string[] => topXSimpleLtvCustomers(100, dataset).map(row => row.customer_id)

describe('an event is accepted', () => {
  it.each([
    ['a visit', visit],
    ['an order', order],
    ['a customer', customer],
    ['an image', image],
    ['an order update', { ...order, verb: 'UPDATE' }],
    ['a customer update', { ...customer, verb: 'UPDATE' }],
    ['type and verb in any case, with space around', { ...visit, type: ' site_Visit ', verb: 'new\t' }],
    ['a numeric amount', { ...order, total_amount: 12.34 }],
    ['an amount of zero', { ...order, total_amount: 0 }],
    ['a refund', { ...order, total_amount: '-5 USD' }],
    ['numbers as ids', { ...visit, key: 7, customer_id: 8 }],
    ['a number written as 1.0 or 1e3', { ...visit, key: 1.0, customer_id: 1e3 }],
    ['tags as an array', { ...visit, tags: [{ some: 'tag' }] }],
    ['unknown fields', { ...visit, extra: { deep: [1] } }],
    ['text fields that are null or absent', { ...customer, last_name: null, adr_city: undefined, adr_state: ' ' }],
    ['a text field that is a whole number', { ...customer, adr_city: 12 }],
    ['a customer without customer_id', customer],
    ['an object without prototype', Object.assign(Object.create(null), visit)],
  ])('%s', (_, event) => {
    expect(reasonOf(event)).toBeNull()
  })
})

describe('an event is rejected', () => {
  it.each([
    ['not an object', null],
    ['not an object', undefined],
    ['not an object', [visit]],
    ['not an object', 'text'],
    ['not an object', 12],
    ['not an object', new ExactNumber('12345678901234567890')],
    ['missing type', {}],
    ['missing type', { ...visit, type: null }],
    ['missing type', { ...visit, type: ' ' }],
    ['unknown type', { ...visit, type: 'RETURN' }],
    ['unknown type', { ...visit, type: 1 }],
    ['unknown type', { ...visit, type: ['ORDER'] }],
    ['unknown type', { ...visit, type: 'ſITE_VISIT' }],
    ['unknown type', { ...image, type: 'ıMAGE' }],
    ['missing verb', { ...visit, verb: '' }],
    ['verb not of this type', { ...visit, verb: 'UPDATE' }],
    ['verb not of this type', { ...order, verb: 'UPLOAD' }],
    ['verb not of this type', { ...image, verb: 'NEW' }],
    ['verb not of this type', { ...customer, verb: 'DELETE' }],
    ['verb not of this type', { ...visit, verb: true }],
    ['missing key', { ...visit, key: ' \ufeff\u00a0' }],
    ['missing key', { ...visit, key: null }],
    ['bad key', { ...visit, key: { id: 1 } }],
    ['bad key', { ...visit, key: [] }],
    ['bad key', { ...visit, key: true }],
    ['bad key', { ...visit, key: 1.5 }],
    ['bad key', { ...visit, key: Number.NaN }],
    ['missing event_time', { ...visit, event_time: '' }],
    ['bad event_time', { ...visit, event_time: 1_483_706_806_384 }],
    ['bad event_time', { ...visit, event_time: '2017-02-30' }],
    ['bad event_time', { ...visit, event_time: {} }],
    ['missing customer_id', { ...visit, customer_id: undefined }],
    ['bad customer_id', { ...visit, customer_id: 0.5 }],
    ['missing total_amount', { ...order, total_amount: ' ' }],
    ['missing total_amount', { ...order, total_amount: null }],
    ['bad total_amount', { ...order, total_amount: '12,x' }],
    ['bad total_amount', { ...order, total_amount: true }],
    ['bad total_amount', { ...order, total_amount: [] }],
    ['bad total_amount', { ...order, total_amount: 1e9 }],
    ['bad total_amount', { ...order, total_amount: '5 XYZ' }],
    ['bad last_name', { ...customer, last_name: [] }],
    ['bad adr_city', { ...customer, adr_city: {} }],
    ['bad adr_state', { ...customer, adr_state: false }],
    ['bad camera_make', { ...image, camera_make: 0.5 }],
    ['bad camera_model', { ...image, camera_model: {} }],
  ])('as “%s”: %j', (reason, event) => {
    expect(reasonOf(event)).toBe(reason)
  })

  it('for the first field that is wrong, in the order type, verb, key, event_time, customer_id, total_amount', () => {
    const wrong = { type: 'x', verb: 'x', key: [], event_time: 'x', customer_id: [], total_amount: 'x' }
    expect(reasonOf(wrong)).toBe('unknown type')
    expect(reasonOf({ ...wrong, type: 'ORDER' })).toBe('verb not of this type')
    expect(reasonOf({ ...wrong, type: 'ORDER', verb: 'NEW' })).toBe('bad key')
    expect(reasonOf({ ...wrong, type: 'ORDER', verb: 'NEW', key: 'o' })).toBe('bad event_time')
    expect(reasonOf({ ...wrong, type: 'ORDER', verb: 'NEW', key: 'o', event_time: time })).toBe('bad customer_id')
    expect(reasonOf({ ...wrong, type: 'ORDER', verb: 'NEW', key: 'o', event_time: time, customer_id: 'a' })).toBe('bad total_amount')
  })

  it('with a message that names the value and what was expected', () => {
    const messageOf = (event: unknown) => ingest(event, createDataset())?.message
    expect(messageOf({ ...order, total_amount: '12,x' })).toBe('“12,x” is not an amount below 1000000000 (expected for example 12.34 USD)')
    expect(messageOf({ ...visit, verb: 'UPDATE' })).toBe('“UPDATE” is not a verb of SITE_VISIT (expected NEW)')
    expect(messageOf({ ...visit, key: 1.5 })).toBe('1.5 is not an id (expected a text or a whole number)')
    expect(messageOf({ ...visit, event_time: 'x'.repeat(1_000) })).toHaveLength(
      62 + 1 + ' is not a time (expected for example 2017-01-06T12:46:46.384Z)'.length,
    )
  })

  it('without leaving a trace but the reject', () => {
    const dataset = createDataset()
    const file = addText(dataset, { path: 'events.json', format: 'JSON array', reason: 'begins with [' })
    ingest({ ...order, total_amount: 'x' }, dataset, { file, line: 3, byte: 40 }, () => '{"type": …}')
    rejectRecord(dataset, { reason: 'not valid JSON', field: null, message: 'ends early' }, { file, line: 9, byte: 90 }, '{"ty')
    const { read, accepted, rejected, rejectedByReason, rejects, customers, files } = summary(dataset)
    expect({ read, accepted, rejected, customers }).toEqual({ read: 2, accepted: 0, rejected: 2, customers: 0 })
    expect(rejectedByReason).toEqual([
      { reason: 'bad total_amount', count: 1 },
      { reason: 'not valid JSON', count: 1 },
    ])
    expect(rejects.map(reject => [reject.line, reject.byte, reject.field, reject.raw])).toEqual([
      [3, 40, 'total_amount', '{"type": …}'],
      [9, 90, null, '{"ty'],
    ])
    expect(files).toEqual([
      { name: 'events.json', bytes: 0, format: 'JSON array', reason: 'begins with [', read: 2, accepted: 0, rejected: 2 },
    ])
  })

  it('with its JSON as its text when it came without one, and without failing where there is none', () => {
    const dataset = createDataset()
    ingest({ type: 'x' }, dataset)
    ingest({ type: 12n }, dataset)
    expect(summary(dataset).rejects.map(reject => reject.raw)).toEqual(expect.arrayContaining(['{"type":"x"}']))
    expect(summary(dataset).rejected).toBe(2)
  })
})

describe('ids', () => {
  it('are texts: 7 is “7”, and “007” is another', () => {
    const dataset = createDataset()
    for (const customer_id of [7, '7', ' 7 ', '007', -0, 0, new ExactNumber('12345678901234567890'), 1e21])
      ingest({ ...visit, customer_id }, dataset)
    expect(idsOf(dataset).sort()).toEqual(['0', '007', '1000000000000000000000', '12345678901234567890', '7'])
  })

  it('are none of them special', () => {
    const ids = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '😀', 'a\ud800', 'null', 'undefined']
    const dataset = createDataset()
    for (const customer_id of ids) ingest({ ...order, customer_id }, dataset)
    expect(idsOf(dataset).sort()).toEqual(ids.map(id => id.toWellFormed()).sort())
  })

  it('are only read from the record itself, never from what it inherits', () => {
    expect(reasonOf(Object.create(visit))).toBe('missing type')
    expect(reasonOf(JSON.parse(`{"__proto__": ${JSON.stringify(visit)}}`))).toBe('missing type')
    class Event {
      type = 'SITE_VISIT'
      verb = 'NEW'
      key = 'page'
      event_time = time
      customer_id = 'ann'
    }
    expect(reasonOf(new Event())).toBeNull()
  })
})

describe('what is known of a customer', () => {
  const at = (day: number, fields: object, verb = 'UPDATE') => ({
    ...customer,
    last_name: '',
    adr_city: '',
    adr_state: '',
    event_time: `2017-01-0${day}`,
    verb,
    ...fields,
  })
  const profile = (events: readonly unknown[]) => {
    const dataset = createDataset()
    for (const event of events) ingest(event, dataset)
    const { lastName, city, state } = detail(dataset, DEFAULT_DEFINITION, 0)
    return [lastName, city, state]
  }

  it.each([
    [
      'the latest that is not blank, field by field',
      [at(1, { last_name: 'Old', adr_city: 'Rome' }), at(2, { last_name: 'New' }), at(3, { adr_state: 'NY', last_name: ' ' })],
      ['New', 'Rome', 'NY'],
    ],
    ['that of an UPDATE at the same time', [at(1, { last_name: 'Z' }, 'NEW'), at(1, { last_name: 'A' })], ['A', '', '']],
    ['the larger text at the same time', [at(1, { last_name: 'A' }), at(1, { last_name: 'B' })], ['B', '', '']],
    ['nothing', [visit], ['', '', '']],
  ])('is %s', (_, events, expected) => {
    expect(profile(events)).toEqual(expected)
    expect(profile([...events].reverse())).toEqual(expected)
  })
})
