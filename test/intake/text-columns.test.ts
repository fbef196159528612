import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TableLayout } from '../../src/intake/reading.ts'
import { bytesOf, inChunks, readRange, repeated, values } from './reading-log.ts'

/** Takes tables of a name, a number and a word, with these names above them or not. */
const MEASURES: TableLayout = {
  name: 'measures',
  required: ['name', 'number'],
  optional: ['word'],
  recognise(rows) {
    const hasHeader = rows[0]?.join() === 'NAME,NUMBER,WORD'
    if (rows[0]?.length !== 3 || !rows.slice(hasHeader ? 1 : 0).every(row => /^\d+$/.test(row[1] ?? ''))) return null
    const columns = ['name', 'number', 'word'].map((name, index) => ({ name, index }))
    return { hasHeader, columns, reason: hasHeader ? 'by names' : 'by numbers' }
  },
}
const EVENTS: TableLayout = { name: 'events', required: ['type', 'verb', 'key', 'event_time'], optional: [] }
const row = (name: string, number: string, word: string) => ({ name, number, word })
const read = (text: string | Uint8Array<ArrayBuffer>, chunkBytes = 65_536) =>
  readRange(inChunks(typeof text === 'string' ? bytesOf(text) : text, chunkBytes), 'log.txt', [EVENTS, MEASURES])

describe('Columns of text', () => {
  test.each(['\n', '\r\n', '\r'])(
    'are read with a header or without, whatever blanks stand around the cells (line break %j)',
    async lineBreak => {
      const log = await read(['   NAME  NUMBER WORD', ' a      1   x', '', ' b\t22   é  '].join(lineBreak))
      expect(values(log)).toEqual([row('a', '1', 'x'), row('b', '22', 'é')])
      expect(log.texts).toMatchObject([{ format: 'columns of text', reason: '3 columns with blanks between them; by names' }])
      const width = lineBreak.length
      expect(log.records.map(({ line, byte, raw }) => [line, byte, raw])).toEqual([
        [2, 20 + width, ' a      1   x'],
        [4, 33 + 3 * width, ' b\t22   é'],
      ])
      expect(values(await read([' a 1 x', ' b 2 y', ''].join(lineBreak)))).toEqual([row('a', '1', 'x'), row('b', '2', 'y')])
      expect([log.broken, log.notes, log.problems]).toEqual([[], {}, []])
    },
  )

  test('with too few or too many cells are rejects, line by line', async () => {
    const log = await read(`${'a 1 x\n'.repeat(20)}b 2\nc 3 y z\nd 4 w\n`)
    expect(log.records).toHaveLength(21)
    expect(log.broken.map(({ line, reason, message, raw }) => [line, reason, message, raw])).toEqual([
      [21, 'wrong number of columns', '2 columns found, expected 3 as in the first row', 'b 2'],
      [22, 'wrong number of columns', '4 columns found, expected 3 as in the first row', 'c 3 y z'],
    ])
  })

  test('cut in the last line end early', async () => {
    expect((await read(`${'a 1 x\n'.repeat(20)}b 2`)).notes).toEqual({ 'ends-early': 1 })
    expect((await read('a 1 x\nb 2 y')).notes).toEqual({})
  })

  test('are of no layout when most lines are of other widths, or nobody takes them', async () => {
    expect((await read('a 1 x\nb 2\nc 3 y\n')).problems.map(({ code }) => code)).toEqual(['not-events'])
    expect((await read('this is prose\nof three words\neach line here\n')).problems.map(({ code }) => code)).toEqual(['not-events'])
  })

  test('that are JSON or tables are those', async () => {
    expect((await read('{"a": 1, "b": 2}\n{"a": 3, "b": 4}\n')).texts[0]?.format).toBe('NDJSON')
    expect((await read('NAME\tNUMBER\tWORD\na b\t1\tx\n')).texts[0]?.format).toBe('TSV')
    expect((await read('type,verb,key,event_time\na 1 x,b,c,d\n')).texts[0]?.format).toBe('CSV, comma')
  })

  test('that are not UTF-8 are Windows-1252', async () => {
    const log = await read(Uint8Array.from('a 1 M\u00fcller\nb 2 y\n', character => character.charCodeAt(0)))
    expect([values(log)[0], log.notes]).toEqual([row('a', '1', 'Müller'), { 'windows-1252': 1 }])
  })

  test('of one line without a line break are read', async () => {
    expect(values(await read('a 1 x'))).toEqual([row('a', '1', 'x')])
  })

  test('are not made of the names of fields within JSON', async () => {
    const { problems, texts } = await read('see: {"name": "a", "number": 1, "word": "b"}\n')
    expect([problems.map(({ code }) => code), texts]).toEqual([['not-events'], []])
  })

  test('with a header alone are said to hold no rows', async () => {
    expect((await read('NAME NUMBER WORD\n')).problems.map(({ code }) => code)).toEqual(['empty'])
  })

  test('with a line of more than 16 MiB pass it over', async () => {
    const range = repeated(`${'a 1 x\n'.repeat(20)}long `, bytesOf('y '.repeat(32_768)), 400, '\nb 2 y\n')
    const log = await readRange(range, 'log.txt', [MEASURES])
    expect(log.records).toHaveLength(21)
    expect(log.broken.map(({ line, reason, raw }) => [line, reason, raw.length])).toEqual([[21, 'record too long', 300]])
  }, 30_000)

  test('give the same wherever chunks are cut', async () => {
    const pieces = ['a', ' ', '  ', '\t', '\n', '\r\n', '\r', 'é', 'b 2 y\n', '1']
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), async parts => {
        const text = `${'a 1 x\n'.repeat(60)}${parts.join('')}`
        const whole = (await read(text)).calls
        for (const chunkBytes of [1, 2, 7]) expect((await read(text, chunkBytes)).calls).toEqual(whole)
      }),
      { numRuns: 150 },
    )
  })
})
