import { describe, expect, it } from 'vitest'
import {
  addNote,
  addText,
  createDataset,
  type Dataset,
  DEFAULT_DEFINITION,
  detail,
  ingest,
  merge,
  pack,
  rank,
  rejectRecord,
  setTextBytes,
  summary,
  unpack,
} from '../../src/ltv/index.ts'
import { datasetOf } from '../support/timeline.ts'

const time = '2017-01-06T12:00:00Z'
const visit = { type: 'SITE_VISIT', verb: 'NEW', key: 'page', event_time: time, customer_id: 'ann' }
const order = { type: 'ORDER', verb: 'NEW', key: 'o1', event_time: time, customer_id: 'ann', total_amount: '10 USD' }
const image = { type: 'IMAGE', verb: 'UPLOAD', key: 'i1', event_time: time, customer_id: 'ann' }
const customer = { type: 'CUSTOMER', verb: 'NEW', key: 'ann', event_time: time, last_name: 'Smith' }

describe('an event that is read again', () => {
  const duplicates = (...events: readonly unknown[]) => summary(datasetOf(events)).duplicates

  it.each([
    ['the same visit', 1, visit, { ...visit, tags: [1] }],
    ['a visit written another way', 1, visit, { ...visit, event_time: '2017-1-6:13:00:00.0009+0100', key: ' page ' }],
    ['a visit at another time', 0, visit, { ...visit, event_time: '2017-01-06T12:00:00.001Z' }],
    ['a visit of another page', 0, visit, { ...visit, key: 'other' }],
    ['a visit of another customer', 0, visit, { ...visit, customer_id: 'bob' }],
    ['the same image with another camera', 1, image, { ...image, camera_make: 'Canon' }],
    ['an image and a visit of the same key', 0, { ...image, key: 'page' }, visit],
    ['the same order, written another way', 1, order, { ...order, total_amount: 10 }],
    ['an order with another amount', 0, order, { ...order, total_amount: '10.0001 USD' }],
    ['an order in another currency', 0, order, { ...order, total_amount: '10 EUR' }],
    ['an order as an UPDATE', 0, order, { ...order, verb: 'UPDATE' }],
    ['an order of another customer', 0, order, { ...order, customer_id: 'bob' }],
    ['the same customer record', 1, customer, { ...customer, adr_city: null }],
    ['a customer record with another name', 0, customer, { ...customer, last_name: 'Miller' }],
    ['a customer record as an UPDATE', 0, customer, { ...customer, verb: 'UPDATE' }],
  ])('%s: %i duplicates', (_, expected, first, second) => {
    expect(duplicates(first, second)).toBe(expected)
  })

  it('changes no figure, only what was read', () => {
    const once = datasetOf([visit, order, image, customer])
    const twice = datasetOf([visit, order, image, customer, visit, order, image, customer])
    expect(rank(twice, DEFAULT_DEFINITION)).toEqual(rank(once, DEFAULT_DEFINITION))
    expect(summary(twice)).toMatchObject({ read: 8, accepted: 8, duplicates: 4, versions: 0, orders: 1, customers: 1 })
  })

  it('is placed where it stands first, whichever was read first', () => {
    for (const lines of [
      [7, 3],
      [3, 7],
    ]) {
      const dataset = createDataset()
      const file = addText(dataset, { path: 'a.json', format: 'NDJSON', reason: '' })
      for (const line of lines) ingest(visit, dataset, { file, line, byte: line * 10 })
      expect(detail(dataset, DEFAULT_DEFINITION, 0).events).toMatchObject([{ file: 'a.json', line: 3, byte: 30, times: 2 }])
    }
  })

  it('keeps the larger text of two cameras, whichever was read first', () => {
    for (const makes of [
      ['Canon', 'Nikon'],
      ['Nikon', 'Canon'],
    ]) {
      const dataset = datasetOf(makes.map(camera_make => ({ ...image, camera_make })))
      expect(detail(dataset, DEFAULT_DEFINITION, 0).events.map(event => event.detail)).toEqual(['Nikon'])
    }
  })
})

describe('the summary', () => {
  it('counts events by type and verb, repeats included', () => {
    const { byTypeAndVerb } = summary(datasetOf([visit, visit, order, image, { ...order, verb: 'UPDATE' }]))
    expect(byTypeAndVerb.map(({ type, verb, count }) => `${type} ${verb} ${count}`)).toEqual([
      'CUSTOMER NEW 0',
      'CUSTOMER UPDATE 0',
      'SITE_VISIT NEW 2',
      'IMAGE UPLOAD 1',
      'ORDER NEW 1',
      'ORDER UPDATE 1',
    ])
  })

  it('counts versions of orders beyond the first, without exact repeats', () => {
    const update = { ...order, verb: 'UPDATE', total_amount: '12 USD' }
    expect(summary(datasetOf([order, order, update, update, { ...order, key: 'o2' }]))).toMatchObject({
      versions: 1,
      orders: 2,
      duplicates: 2,
    })
  })

  it('tells the first and last event, and nothing of no events', () => {
    expect(summary(datasetOf([{ ...visit, event_time: '1969-01-01' }, visit]))).toMatchObject({
      first: Date.UTC(1969, 0, 1),
      last: Date.parse(time),
    })
    expect(summary(createDataset())).toMatchObject({ read: 0, first: null, last: null, files: [], notes: [] })
  })

  it('lists files with what was read of each', () => {
    const dataset = createDataset()
    const first = addText(dataset, { path: 'a.json', format: 'NDJSON', reason: 'one record a line', bytes: 10 })
    const second = addText(dataset, { path: 'b.json', format: 'JSON array', reason: 'begins with [' })
    ingest(visit, dataset, { file: first, line: 1, byte: 0 })
    ingest(visit, dataset, { file: second, line: 1, byte: 0 })
    ingest({}, dataset, { file: second, line: 2, byte: 20 })
    setTextBytes(dataset, second, 99)
    expect(summary(dataset).files).toEqual([
      { name: 'a.json', bytes: 10, format: 'NDJSON', reason: 'one record a line', read: 1, accepted: 1, rejected: 0 },
      { name: 'b.json', bytes: 99, format: 'JSON array', reason: 'begins with [', read: 2, accepted: 1, rejected: 1 },
    ])
    expect(() => setTextBytes(dataset, 2, 1)).toThrow(RangeError)
  })

  it('is worked out anew after the data set has changed', () => {
    const dataset = datasetOf([order])
    const spend = () => rank(dataset, DEFAULT_DEFINITION).facts.totalSpendUnits
    expect(spend()).toBe(100_000n)
    ingest({ ...order, key: 'o2' }, dataset)
    expect(spend()).toBe(200_000n)
  })
})

describe('notes', () => {
  const notes = (dataset: Dataset) => Object.fromEntries(summary(dataset).notes.map(note => [note.code, `${note.count}: ${note.message}`]))

  it('say what a figure rests on', () => {
    const said = notes(
      datasetOf([
        order,
        { ...order, customer_id: 'bob' },
        { ...order, key: 'o2', verb: 'UPDATE', total_amount: 0 },
        { ...order, key: 'o3', total_amount: '-5' },
        { ...order, key: 'o4', total_amount: '-6 EUR' },
      ]),
    )
    expect(said).toEqual({
      'reused-order-ids': '1: One order id is used by more than one customer. Each customer’s order is counted as their own.',
      'updates-without-original': '1: One order is known only from an UPDATE. It is counted as an order.',
      'zero-amounts': '1: One order stands at zero.',
      refunds: '2: 2 orders stand below zero. They are taken off their customers’ spend.',
      'other-currencies':
        '1: One order is not in USD, the currency of most orders (EUR 1). Nothing is converted: amounts in other currencies are set aside.',
    })
  })

  it('are none for plain data', () => {
    expect(notes(datasetOf([visit, order, image, customer]))).toEqual({})
  })

  it('go by the version that stands', () => {
    expect(
      notes(
        datasetOf([
          { ...order, total_amount: -5 },
          { ...order, verb: 'UPDATE' },
        ]),
      ),
    ).toEqual({})
  })

  it('name an example of dates far from all others', () => {
    const dataset = createDataset()
    const file = addText(dataset, { path: 'a.json', format: 'NDJSON', reason: '' })
    for (let hour = 0; hour < 100; hour += 1) {
      ingest({ ...visit, event_time: `2017-02-0${1 + (hour % 9)} ${hour % 24}:00` }, dataset, { file, line: hour, byte: hour })
    }
    ingest({ ...visit, event_time: '2008-02-15' }, dataset, { file, line: 40, byte: 4_000 })
    expect(notes(dataset)).toEqual({})
    ingest({ ...visit, event_time: '2107-02-03' }, dataset, { file, line: 60, byte: 6_000 })
    expect(notes(dataset)['outlying-dates']).toBe(
      '1: One event lies far from all others and stretches the time frame: 2107-02-03 in a.json line 60.',
    )
    ingest({ ...visit, event_time: '1970-01-01' }, dataset, { file, line: 50, byte: 5_000 })
    expect(notes(dataset)['outlying-dates']).toBe(
      '2: 2 events lie far from all others and stretch the time frame, for example 1970-01-01 in a.json line 50.',
    )
  })

  it('pass on what a reader noted, with the files', () => {
    const dataset = createDataset()
    const first = addText(dataset, { path: 'a.json', format: '', reason: '' })
    const second = addText(dataset, { path: '$&.json', format: '', reason: '' })
    addNote(dataset, first, 'forgiven-commas', 2)
    addNote(dataset, first, 'forgiven-commas', 1_000)
    addNote(dataset, second, 'ends-early', 1)
    addNote(dataset, -1, 'utf-16', 1)
    expect(notes(dataset)).toEqual({
      'forgiven-commas': '1002: 1,002 missing, doubled or trailing commas between records were forgiven (a.json).',
      'ends-early': '1: One file ends in the middle of a record or archive ($&.json). All whole records were kept.',
      'utf-16': '1: One file is UTF-16. Byte offsets are those of its UTF-8 form.',
    })
  })

  it('say when not all rejects are kept', () => {
    const dataset = createDataset()
    for (let line = 1; line <= 10_001; line += 1)
      rejectRecord(dataset, { reason: 'not an object', field: null, message: '' }, { file: 0, line, byte: line }, '')
    expect(notes(dataset)).toEqual({ 'rejects-cut': '10001: 10,001 records were left out; the first 10,000 are kept to be looked at.' })
    expect(summary(dataset).rejects).toHaveLength(10_000)
  })
})

describe('two data sets', () => {
  const read = (path: string, events: readonly unknown[]) => {
    const dataset = createDataset()
    const file = addText(dataset, { path, format: 'NDJSON', reason: '' })
    events.forEach((event, line) => {
      ingest(event, dataset, { file, line, byte: line })
    })
    return dataset
  }
  const a = read('a.json', [visit, order, { ...image, camera_make: 'Canon' }, {}])
  const b = read('b.json', ['x', { ...order, verb: 'UPDATE', total_amount: '12' }, { ...image, camera_make: 'Nikon' }, customer, visit])
  addNote(b, 0, 'forgiven-commas', 3)
  addNote(b, -1, 'utf-16', 1)

  it('merge into what reading both into one would give, and stay as they were', () => {
    const before = [summary(a), summary(b)]
    const merged = merge(a, b)
    expect([summary(a), summary(b)]).toEqual(before)
    expect(summary(merged)).toMatchObject({ read: 9, accepted: 7, rejected: 2, duplicates: 2, versions: 1, orders: 1, customers: 1 })
    expect(summary(merged).files.map(file => [file.name, file.read])).toEqual([
      ['a.json', 4],
      ['b.json', 5],
    ])
    expect(summary(merged).rejects.map(reject => [reject.file, reject.line])).toEqual([
      [0, 3],
      [1, 0],
    ])
    expect(summary(merged).notes.map(note => note.code)).toEqual(['forgiven-commas', 'utf-16'])
    expect(detail(merged, DEFAULT_DEFINITION, 0).events.map(event => [event.file, event.line, event.detail, event.times])).toEqual([
      ['b.json', 1, '', 1],
      ['a.json', 1, '', 1],
      ['a.json', 2, 'Nikon', 2],
      ['a.json', 0, '', 2],
      ['b.json', 3, 'Smith', 1],
    ])
    expect(rank(merged, DEFAULT_DEFINITION)).toEqual(rank(merge(b, a), DEFAULT_DEFINITION))
  })

  it('go to another thread without being copied, and come back whole', () => {
    const packed = pack(merge(a, b))
    const sent = structuredClone(packed, { transfer: [...packed.buffers] })
    expect(packed.buffers.every(buffer => buffer.byteLength === 0)).toBe(true)
    const back = unpack(sent)
    expect(summary(back)).toEqual(summary(merge(a, b)))
    ingest(visit, back)
    expect(summary(back)).toMatchObject({ read: 10, duplicates: 3 })
  })
})
