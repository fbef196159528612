import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ExactNumber } from '../../src/base/exact-number.ts'
import { bytesOf, read, readRange, repeated, values } from './reading-log.ts'

const A = { type: 'A', n: 1 }
const B = { type: 'B', n: 2 }
const C = { type: 'C', n: 3 }
const [a, b, c] = [JSON.stringify(A), JSON.stringify(B), JSON.stringify(C)]

describe('Containers of JSON', () => {
  const containers: readonly (readonly [string, string, string])[] = [
    ['one array', `[${a},${b},${c}]`, 'JSON array'],
    ['one array over several lines', `[\n  ${a},\n  ${b},\n  ${c}\n]\n`, 'JSON array'],
    ['a pretty-printed array', JSON.stringify([A, B, C], null, 2), 'JSON array'],
    ['NDJSON', `${a}\n${b}\n${c}\n`, 'NDJSON'],
    ['NDJSON with CRLF and no last line break', `${a}\r\n${b}\r\n${c}`, 'NDJSON'],
    ['NDJSON with CR only', `${a}\r${b}\r${c}\r`, 'NDJSON'],
    ['NDJSON with blank lines', `\n\n${a}\n\n${b}\n \n${c}\n\n`, 'NDJSON'],
    ['one array a line', `[${a}]\n[${b},${c}]\n`, 'JSON arrays, one a line'],
    ['arrays one after another', `[${a},${b}][${c}]`, 'JSON array'],
    ['pretty-printed arrays one after another', `${JSON.stringify([A, B], null, 2)}\n${JSON.stringify([C], null, 2)}`, 'JSON array'],
    ['objects one after another on one line', `${a}${b} ${c}`, 'JSON object'],
    ['pretty-printed objects one after another', [A, B, C].map(value => JSON.stringify(value, null, 2)).join('\n'), 'JSON object'],
    ['an object with a list inside', `{"events":[${a},${b},${c}]}`, 'JSON object with a list'],
    [
      'an object with a list and members around it',
      `{"when":[1,2],"by":{"x":[{}]},"events":[${a},${b},${c}],"count":3}`,
      'JSON object with a list',
    ],
    ['an object with two lists inside', `{"new":[${a}],\n"old":[${b},${c}]}`, 'JSON object with a list'],
    ['a pretty-printed object with a list inside', JSON.stringify({ events: [A, B, C], count: 3 }, null, 2), 'JSON object with a list'],
    ['an array with a byte order mark', `\ufeff[${a},${b},${c}]`, 'JSON array'],
  ]
  test.each(containers)('%s gives its records', async (_, text, format) => {
    const log = await read(text)
    expect(values(log)).toEqual([A, B, C])
    expect(log.texts.map(found => found.format)).toEqual([format])
    expect([log.broken, log.problems, log.notes]).toEqual([[], [], {}])
  })

  const [event, other] = [1, 2].map(day => ({ type: 'ORDER', verb: 'NEW', key: `o${day}`, event_time: `2017-01-0${day}` }))
  test.each([
    ['whose members are records', { 1001: event, 1002: other }, 'whose members are objects under keys of their own'],
    [
      'with such an object inside',
      { shop: 'x', events: { '-Na': event, '-Nb': other } },
      'whose member “events” is objects under keys of their own',
    ],
  ])('an object %s gives them, each with its place', async (_, object, reason) => {
    for (const text of [JSON.stringify(object), JSON.stringify(object, null, 2)]) {
      const log = await read(text)
      expect([values(log), log.broken, log.notes, log.problems]).toEqual([[event, other], [], {}, []])
      expect(log.texts.map(found => found.reason)).toEqual([`starts with an object ${reason}`])
      expect(log.records.map(({ byte, raw }) => text.indexOf(raw) === byte)).toEqual([true, true])
    }
  })

  test('a broken record among those under keys costs itself only', async () => {
    const [first = '', last = ''] = [event, other].map(record => JSON.stringify(record))
    const log = await read(`{"1":${first},"2":{"type":"ORDER" "verb":[1]},"3":{"type":,},"4":${last}}`)
    expect(values(log)).toEqual([event, other])
    expect(log.broken.map(({ byte, reason }) => [byte, reason])).toEqual([
      [first.length + 10, 'not valid JSON'],
      [first.length + 42, 'not valid JSON'],
    ])
  })

  test('what was before and after a change are not two records', async () => {
    expect(values(await read(JSON.stringify({ before: event, after: other })))).toEqual([{ before: event, after: other }])
  })

  test('a record separator stands in front of each record of a JSON text sequence', async () => {
    const log = await read(`\x1e${a}\n\x1e${b}\x1e${c}\n`)
    expect([values(log), log.broken, log.notes, log.problems]).toEqual([[A, B, C], [], {}, []])
    const cut = await read(`\x1e${a}\n\x1e${b.slice(0, 9)}\n\x1e${c}\n`)
    expect([values(cut), cut.broken.map(({ line }) => line)]).toEqual([[A, C], [2]])
  })

  test.each([
    ['lines', `${a};\n${b} ;\n${c};\n`],
    ['one line', `${a};${b};${c}`],
  ])('semicolons between records on %s are no part of them', async (_, text) => {
    const log = await read(text)
    expect([values(log), log.broken, log.notes, log.problems]).toEqual([[A, B, C], [], {}, []])
    expect(log.texts.map(({ format }) => format)).toEqual(['JSON with semicolons'])
  })

  test('a broken record in front of a semicolon costs itself only, and one within a text is part of it', async () => {
    const text = JSON.stringify({ type: '};' })
    const log = await read(`${a};${b.replace(':', '')};${text};${c};`)
    expect([values(log), log.broken.map(({ byte }) => byte)]).toEqual([[A, { type: '};' }, C], [a.length + 1]])
  })

  test('one object is one record', async () => {
    expect(values(await read(a))).toEqual([A])
    expect(values(await read(JSON.stringify(A, null, 2)))).toEqual([A])
  })

  test('an event whose tags are a list of objects is a record and wraps nothing', async () => {
    const event = { last_name: 'x', tags: [{ a: 'b' }], type: 'SITE_VISIT' }
    expect(values(await read(JSON.stringify(event)))).toEqual([event])
    expect(values(await read(JSON.stringify(event, null, 1)))).toEqual([event])
  })

  test('a first event without a type is a record like those behind it', async () => {
    const log = await read(`{"verb":"NEW","tags":[{"a":"b"}]}\n${b}\n${c}`)
    expect(values(log)).toHaveLength(3)
  })

  test('an array that was closed too early goes on behind its bracket, as in a real file that was edited by hand', async () => {
    const log = await read(`[${a}]\r\0,${b},${c}]`)
    expect(values(log)).toEqual([A, B, C])
    expect([log.broken, log.notes]).toEqual([[], { 'forgiven-commas': 1 }])
  })

  test('the reason says what was seen', async () => {
    expect((await read(`[${a}]`)).texts[0]?.reason).toBe('starts with [ and an object')
    expect((await read(`${a}\n${b}\nx\n`)).texts[0]?.reason).toBe('2 of the first 3 lines are an object each')
    expect((await read(`{"events":[${a}]}`)).texts[0]?.reason).toBe('starts with an object whose member “events” is a list of objects')
  })
})

describe('Commas between records', () => {
  test.each([
    ['none missing', `[${a},${b},${c}]`, 0],
    ['one missing', `[${a} ${b},${c}]`, 1],
    ['one missing at a line break', `[${a}\n${b},${c}]`, 1],
    ['all missing', `[${a}${b}${c}]`, 2],
    ['one doubled', `[${a},,${b},${c}]`, 1],
    ['one in front', `[,${a},${b},${c}]`, 1],
    ['one behind', `[${a},${b},${c},]`, 1],
    ['two behind, over lines', `[${a},${b},${c},\n,\n]`, 2],
    ['behind each line of NDJSON', `${a},\n${b},\n${c},\n`, 3],
    ['between arrays', `[${a},${b}],[${c}]`, 1],
    ['behind the list inside an object', `{"events":[${a},${b},${c},]}`, 1],
  ])('%s', async (_, text, forgiven) => {
    const log = await read(text)
    expect(values(log)).toEqual([A, B, C])
    expect(log.broken).toEqual([])
    expect(log.notes['forgiven-commas'] ?? 0).toBe(forgiven)
  })
})

describe('Places', () => {
  test('line and byte are those of a record’s first byte, counted through LF, CRLF and CR', async () => {
    const text = `[\n  ${a},\r\n\r${b}\r\n,\n\t${c}]`
    expect([text.indexOf(a), text.indexOf(b), text.indexOf(c)]).toEqual([4, 26, 49])
    const log = await read(text)
    expect(log.records.map(({ line, byte }) => [line, byte])).toEqual([
      [2, 4],
      [4, 26],
      [6, 49],
    ])
  })

  test('a byte order mark counts with the bytes', async () => {
    expect((await read(`\ufeff${a}\n${b}`)).records.map(({ line, byte }) => [line, byte])).toEqual([
      [1, 3],
      [2, 22],
    ])
  })

  test('bytes are bytes, not characters', async () => {
    const log = await read(`{"type":"Ä😀"}\n${b}`)
    expect(log.records[1]?.byte).toBe(bytesOf('{"type":"Ä😀"}\n').length)
  })

  test('raw is the record’s text as it stands in the file, cut', async () => {
    const log = await read(`[ {"type" :1} ,{"type":"${'ä'.repeat(400)}"}]`)
    expect(log.records[0]?.raw).toBe('{"type" :1}')
    expect(log.records[1]?.raw).toBe(`{"type":"${'ä'.repeat(291)}`)
  })
})

describe('A broken line of NDJSON costs that line only', () => {
  const lines: readonly (readonly [string, string])[] = [
    ['a value is missing', '{"type":}'],
    ['a key is missing', '{:1}'],
    ['the colon is missing', '{"type" 1}'],
    ['a comma is missing', '{"type":1 "n":2}'],
    ['a comma too many', '{"type":1,}'],
    ['a closer too many', '{"type":1}}'],
    ['a closer too many, and more', '{"type":1}},"x":{"y":2}}'],
    ['the wrong closer', '{"type":[1}}'],
    ['text behind it', '{"type":1} x'],
    ['cut behind a key', '{"type"'],
    ['cut behind a colon', '{"type":'],
    ['cut behind a comma', '{"type":1,'],
    ['cut inside a text', '{"type":"abc'],
    ['cut inside a list', '{"type":1,"tags":[{"a":1},'],
    ['cut behind the opening of a list', '{"type":1,"tags":['],
    ['a quote too many', '{"type":"a"b"}'],
    ['a quote missing', '{"type":"a,"n":2}'],
    ['a tab inside a text', '{"type":"a\tb"}'],
    ['an escape that is none', '{"type":"\\x"}'],
    ['half an escape', '{"type":"\\u12"}'],
    ['a number that is none', '{"type":01}'],
    ['a word that is none', '{"type":nul}'],
    ['a Python word', '{"type":None}'],
    ['single quotes', "{'type':1}"],
    ['a comment', '// {"type":1}'],
    ['no JSON', 'hello'],
    ['only a closer', '}'],
    ['only an opener', '{'],
    ['a scalar', '42'],
    ['an array of scalars', '[1,2]'],
    ['an array that is cut', '[1,2'],
    ['a text', '"abc"'],
    ['NUL', '{"type":\0}'],
    ['a character outside of texts', '{"type":é}'],
  ]
  test.each(lines)('%s', async (_, line) => {
    for (const text of [
      `${a}\n${line}\n${c}\n`,
      `${a}\r\n${line}\r\n${c}`,
      `${a}\r${line}\r${c}`,
      `${line}\n${a}\n${b}\n${c}`,
      `${a}\n${b}\n${c}\n${line}`,
    ]) {
      const log = await read(text)
      expect(values(log)).toEqual(text.includes(b) ? [A, B, C] : [A, C])
      expect(log.broken).toHaveLength(1)
      expect(log.broken[0]?.raw).toBe(line)
      expect(log.broken[0]?.line).toBe(text.split(/\r\n|\n|\r/).indexOf(line) + 1)
    }
  })

  test('two broken lines are two rejects', async () => {
    const log = await read(`${a}\n{"type":}\n{"n":\n${c}\nx\ny\n`)
    expect(values(log)).toEqual([A, C])
    expect(log.broken.map(({ line }) => line)).toEqual([2, 3, 5, 6])
  })

  test('a record over several lines among the others is one record', async () => {
    const log = await read(`${a}\n${b}\n${JSON.stringify({ tags: [{ x: 1 }, { y: 2 }] }, null, 2)}\n${c}\n${c}\n`)
    expect(values(log)).toEqual([A, B, { tags: [{ x: 1 }, { y: 2 }] }, C, C])
  })

  test('a line break inside a text breaks one record of two lines', async () => {
    const log = await read(`${a}\n{"type":"x\ny"}\n${c}\n`)
    expect(values(log)).toEqual([A, C])
    expect(log.broken.map(({ raw }) => raw)).toEqual(['{"type":"x\ny"}'])
  })
})

describe('A broken record of an array costs that record only', () => {
  const broken = [
    '{"type":}',
    '{"type":1,}',
    '{"type" 1}',
    '{"type":1}}',
    '{"type":},"x":{"y":2}}',
    '{"type":"a"b"}',
    '{"type":"a"b","n":2}',
    '{"type":"a,"n":2}',
    '{"type":"O"Brien","tags":[{"a":1},{"b":2}],"n":{"m":[]}}',
    '{"type":[1}',
    '{"type":{"a":[1,2}}',
    'nul',
    '"a"b"',
    '{"a":1]}',
  ]
  test.each(broken)('%s', async record => {
    const layouts = [
      `[${a},${record},${c}]`,
      `[${a} , ${record} , ${c}]`,
      `[\n${a},\n${record},\n${c}\n]`,
      `[\n  ${a},\n  ${record},\n  ${c}\n]\n`,
    ]
    for (const text of layouts) {
      const log = await read(text)
      expect(values(log), text).toEqual([A, C])
      expect(log.broken.map(({ raw, reason }) => [raw, reason])).toEqual([[record, 'not valid JSON']])
      expect(log.notes).toEqual({})
    }
  })

  test('a record cut in the middle of a list of one a line gives way to the next line', async () => {
    const log = await read(`[\n  ${a},\n  {"type":"B","n":\n  ${c}\n]`)
    expect(values(log)).toEqual([A, C])
    expect(log.broken[0]?.message).toBe('the line ends inside this record after a colon, expected a value')
  })

  test('a pretty-printed record that breaks gives way to the next one', async () => {
    const lines = JSON.stringify([A, { type: 'x', tags: [{ p: 1 }, { q: 2 }] }, C], null, 2)
    const log = await read(lines.replace('"x"', '"x'))
    expect(values(log)).toEqual([A, C])
    expect(log.broken).toHaveLength(1)
  })

  test('an array cut in a file of one array a line loses its last record', async () => {
    const log = await read(`[${a},${b}]\n[${a},{"type":\n[${b},${c}]\n[${a}\n[${c}]\n`)
    expect(values(log)).toEqual([A, B, A, B, C, A, C])
    expect(log.broken.map(({ line }) => line)).toEqual([2])
  })

  test('what is no object is told by its place', async () => {
    const log = await read(`[${a}, 1, "x", null, [1, {"y": 2}], ${b}]`)
    expect(values(log)).toEqual([A, B])
    expect(log.broken.map(({ reason, raw }) => [reason, raw])).toEqual([
      ['not an object', '1'],
      ['not an object', '"x"'],
      ['not an object', 'null'],
      ['not an object', '[1, {"y": 2}]'],
    ])
    expect(log.broken[1]?.message).toBe('"x" stands where a record belongs, expected an object in { }')
  })
})

describe('Messages', () => {
  test.each([
    ['{"a":}', 'at byte 5 of the record: unexpected “}” after a colon, expected a value'],
    ['{"a" "b"}', 'at byte 5 of the record: unexpected “"” after a key, expected a colon'],
    ['{"a":1 "b":2}', 'at byte 7 of the record: unexpected “"” after a value, expected a comma or }'],
    [
      '{"a":"\t"}',
      'at byte 6 of the record: unexpected tab inside a text, expected a closing quote (line breaks and control characters are written \\n, \\u0000)',
    ],
    ['{a:1}', 'at byte 1 of the record: unexpected “a” after {, expected a key in double quotes or }'],
  ])('%s', async (line, message) => {
    expect((await read(`${a}\n${line}\n${a}\n`)).broken[0]?.message).toBe(message)
  })
})

describe('Files that end early', () => {
  test('whole records are kept, and the cut one is a reject', async () => {
    const log = await read(`[${a},${b},{"type":"C`)
    expect(values(log)).toEqual([A, B])
    expect(log.broken.map(({ reason, raw }) => [reason, raw])).toEqual([['not valid JSON', '{"type":"C']])
    expect(log.broken[0]?.message).toMatch(/^the file ends inside this record inside a text, expected a closing quote/)
    expect(log.notes).toEqual({ 'ends-early': 1 })
  })

  test('a file cut between records says so', async () => {
    const log = await read(`[${a},${b}`)
    expect([values(log), log.broken, log.notes]).toEqual([[A, B], [], { 'ends-early': 1 }])
    expect((await read(`{"events":[${a}]`)).notes).toEqual({ 'ends-early': 1 })
    expect((await read(`${a}\n${b.slice(0, -1)}`)).notes).toEqual({ 'ends-early': 1 })
  })

  test('a character cut at the end of the file is no fault of the encoding', async () => {
    const log = await read(bytesOf(`${a}\n{"type":"é`).slice(0, -1))
    expect(log.broken.map(({ reason }) => reason)).toEqual(['not valid JSON'])
  })
})

describe('UTF-8', () => {
  const withByte = (text: string, byte: number): Uint8Array<ArrayBuffer> => bytesOf(text).map(value => (value === 0x23 ? byte : value))

  test('an ill-formed byte in a record is a reject with its place', async () => {
    const log = await read(withByte(`${a}\n{"type":"M#ller"}\n${c}`, 0xfc))
    expect(values(log)).toEqual([A, C])
    expect(log.broken.map(({ reason, message, raw }) => [reason, message, raw])).toEqual([
      ['not valid UTF-8', 'at byte 10 of the record: byte 0xFC is not UTF-8 (save the file as UTF-8)', '{"type":"M\ufffdller"}'],
    ])
  })

  test('is named before a fault of the grammar', async () => {
    const log = await read(withByte(`${a}\n{"type":"M#ller",}\n{"type":#}\n${b}\nx#y\n[1,"#"]\n${c}`, 0xff))
    expect(log.broken.map(({ reason }) => reason)).toEqual(['not valid UTF-8', 'not valid UTF-8', 'not valid UTF-8', 'not valid UTF-8'])
  })
})

describe('Numbers that a double cannot hold', () => {
  test('come as they were written, at the top level of a record', async () => {
    const log = await read('{"type":1,"key":12345678901234567890,"b":{"c":12345678901234567890}}')
    expect(values(log)).toEqual([{ type: 1, key: new ExactNumber('12345678901234567890'), b: { c: 12345678901234567000 } }])
  })

  test.each([
    ['9007199254740993', true],
    ['9007199254740992', false],
    ['-0.12345678901234567', true],
    ['0.1', false],
    ['1e400', true],
    ['1e-400', true],
    ['1.50e3', false],
    ['100000000000000000000', false],
    ['0.000000000000000000000', false],
  ])('%s is kept as written: %s', async (literal, exact) => {
    const [value] = values(await read(`{"type":1, "n" : ${literal} }`))
    expect(value).toEqual({ type: 1, n: exact ? new ExactNumber(literal) : Number(literal) })
  })

  test('of equal keys the last one wins', async () => {
    expect(values(await read('{"n":12345678901234567,"n":"x","m":1,"\\u006d":12345678901234567}'))).toEqual([
      { n: 'x', m: new ExactNumber('12345678901234567') },
    ])
  })

  test('a key __proto__ is a key', async () => {
    const [value] = values(await read('{"__proto__":12345678901234567}'))
    expect(Object.hasOwn(Object(value), '__proto__')).toBe(true)
  })
})

describe('Limits', () => {
  const deep = (depth: number): string => `{"type":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`

  test('256 brackets may be open, one more is a reject', async () => {
    const log = await read(`${a}\n${deep(256)}\n${deep(257)}\n${c}`)
    expect(log.records).toHaveLength(3)
    expect(log.broken.map(({ reason, line }) => [reason, line])).toEqual([['nested too deep', 3]])
  })

  test.each([1e5, 1e6])('%d brackets deep does not crash, and reading goes on behind it', async depth => {
    const closed = await read(`[${a},${deep(depth)},${c}]`)
    expect([values(closed), closed.broken.map(({ reason }) => reason)]).toEqual([[A, C], ['nested too deep']])
    const open = await read(`${a}\n${'{"a":['.repeat(depth)}\n${c}\n`)
    expect([values(open), open.broken.map(({ reason }) => reason)]).toEqual([[A, C], ['nested too deep']])
  })

  test('a record of 16 MiB is read, a longer one is passed over', async () => {
    const around = '{"type":""}'.length
    const fits = `{"type":"${'x'.repeat(16 * 1024 * 1024 - around)}"}`
    const log = await read(`[${fits},${fits.replace('x', 'xx')},${c}]`)
    expect(log.records.map(({ raw }) => raw.length)).toEqual([300, c.length])
    expect(log.broken.map(({ reason, raw }) => [reason, raw.length])).toEqual([['record too long', 300]])
  })

  test('40 MB on one line without an end take no memory and little time', async () => {
    const before = process.memoryUsage().arrayBuffers
    const log = await readRange(repeated(`[${a},{"type":"`, bytesOf('x'.repeat(65_536)), 640, `"},${c}]`))
    expect([values(log), log.broken.map(({ reason }) => reason)]).toEqual([[A, C], ['record too long']])
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(80e6)
  })

  test('white space without end is passed over', async () => {
    const log = await readRange(repeated(`[${a},`, bytesOf(' '.repeat(65_536)), 300, `${c}]`))
    expect(values(log)).toEqual([A, C])
  })

  test('many broken records in one line are passed over in linear time', async () => {
    const log = await read(`[${'{"a":"x"y"},'.repeat(20_000)}${c}]`)
    expect(values(log)).toEqual([C])
    expect(log.broken).toHaveLength(20_000)
  })
})

describe('JSON without records', () => {
  test.each([
    ['[]', 'empty', 0],
    ['{"events":[]}', null, 0],
    ['[1,2]', 'not-events', 2],
    ['"x"', 'not-events', 1],
    ['false', 'not-events', 1],
  ])('%s', async (text, code, rejects) => {
    const log = await read(text)
    expect(log.problems.map(problem => problem.code)).toEqual(code === null ? [] : [code])
    expect(log.broken.map(({ reason }) => reason)).toEqual(Array(rejects).fill('not an object'))
  })
})

describe('Any cut of a text into chunks gives the same', () => {
  const pieces = [
    a,
    b,
    '\n',
    '\r\n',
    '\r',
    ',',
    '[',
    ']',
    '{',
    '}',
    '"',
    ':',
    ' ',
    '  ',
    'x',
    '\\',
    'é',
    '😀',
    '12345678901234567',
    'nul',
    '{"type":"Z"',
    '\0',
    '{"e":[',
  ]
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map(parts => parts.join(''))

  test('for texts of broken pieces', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom('', `${a}\n${b}\n`, `[${a},\n`, '{"events":[{"n":1},'), async (rest, start) => {
        const whole = (await read(start + rest)).calls
        for (const chunkBytes of [1, 2, 7]) expect((await read(start + rest, 'events.txt', chunkBytes)).calls).toEqual(whole)
      }),
      { numRuns: 400 },
    )
  })

  test('for ill-formed bytes', async () => {
    const bytes = fc
      .uint8Array({ maxLength: 30 })
      .map(array => new Uint8Array([...bytesOf(`${a}\n{"type":"`), ...array, ...bytesOf(`"}\n${b}\n`)]))
    await fc.assert(
      fc.asyncProperty(bytes, async content => {
        const whole = (await read(content)).calls
        for (const chunkBytes of [1, 2, 7]) expect((await read(content, 'events.txt', chunkBytes)).calls).toEqual(whole)
      }),
      { numRuns: 300 },
    )
  })
})

describe('The grammar is that of JSON.parse', () => {
  test('for values and near values inside a record', async () => {
    const parts = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '1',
      '-',
      '0',
      '.',
      'e',
      'E',
      '+',
      'true',
      'null',
      'fals',
      ' ',
      '\\u00e9',
      '\\',
      '\t',
      'é',
    ]
    const value = fc.oneof(
      fc.array(fc.constantFrom(...parts), { maxLength: 8 }).map(list => list.join('')),
      fc.json(),
    )
    await fc.assert(
      fc.asyncProperty(value, async inner => {
        const record = `{"type":${inner}}`
        let expected: unknown[] = []
        try {
          expected = [JSON.parse(record)]
        } catch {
          // Not JSON: then no record is expected, unless the line holds two that are.
          fc.pre(!/\}[\s,]*[{[]/.test(record))
        }
        const log = await read(`${a}\n${record}\n${c}\n`)
        expect(values(log)).toEqual([A, ...expected, C])
        expect(log.broken).toHaveLength(1 - expected.length)
      }),
      { numRuns: 2000 },
    )
  })
})

test('A missing quote in an array of one line costs the same commas however the text is cut', async () => {
  const text = '[{"a":"b"},{"a":b"},{"a":"x\\"y"}]'
  const whole = await read(text)
  expect([values(whole).length, whole.broken.length, whole.notes]).toEqual([2, 1, {}])
  const cut = await read(text, 'events.txt', 1)
  expect([cut.calls, cut.notes]).toEqual([whole.calls, whole.notes])
})
