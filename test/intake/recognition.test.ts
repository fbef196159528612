import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { recogniseForeign } from '../../src/intake/recognition/foreign-text.ts'
import { bytesOf, read, values } from './reading-log.ts'

describe('Tables of something else', () => {
  const layouts = [
    { name: 'transactions', required: ['id', 'device_id', 'amount'], optional: [] },
    { name: 'events', required: ['type', 'verb', 'key'], optional: [] },
  ]
  const told = (text: string): unknown =>
    recogniseForeign({ bytes: bytesOf(text), text, tableText: text, whole: true, path: 'a.csv', layouts })

  test('are measured against what they are nearest to', () => {
    expect(told('verb,colour\nNEW,red\n')).toMatchObject({
      message: 'This is a table of something else. It has the columns verb, colour; for events it lacks type, key.',
    })
  })

  test('are measured against nothing when no column is known', () => {
    expect(told('name,colour\nanna,red\n')).toMatchObject({
      message: 'This is a table of something else. It has the columns name, colour.',
      wayOut: 'Name the columns in the first row: for transactions id, device_id, amount; for events type, verb, key.',
    })
  })
})

describe('Files that are no events are told as what they are', () => {
  const binary = (start: string, rest = ''): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(`${start}${rest}${'\0\x01\x02'.repeat(50)}`, character => character.charCodeAt(0))
  test.each<[string, string | Uint8Array<ArrayBuffer>, string, string]>([
    ['no bytes', '', 'empty', 'The file is empty.'],
    ['a byte order mark', '\ufeff', 'empty', 'The file is empty.'],
    ['white space', ' \n\t\r\n ', 'empty', 'The file holds nothing but white space.'],
    ['a picture', binary('\x89PNG\r\n\x1a\n'), 'binary', 'This looks like a PNG image, not like events.'],
    ['a PDF', binary('%PDF-1.7'), 'binary', 'This looks like a PDF document, not like events.'],
    ['a program', binary('\x7fELF\x02'), 'binary', 'This looks like a Linux program, not like events.'],
    ['a database', binary('SQLite format 3\0'), 'unsupported', 'This looks like a SQLite database, not like events.'],
    ['a Parquet file', binary('PAR1'), 'unsupported', 'This is a Parquet file, which is not read here.'],
    ['a 7z archive', binary('7z\xbc\xaf\x27\x1c'), 'unsupported', 'This looks like a 7z archive, not like events.'],
    ['a RAR archive', binary('Rar!\x1a\x07\x01\0'), 'unsupported', 'This looks like a RAR archive, not like events.'],
    [
      'an old Excel file',
      binary('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
      'unsupported',
      'This looks like an old Office document, not like events.',
    ],
    ['a tar archive', binary('a.json'.padEnd(257, '\0'), 'ustar'), 'unsupported', 'This looks like a tar archive, not like events.'],
    ['bytes', binary('\0\x07zz'), 'binary', 'This is not text. It holds bytes of value 0, as texts do not.'],
    [
      'UTF-16 without a mark',
      Uint8Array.from([...'[{}]'].flatMap(character => [character.charCodeAt(0), 0])),
      'unsupported',
      'This seems to be UTF-16 text without a byte order mark.',
    ],
    ['a web page', '<!DOCTYPE html><html><body>Log in</body></html>', 'not-events', 'This is a web page (HTML), not a file of events.'],
    ['XML', '<?xml version="1.0"?><a/>', 'not-events', 'This is XML, which is not read here.'],
    [
      'prose',
      'Dear all,\nthis is it.\n',
      'not-events',
      'This is a table of something else. It has the columns Dear all, ; for events it lacks type, verb, key, event_time.',
    ],
    [
      'Python dicts',
      "{'type': 'ORDER', 'key': 1}\n{'type': 'ORDER'}\n",
      'python-literals',
      "These are Python literals, not JSON: the text begins with “{'type': 'ORDER', 'key': 1}”.",
    ],
    [
      'a Python list with unicode texts',
      "[{u'type': u'ORDER'}]",
      'python-literals',
      "These are Python literals, not JSON: the text begins with “[{u'type': u'ORDER'}]”.",
    ],
    [
      'Python’s None',
      '[{"type": "ORDER", "x": None}]',
      'python-literals',
      'These are Python literals, not JSON: the text begins with “[{"type": "ORDER", "x": None}]”.',
    ],
    [
      'a string literal',
      'String s = "[{\\"type\\": \\"ORDER\\"}]";',
      'source-code',
      'This is a string literal from a program’s source, with JSON in it: the text begins with “String s = "[{\\"type\\": \\"ORDER\\"}]";”.',
    ],
    [
      'a script with a list in it',
      'const events = [{"type": "ORDER"}];\n',
      'source-code',
      'This is JSON inside of a program: the text begins with “const events = [{"type": "ORDER"}];”.',
    ],
    [
      'a call with a list',
      'callback({"events": [{"type": "ORDER"}]})',
      'source-code',
      'This is JSON inside of a program: the text begins with “callback({"events": [{"type": "ORDER"}]}…”.',
    ],
    [
      'a table in Shift JIS',
      Uint8Array.from([0x92, 0x8d, 0x95, 0xb6, 0x94, 0xd4, 0x8d, 0x86, 0x2c, 0x8b, 0xe0, 0x8a, 0x7a, 0x0a, 0x31, 0x2c, 0x35, 0x0a]),
      'unsupported',
      'This seems to be text in an encoding other than UTF-8, for example Shift JIS or GBK.',
    ],
  ])('%s', async (_, content, code, message) => {
    const log = await read(content, 'x')
    expect(log.problems.map(problem => [problem.code, problem.message])).toEqual([[code, message]])
    expect(log.problems[0]?.wayOut).not.toBe('')
    expect([log.texts, log.records, log.broken]).toEqual([[], [], []])
  })

  test('a NUL in one record does not make the file a binary', async () => {
    const log = await read('{"type":"a"}\n{"type":"\0"}\n{"type":"b"}\n')
    expect([values(log), log.broken.length]).toEqual([[{ type: 'a' }, { type: 'b' }], 1])
  })

  test('Python in one line of NDJSON does not make the file Python', async () => {
    const log = await read(`{'type':'a'}\n{"type":"b"}\n{"type":"c"}\n`)
    expect([values(log).length, log.broken.length]).toEqual([2, 1])
  })

  test('the name decides when the content does not', async () => {
    expect((await read('*', 'x.json')).broken.map(({ reason }) => reason)).toEqual(['not valid JSON'])
    expect((await read('*', 'x.txt')).problems.map(({ code }) => code)).toEqual(['not-events'])
  })

  test('the content decides against the name', async () => {
    expect((await read('[{"type":"a"}]', 'x.csv')).texts[0]?.format).toBe('JSON array')
    expect((await read('type,verb,key,event_time\na,b,c,d\n', 'x.json')).texts[0]?.format).toBe('CSV, comma')
  })
})

describe('UTF-16', () => {
  const utf16 = (text: string, littleEndian: boolean): Uint8Array<ArrayBuffer> => {
    const view = new DataView(new ArrayBuffer(2 * text.length))
    for (let index = 0; index < text.length; index++) view.setUint16(2 * index, text.charCodeAt(index), littleEndian)
    return new Uint8Array(view.buffer)
  }

  test.each([true, false])('with a mark is transcoded (little-endian: %s), however it is cut', async littleEndian => {
    const text = '{"type":"aé€😀"}\r\n{"type":"b"}\r\n'
    for (const chunkBytes of [65_536, 1, 3]) {
      const log = await read(utf16(`\ufeff${text}`, littleEndian), 'x', chunkBytes)
      expect(values(log)).toEqual([{ type: 'aé€😀' }, { type: 'b' }])
      expect(log.texts[0]?.format).toBe('NDJSON, UTF-16')
      expect(log.notes).toEqual({ 'utf-16': 1 })
      expect(log.records[1]).toMatchObject({ line: 2, byte: bytesOf('{"type":"aé€😀"}\r\n').length })
    }
  })

  test('a lone surrogate breaks its JSON record, and is U+FFFD in a table', async () => {
    const log = await read(utf16('\ufeff{"type":"\ud800"}\n{"type":"\udc00x"}\n{"type":"b"}\n', true))
    expect([values(log), log.broken.map(({ reason }) => reason)]).toEqual([[{ type: 'b' }], ['not valid UTF-8', 'not valid UTF-8']])
    const table = await read(utf16('\ufefftype,verb,key,event_time\n\ud800x,b,c,\udc00\n', true))
    expect([values(table), table.notes]).toEqual([[{ type: '\ufffdx', verb: 'b', key: 'c', event_time: '\ufffd' }], { 'utf-16': 1 }])
  })
})

describe.skipIf(!existsSync('../shared/data/shutterfly'))('Real files', () => {
  test('a Java string literal is told as source code', async () => {
    const { problems } = await read(new Uint8Array(readFileSync('../shared/data/shutterfly/akhilkatpally__Shutterfly/Input/Input.txt')))
    expect(problems.map(({ code }) => code)).toEqual(['source-code'])
  })
})
