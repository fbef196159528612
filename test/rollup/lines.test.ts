import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Rollup, RollupLines } from '../../src/rollup/index.ts'
import { customersOfFiles, customersOfText, textFile } from '../support/rollup-reading.ts'

const HEADER = 'customer_id,week_start,events,visits,orders,spend,currency,first_event,last_event'

/** Takes rows from bytes; gives how many were plain, and what was kept of them. */
function taken(rows: readonly string[], header = HEADER, delimiter = ','): { readonly plain: number; readonly rollup: Rollup } {
  const bytes = new TextEncoder().encode(rows.map(row => `${row}\n`).join(''))
  const rollup = new Rollup()
  const file = rollup.addText({ path: 'weeks.csv', format: 'CSV', reason: 'header', bytes: bytes.length })
  const lines = new RollupLines(rollup)
  lines.load(bytes, 0)
  const { records } = lines.takeRows(file, 0, 2, {
    delimiter: delimiter.charCodeAt(0),
    columns: header.split(delimiter),
    onlyAscii: false,
  })
  return { plain: records, rollup }
}

const ROW = { start: 'ann,2017-01-01,3,2,1,12.34,USD', first: '2017-01-02 00:00:00', last: '2017-01-04 12:00:00' }

describe('times in plain rows', () => {
  it.each([
    ['2017-01-04 12:00:00', 302_400_000],
    ['2017-01-04T12:00:00Z', 302_400_000],
    ['2017-01-04 12:00:00.5', 302_400_500],
    ['2017-01-04 12:00:00.789', 302_400_789],
    ['2017-01-04 12:00:00.789999', 302_400_789],
    ['2017-01-04 12:00:00.789999999 UTC', 302_400_789],
    ['2017-01-04 12:00:00 UTC', 302_400_000],
  ])('%s is %i ms into its week, as it is when it is read as a text', async (time, expected) => {
    const row = `${ROW.start},${ROW.first},${time}`
    const { plain, rollup } = taken([row])
    expect([plain, rollup.rows.last[0]]).toEqual([1, expected])
    const { rollup: asText } = await customersOfText(`${HEADER}\n"ann"${row.slice(3)}\n`)
    expect(asText?.rows.last[0]).toBe(expected)
  })

  it.each([
    '2017-01-04 24:00:00',
    '2017-01-04 12:60:00',
    '2017-01-04 12:00:60',
    '2017-01-04 12:00',
    '2017-02-29 12:00:00',
    '2017-01-04 12:00:00.',
    '2017-01-04 12:00:00 GMT',
    '2017-01-04 12:00:00 UTC ',
    '2017-01-04 12:00:00+00:00',
    '2017/01/04 12:00:00',
    '2017-01-04 1a:00:00',
    '2017-01-08 00:00:00',
    '2017-01-01 00:00:00',
  ])('%s is left to be read as a text', time => {
    expect(taken([`${ROW.start},${ROW.first},${time}`])).toMatchObject({ plain: 0, rollup: { taken: 0, customers: { length: 0 } } })
  })
})

describe('plain rows', () => {
  it('without a currency are in dollars, and counted as such', () => {
    const header = 'customer_id,week_start,events,visits,orders,spend'
    const { plain, rollup } = taken(['ann,2017-01-01,3,2,1,12.34', 'bob,2017-01-01,3,2,1,12.34'], header)
    expect(plain).toBe(2)
    expect(rollup.texts[0]?.notes.get('no-currency')).toBe(2)
    const { rollup: blank } = taken(['ann,2017-01-01,3,2,1,12.34,,,'])
    expect(blank.texts[0]?.notes.get('no-currency')).toBe(1)
    expect(blank.rows.currency[0]).toBe(rollup.rows.currency[0])
  })

  it('of one file do not lend their ids to rows of another that has another delimiter', async () => {
    const comma = textFile('a.csv', `${HEADER}\na;x,2017-01-08,1,0,0,0,USD,,\n`)
    const semicolon = textFile('b.csv', `${HEADER.replaceAll(',', ';')}\na;x;2017-01-01;2;0;0;0;USD;;\n`)
    const { read, accepted, rejects } = (await customersOfFiles(comma, semicolon)).counts()
    expect({ read, accepted, reasons: rejects.map(({ reason }) => reason) }).toEqual({
      read: 2,
      accepted: 1,
      reasons: ['wrong number of columns'],
    })
  })

  it('are the same rows whether they come in order, nearly so or not at all', () => {
    const ids = fc.constantFrom('a', 'b', 'c')
    const rows = fc.array(
      fc.tuple(ids, fc.constantFrom('2017-01-01', '2017-01-08', '2017-01-15'), fc.constantFrom('EUR', 'USD'), fc.nat(1)),
      {
        maxLength: 30,
      },
    )
    fc.assert(
      fc.property(rows, fc.nat(30), (cells, turned) => {
        const lines = cells.map(([id, week, currency, events]) => `${id},${week},${events},0,0,0,${currency},,`)
        const inOrder = lines.toSorted()
        const nearly = [...inOrder.slice(0, turned), ...inOrder.slice(turned).toReversed()]
        const all = [lines, inOrder, nearly].map(own => standingsOf(taken(own).rollup))
        expect(all[1]).toEqual(all[0])
        expect(all[2]).toEqual(all[0])
      }),
    )
  })

  it('keep what they say when room is made for many more', () => {
    const lines = Array.from({ length: 6_000 }, (_, row) => `c${String(row).padStart(5, '0')},2017-01-01,${row},0,0,0,USD,,`)
    const bytes = new TextEncoder().encode(lines.map(line => `${line}\n`).join(''))
    const rollup = new Rollup()
    const reader = new RollupLines(rollup)
    reader.load(bytes.subarray(0, 4_000), 0)
    const form = { delimiter: 44, columns: HEADER.split(','), onlyAscii: false }
    const first = reader.takeRows(0, 0, 2, form)
    rollup.rows.expectWhole(6_000 / first.records)
    reader.load(bytes.subarray(first.at), first.at)
    reader.takeRows(0, first.at, 2 + first.records, form)
    expect([...rollup.rows.events.subarray(0, rollup.rows.length)]).toEqual(lines.map((_, row) => row))
    // Of which there is enough, and not much more.
    expect(rollup.rows.events.length).toBeLessThan(6_600)
  })
})

/** What is kept of rows, by what they say. */
function standingsOf({ customers, rows }: Rollup): string[] {
  return Array.from({ length: rows.length }, (_, at) =>
    [customers.text(rows.customer[at] ?? 0), rows.day[at], rows.currency[at], rows.events[at], rows.times[at], rows.standing[at]].join(' '),
  ).toSorted()
}
