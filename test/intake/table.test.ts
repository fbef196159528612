import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOf, read, readRange, repeated, values } from './reading-log.ts'

const HEADER = 'type,verb,key,event_time,last_name'
const row = (name: string): object => ({ type: 'CUSTOMER', verb: 'NEW', key: 'k', event_time: '2020-01-01', last_name: name })
const line = (name: string): string => `CUSTOMER,NEW,k,2020-01-01,${name}`

describe('Tables', () => {
  test.each([
    [',', 'CSV, comma'],
    [';', 'CSV, semicolon'],
    ['\t', 'TSV'],
    ['|', 'CSV, pipe'],
  ])('with the delimiter “%s” are %s', async (delimiter, format) => {
    const log = await read([HEADER, line('x'), line('y')].join('\n').replaceAll(',', delimiter))
    expect(values(log)).toEqual([row('x'), row('y')])
    expect(log.texts[0]).toMatchObject({ format, reason: 'first line is a header with type, verb, key, event_time' })
  })

  test.each(['\n', '\r\n', '\r'])('with the line break %j give the same rows, and line and byte of each', async lineBreak => {
    const log = await read([HEADER, line('x'), '', '"CUSTOMER",NEW,k,2020-01-01,"a""b"', line('')].join(lineBreak) + lineBreak)
    expect(values(log)).toEqual([row('x'), row('a"b'), row('')])
    const width = lineBreak.length
    expect(log.records.map(record => [record.line, record.byte])).toEqual([
      [2, 34 + width],
      [4, 61 + 3 * width],
      [5, 95 + 4 * width],
    ])
    expect(log.records[1]?.raw).toBe('"CUSTOMER",NEW,k,2020-01-01,"a""b"')
    expect([log.broken, log.notes, log.problems]).toEqual([[], {}, []])
  })

  test('have a byte order mark in front of a row as part of its first cell, wherever chunks end', async () => {
    const text = `last_name,type,verb,key,event_time\n${'\ufeffx,CUSTOMER,NEW,k,2020-01-01\n'.repeat(3)}`
    for (const chunkBytes of [1, 35, 38, 1_000]) {
      const log = await read(text, 'events.csv', chunkBytes)
      expect(values(log)).toEqual(Array(3).fill(row('\ufeffx')))
    }
  })

  test('with mixed line breaks keep their rows apart', async () => {
    const log = await read(`${HEADER}\r\n${line('x')}\n${line('y')}\r${line('z')}\r\n${line('"1\r\n2"')}\n\r\n${line('end')}`)
    expect(values(log)).toEqual(['x', 'y', 'z', '1\r\n2', 'end'].map(row))
    expect(log.records.map(record => record.line)).toEqual([2, 3, 4, 5, 8])
  })

  test('headers are matched trimmed and case-blind, in any order, among others, behind a byte order mark and Excel’s sep=', async () => {
    const log = await read('\ufeffsep=;\r\n__proto__; KEY ;"Event_Time";extra;Verb;tYpE\r\np;k;t;e;v;y\r\n')
    expect(values(log)).toEqual([{ type: 'y', verb: 'v', key: 'k', event_time: 't' }])
    expect(Object.getPrototypeOf(values(log)[0])).toBe(null)
    expect(log.records.map(record => [record.line, record.byte])).toEqual([[3, 56]])
  })

  test('of columns with the same name the first is read, and that is said', async () => {
    const log = await read('key,type,verb,event_time,Key\n1,y,v,t,2\n')
    expect(values(log)).toEqual([{ type: 'y', verb: 'v', key: '1', event_time: 't' }])
    expect(log.texts[0]?.reason).toContain('of the columns called key the first one is read')
  })

  test('a first column without a name counts', async () => {
    expect(values(await read('\ttype\tverb\tkey\tevent_time\n0\ty\tv\tk\tt\n'))).toEqual([
      { type: 'y', verb: 'v', key: 'k', event_time: 't' },
    ])
  })

  test('a row with too few or too many columns is a reject with what was found and expected', async () => {
    const log = await read(`${HEADER}\n${line('x')}\na,b\n${line('y,z')}\n${line('w')}\n`)
    expect(values(log)).toEqual([row('x'), row('w')])
    expect(log.broken.map(({ line: at, reason, message, raw }) => [at, reason, message, raw])).toEqual([
      [3, 'wrong number of columns', '2 columns found, expected 5 as in the header row', 'a,b'],
      [4, 'wrong number of columns', '6 columns found, expected 5 as in the header row', line('y,z')],
    ])
  })

  test.each([',', ';', '\t', '|'])(
    'a “%s” behind every row but not behind the header begins no cell, and the rows are counted in a note',
    async delimiter => {
      const log = await read(`${HEADER}\n${line('x')},\n${line('"y"')},,\n`.replaceAll(',', delimiter))
      expect([values(log), log.broken, log.notes]).toEqual([[row('x'), row('y')], [], { 'empty-cells': 2 }])
    },
  )

  test('a delimiter behind the header alone begins no column', async () => {
    const log = await read(`${HEADER},\n${line('x')}\n${line('y')}\n`)
    expect([values(log), log.broken, log.notes]).toEqual([[row('x'), row('y')], [], {}])
  })

  test('where rows end in a delimiter, one with something behind it is a reject', async () => {
    const log = await read(
      `${HEADER}\n${line('x')},\n${'\n'.repeat(10)}${`${line('y')},\n`.repeat(60)}${line('z')},z\n${line('z')},"z"\n${line('w')}\n`,
    )
    expect([log.records.length, log.notes]).toEqual([62, { 'empty-cells': 61 }])
    expect(log.broken.map(({ message }) => message)).toEqual(new Array(2).fill('6 columns found, expected 5 as in the header row'))
  })

  test.each([
    ['only some rows end in a delimiter', [line('x'), `${line('y')},`]],
    ['the last column is empty anyway', ['CUSTOMER,NEW,k,2020-01-01,,']],
    ['a comma with a space behind it stands in a cell', ['CUSTOMER,NEW,k,2020-01-01, 10:00,']],
    ['two digits stand behind every whole number, as decimals do', ['CUSTOMER,NEW,17,50,2020-01-01,', 'CUSTOMER,NEW,18,05,2020-01-01,']],
  ])('an empty cell too many stays a reject where %s', async (_, lines) => {
    const log = await read(`${HEADER}\n${lines.join('\n')}\n`)
    expect(log.broken).toHaveLength(lines.filter(text => text.endsWith(',')).length)
    expect(log.notes).toEqual({})
  })

  test('quotes inside a cell that does not begin with one are its text', async () => {
    expect(values(await read(`${HEADER}\n${line('5" or "6"')}\n${line(' "x"')}\n`))).toEqual([row('5" or "6"'), row(' "x"')])
  })

  test('white space behind a closing quote is no part of the cell', async () => {
    expect(values(await read(`${HEADER}\n${line('"x"  ')}\n"CUSTOMER" ,NEW,k,2020-01-01,y\n${line('"z" ')}`))).toEqual(
      ['x', 'y', 'z'].map(row),
    )
  })

  test.each([
    ['a quote that is never closed', '"x'],
    ['a quote that the next line seems to close', '"x\n"y'],
    ['text behind a closing quote', '"x"y'],
    ['a lone quote', '"'],
  ])('%s costs one line', async (_, cell) => {
    const [first = ''] = cell.split('\n')
    const log = await read(`${HEADER}\n${line('a')}\n${line(first)}\n${line('"b"')}\n${line('c')}\n`)
    expect(values(log)).toEqual(['a', 'b', 'c'].map(row))
    expect(log.broken.map(({ line: at, reason, raw }) => [at, reason, raw])).toEqual([[3, 'wrong number of columns', line(first)]])
  })

  test('an unclosed quote on every line is passed over in linear time', async () => {
    const log = await read(`${HEADER}\n${`${line('"x')}\n`.repeat(20_000)}${line('y')}\n`)
    expect(values(log)).toEqual([row('y')])
    expect(log.broken).toHaveLength(20_000)
  })

  test('a table that is cut in its last row ends early', async () => {
    const log = await read(`${HEADER}\n${line('x')}\nCUSTOMER,NEW`)
    expect([values(log), log.broken.length, log.notes]).toEqual([[row('x')], 1, { 'ends-early': 1 }])
    const quoted = await read(`${HEADER}\n${line('x')}\nCUSTOMER,"NEW`)
    expect([values(quoted), quoted.broken.length, quoted.notes]).toEqual([[row('x')], 1, { 'ends-early': 1 }])
  })

  test('a line of more than 16 MiB is passed over', async () => {
    const log = await readRange(repeated(`${HEADER}\n${line('x')}\n`, bytesOf('y,'.repeat(32_768)), 400, `\n${line('z')}\n`))
    expect(values(log)).toEqual([row('x'), row('z')])
    expect(log.broken.map(({ reason, line: at, raw }) => [reason, at, raw.length])).toEqual([['record too long', 3, 300]])
  }, 30_000)

  test('a quote that is not closed for more than 16 MiB costs its line', async () => {
    const lines = bytesOf(`${line('z'.repeat(32_000))}\n`.repeat(2))
    const log = await readRange(repeated(`${HEADER}\n${line('"x')}\n`, lines, 300, ''))
    expect([log.records.length, log.broken.map(({ line: at }) => at)]).toEqual([600, [2]])
  }, 30_000)

  test('rows of nothing but white space are no rows', async () => {
    expect(values(await read(`\n \n${HEADER}\n  \n${line('x')}\n\n\t\n`))).toEqual([row('x')])
  })

  test('a header row alone is said to hold no rows', async () => {
    expect((await read(`${HEADER}\n`)).problems.map(({ code }) => code)).toEqual(['empty'])
  })

  test('a table of something else is told by its columns', async () => {
    const { problems } = await read('date;type;amount\n2020-01-01;x;3\n', 'bank.csv')
    expect(problems).toMatchObject([
      {
        code: 'not-events',
        file: 'bank.csv',
        message: 'This is a table of something else. It has the columns date, type, amount; for events it lacks verb, key, event_time.',
      },
    ])
  })
})

describe('Encodings of tables', () => {
  const windows = (text: string): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(text, character => (character === '€' ? 0x80 : character.charCodeAt(0)))

  test('UTF-8 is read as such', async () => {
    const log = await read(`${HEADER}\n${line('Müller€')}\n`)
    expect([values(log), log.notes]).toEqual([[row('Müller€')], {}])
  })

  test('what is not UTF-8 as a whole is Windows-1252 as a whole, wherever that shows', async () => {
    const bytes = windows(`${HEADER}\n${line('Ã¼')}\n${line('x'.repeat(70_000))}\n${line('M\u00fcller€')}\n`)
    const log = await read(bytes)
    expect(values(log)).toEqual(['Ã¼', 'x'.repeat(70_000), 'Müller€'].map(row))
    expect(log.notes).toEqual({ 'windows-1252': 1 })
    expect(log.records[0]?.raw).toBe(line('Ã¼'))
  })
})

describe('Any cut of a table into chunks gives the same', () => {
  test('for rows of broken pieces', async () => {
    const pieces = ['"', '""', ',', '\n', '\r\n', '\r', ' ', 'x', 'é', '\t', '"y"', line('z'), '\n']
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map(parts => `${HEADER}\n${parts.join('')}`)
    await fc.assert(
      fc.asyncProperty(text, async content => {
        const whole = (await read(content)).calls
        for (const chunkBytes of [1, 2, 7]) expect((await read(content, 'events.txt', chunkBytes)).calls).toEqual(whole)
      }),
      { numRuns: 400 },
    )
  })

  test('and every line is in a row or a reject', async () => {
    const pieces = ['"', ',', 'x', ' ', '""']
    const lines = fc.array(
      fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }).map(parts => `k${parts.join('')}`),
      { maxLength: 8 },
    )
    await fc.assert(
      fc.asyncProperty(lines, async rows => {
        const log = await read(`${HEADER}\n${rows.join('\n')}\n`)
        const told = [...log.records, ...log.broken].sort((a, b) => a.byte - b.byte).map(({ raw }) => raw)
        expect(told.join('\n').replaceAll(/ +$/gm, '')).toBe(rows.join('\n').replaceAll(/ +$/gm, ''))
      }),
      { numRuns: 300 },
    )
  })
})
