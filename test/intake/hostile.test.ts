import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readInput } from '../../src/intake/read-input.ts'
import type { RecordReceiver } from '../../src/intake/reading.ts'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { type Dataset, detail, directory, rank, topXSimpleLtvCustomers } from '../../src/ltv/index.ts'
import { judge, readTime } from '../reference/event.ts'
import { parseJsonPrefix } from '../reference/json.ts'
import { readBytes } from '../support/read-bytes.ts'
import { hasShared, readShared, sharedPath } from '../support/shared-data.ts'
import { textAt } from '../support/text-column.ts'

const HOSTILE = 'hostile'

/** Paths of all files below a folder of the shared hostile data that end as asked; empty when the folder is absent. */
function hostileFiles(folder: string, ...endings: readonly string[]): string[] {
  if (!hasShared(HOSTILE, folder)) return []
  return readdirSync(sharedPath(HOSTILE, folder), { recursive: true, encoding: 'utf8' }).filter(name =>
    endings.some(ending => name.endsWith(ending)),
  )
}
const readHostile = (...parts: readonly string[]) => readShared(HOSTILE, ...parts)

const visit = (customer: string): string =>
  `{"type":"SITE_VISIT","verb":"NEW","key":"p","event_time":"2017-01-01","customer_id":${JSON.stringify(customer)}`
const bytesOf = (...parts: readonly (string | Uint8Array)[]): Buffer<ArrayBuffer> => Buffer.concat(parts.map(part => Buffer.from(part)))

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return true
  } catch {
    return false
  }
}

const WORDS_FOR_BROKEN = ['not valid JSON', 'not valid UTF-8']

describe.skipIf(!hasShared(HOSTILE, 'json-test-suite'))('JSON texts to accept, to refuse and in between', () => {
  const files = hostileFiles('json-test-suite', '.json')

  it('are there', () => {
    expect(files.length).toBeGreaterThan(100)
  })

  it.each(files)('%s as a whole file', async name => {
    const bytes = readHostile('json-test-suite', name)
    const { summary, problems } = await readBytes('input.json', bytes)
    // None of them is an event.
    expect(summary.accepted).toBe(0)
    expect(summary.rejected + problems.length).toBeGreaterThan(0)
    if (isJson(bytes)) expect(summary.rejectedByReason.filter(({ reason }) => WORDS_FOR_BROKEN.includes(reason))).toEqual([])
  })

  it.each(files)('%s as the value of tags in one event between two good ones', async name => {
    const event = bytesOf(visit('b'), ',"tags":', readHostile('json-test-suite', name), '}')
    const { summary } = await readBytes('input.ndjson', bytesOf(`${visit('a')}}\n`, event, '\n', `${visit('c')}}\n`))
    const tooDeep = name.includes('500_nested_arrays')
    const good = isJson(event) && !tooDeep
    const kind = name.slice(name.lastIndexOf('/') + 1, name.lastIndexOf('/') + 3)
    if (kind !== 'i_') expect(good).toBe(kind === 'y_')
    expect({ accepted: summary.accepted, rejected: summary.rejected }).toEqual(
      good ? { accepted: 3, rejected: 0 } : { accepted: 2, rejected: 1 },
    )
    if (!good)
      expect(summary.rejectedByReason[0]?.reason).toSatisfy(reason =>
        (tooDeep ? ['nested too deep'] : WORDS_FOR_BROKEN).includes(String(reason)),
      )
  })
})

describe.skipIf(!hasShared(HOSTILE, 'csv-spectrum'))('awkward but well-formed CSV', () => {
  const files = hostileFiles(join('csv-spectrum', 'csvs'), '.csv')

  it('is there', () => {
    expect(files.length).toBeGreaterThan(8)
  })

  it.each(files)('%s gives its rows', async name => {
    const bytes = readHostile('csv-spectrum', 'csvs', name)
    const json: unknown = JSON.parse(readHostile('csv-spectrum', 'json', name.replace(/csv$/, 'json')).toString('utf8'))
    // A list of objects from header to text, says the corpus; where there is one row, the object alone.
    const expected = (Array.isArray(json) ? json : [json]) as Record<string, string>[]
    const rows: unknown[] = []
    const told: string[] = []
    const receiver: RecordReceiver = {
      text: () => {},
      record: value => rows.push({ ...Object(value) }),
      broken: fault => told.push(fault.message),
      note: code => told.push(code),
      problem: problem => told.push(problem.message),
      progress: () => {},
    }
    const layout = { name: 'rows', required: Object.keys(expected[0] ?? {}), optional: [] }
    await readInput({ path: name, content: new Blob([bytes]) }, [layout], receiver)
    // Two slips of the corpus: its tables have lost their carriage returns on their way through git, and one of its rows names another number.
    const text = JSON.stringify(expected)
    expect(rows).toEqual(JSON.parse(bytes.includes('\r') ? text : text.replaceAll('\\r\\n', '\\n').replace('1234567890', '2095257564')))
    expect(told).toEqual([])
  })
})

describe('a quoted cell', () => {
  it.each(['a\nb', 'a\r\nb', 'a\rb', '\r\n', 'a, "b"', ' a ', '\u00a0', '=1+1', "'"])('gives %j unchanged', async text => {
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      const cell = `"${text.replaceAll('"', '""')}"`
      const rows = [`type,verb,key,event_time,last_name`, `CUSTOMER,NEW,a,2017-01-01,${cell}`, `CUSTOMER,NEW,b,2017-01-01,${cell}`]
      const { dataset, summary } = await readBytes('input.csv', rows.join(lineEnd) + lineEnd)
      expect(summary.rejects).toEqual([])
      const shown = text.trim() === '' ? '' : text
      expect(lastNames(dataset)).toEqual(
        new Map([
          ['a', shown],
          ['b', shown],
        ]),
      )
    }
  })
})

describe.skipIf(!hasShared(HOSTILE, 'duckdb-csv'))('malformed CSV', () => {
  const files = hostileFiles('duckdb-csv', '.csv', '.tsv', '.gz')
  const HEADER = 'type,verb,key,event_time,customer_id\n'
  const row = (customer: string): string => `SITE_VISIT,NEW,p,2017-01-01,${customer}\n`

  it('is there', () => {
    expect(files.length).toBeGreaterThan(90)
  })

  const isFilled = (line: string): boolean => /[^ \t]/.test(line)

  it.each(files)('%s as a whole file neither crashes nor hangs, and is not silently taken for nothing', async name => {
    const { summary, problems } = await readBytes(name, readHostile('duckdb-csv', name))
    expect(summary.accepted).toBe(0)
    expect(summary.read).toBe(summary.rejected)
    expect(summary.rejected + problems.length).toBeGreaterThan(0)
  })

  it.each(files.filter(name => !name.endsWith('.gz')))('%s between good rows of an events table costs none of them', async name => {
    const body = readHostile('duckdb-csv', name)
    // Some files have a NUL or so many that they are refused as no text at all; then that must be said.
    const { summary, problems } = await readBytes('input.csv', bytesOf(HEADER, row('a'), body, '\n', row('b')))
    if (summary.accepted === 0) expect(problems).toHaveLength(1)
    else {
      expect(summary.accepted).toBe(2)
      expect(summary.read).toBe(summary.accepted + summary.rejected)
      const textLines = body.toString('latin1').split(/\r\n|\r|\n/)
      // Quoted cells may span lines, so there may be fewer records than lines; never more, and never none.
      expect(summary.rejected).toBeLessThanOrEqual(textLines.filter(isFilled).length)
      if (textLines.some(isFilled)) expect(summary.rejected).toBeGreaterThan(0)
    }
  })
})

describe.skipIf(!hasShared(HOSTILE, 'naughty-strings'))('texts that break programs', () => {
  const strings: string[] = hasShared(HOSTILE, 'naughty-strings')
    ? JSON.parse(readHostile('naughty-strings', 'strings.json').toString('utf8'))
    : []

  it('are there', () => {
    expect(strings.length).toBeGreaterThan(200)
  })

  const expectedIds = (): string[] => {
    const ids = strings.map(text => text.toWellFormed().trim()).filter(id => id !== '')
    return [...new Set(ids)].sort()
  }

  it('are customer ids like any other', async () => {
    const lines = strings.map(text => `${visit(text)}}\n`)
    const { dataset, summary } = await readBytes('input.ndjson', lines.join(''))
    const { customers, ids, byId } = directory(dataset)
    const found = [...byId].map(customer => textAt(ids, customer))
    expect(found).toEqual(expectedIds())
    expect(customers).toBe(found.length)
    const blank = strings.filter(text => text.trim() === '').length
    expect(summary.rejectedByReason).toEqual(blank === 0 ? [] : [{ reason: 'missing customer_id', count: blank }])
    expect(topXSimpleLtvCustomers(1_000, dataset).map(ranked => ranked.customer_id)).toEqual(expectedIds())
  })

  it('are customer ids like any other in a table, too', async () => {
    const rows = strings.map(text => `SITE_VISIT,NEW,p,2017-01-01,"${text.replaceAll('"', '""')}"\r\n`)
    const { dataset } = await readBytes('input.csv', `type,verb,key,event_time,customer_id\r\n${rows.join('')}`)
    const { ids, byId } = directory(dataset)
    expect([...byId].map(customer => textAt(ids, customer))).toEqual(expectedIds())
  })

  it('come out as last names unchanged', async () => {
    const lines = strings.map((text, index) =>
      JSON.stringify({ type: 'CUSTOMER', verb: 'NEW', key: `c${index}`, event_time: '2017-01-01', last_name: text }),
    )
    const { dataset } = await readBytes('input.ndjson', lines.join('\n'))
    expect(lastNames(dataset)).toEqual(new Map(strings.map((text, index) => [`c${index}`, text.trim() === '' ? '' : text.toWellFormed()])))
  })

  it('may stand in tags and unknown fields', async () => {
    const lines = strings.map(text => `${visit('a')},"tags":[${JSON.stringify({ [text]: text })}],${JSON.stringify(`x${text}`)}:1}`)
    const { summary } = await readBytes('input.ndjson', lines.join('\n'))
    expect(summary.accepted).toBe(strings.length)
    expect(summary.rejected).toBe(0)
  })
})

describe.skipIf(!hasShared(HOSTILE, 'timestamps-json-schema'))('times of the JSON Schema test suite', () => {
  // Shape as its README says.
  const cases: { text: string; format: string; valid: boolean }[] = hasShared(HOSTILE, 'timestamps-json-schema')
    ? JSON.parse(readHostile('timestamps-json-schema', 'cases.json').toString('utf8'))
    : []

  it.each(cases.map(({ text, format, valid }) => [text, format, valid] as const))('“%s”', async (text, format, valid) => {
    const line = JSON.stringify({ type: 'SITE_VISIT', verb: 'NEW', key: 'p', event_time: text, customer_id: 'a' })
    const { summary } = await readBytes('input.json', `[${line}]`)
    const time = readTime(text)
    expect(summary.first).toBe(time)
    expect(summary.rejected).toBe(time === null ? 1 : 0)
    // What RFC 3339 allows must be read as everyone reads it.
    if (valid) expect(summary.first).toBe(Date.parse(format === 'date' ? `${text}T00:00:00Z` : text.replace(/(\.\d{3})\d+/, '$1')))
  })
})

describe.skipIf(!hasShared(HOSTILE, 'numbers'))('decimal numbers', () => {
  const files = hostileFiles('numbers', '.txt').filter(name => !name.startsWith('LICENSE'))

  it.each(files)('%s as amounts', async name => {
    const texts = readHostile('numbers', name)
      .toString('utf8')
      .split('\n')
      .filter(line => line !== '')
      .map(line => line.split(' ')[3] ?? '')
    expect(texts.length).toBeGreaterThan(0)
    const lines = texts.map(
      (text, index) => `{"type":"ORDER","verb":"NEW","key":"o","event_time":"2017-01-01","customer_id":"c${index}","total_amount":${text}}`,
    )
    const spend = new Map<string, bigint>()
    const rejected = new Map<string, number>()
    lines.forEach((line, index) => {
      const verdict = judgeLine(line)
      if (typeof verdict === 'bigint') spend.set(`c${index}`, verdict)
      else rejected.set(verdict, (rejected.get(verdict) ?? 0) + 1)
    })
    const { dataset, summary } = await readBytes('input.ndjson', lines.join('\n'))
    const { customer, columns } = rank(dataset, DEFAULT_DEFINITION)
    const { ids } = directory(dataset)
    expect(new Map([...customer].map(index => [textAt(ids, index), BigInt(columns.spendUnits[index] ?? 0)]))).toEqual(spend)
    expect(new Map(summary.rejectedByReason.map(({ reason, count }) => [reason, count]))).toEqual(rejected)
  })
})

/** Last name by customer id. */
function lastNames(dataset: Dataset): Map<string, string> {
  const details = Array.from({ length: directory(dataset).customers }, (_, customer) => detail(dataset, DEFAULT_DEFINITION, customer))
  return new Map(details.map(({ id, lastName }) => [id, lastName]))
}

/** Amount in 1/10,000, or the reason why the line is refused. */
function judgeLine(line: string): bigint | string {
  try {
    const { value, end } = parseJsonPrefix(line, 0)
    if (end !== line.length) return 'not valid JSON'
    const verdict = judge(value)
    return 'event' in verdict ? verdict.event.amount : verdict.reject.reason
  } catch (error) {
    if (error instanceof SyntaxError) return 'not valid JSON'
    throw error
  }
}

describe('things made to stall a reader', { timeout: 60_000 }, () => {
  const good = `${visit('a')}}`

  it.each([
    ['100,000 brackets that are never closed', `${visit('b')},"tags":${'['.repeat(100_000)}\n`, 'nested too deep'],
    ['100,000 brackets that are closed', `${visit('b')},"tags":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n`, 'nested too deep'],
    ['100,000 objects in each other', `${visit('b')},"tags":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}\n`, 'nested too deep'],
    ['a text of 17 MiB', `${visit('b')},"x":"${'y'.repeat(17 * 2 ** 20)}"}\n`, 'record too long'],
  ])('%s cost one record', async (_, line, reason) => {
    const { summary } = await readBytes('input.ndjson', `${good}\n${line}${good}\n`)
    expect(summary.accepted).toBe(2)
    expect(summary.rejectedByReason).toEqual([{ reason, count: 1 }])
    expect(summary.rejects[0]?.line).toBe(2)
    expect(summary.rejects[0]?.raw.length).toBeLessThanOrEqual(300)
  })

  it('100,000 broken lines are counted, and 10,000 of them kept', async () => {
    const { summary } = await readBytes('input.ndjson', `${good}\n${`${visit('b')}\n`.repeat(100_000)}${good}\n`)
    expect(summary.accepted).toBe(2)
    expect(summary.rejected).toBe(100_000)
    expect(summary.rejects).toHaveLength(10_000)
    expect(summary.rejects.map(({ line }) => line)).toEqual(Array.from({ length: 10_000 }, (_, index) => index + 2))
  })
})
