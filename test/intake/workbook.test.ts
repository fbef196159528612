import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Unpacked } from '../../src/intake/containers/container.ts'
import { unpackWorkbook } from '../../src/intake/workbook/read-workbook.ts'
import { cellText, sheetText } from '../../src/intake/workbook/sheet-text.ts'
import { workbookOf } from '../support/workbook.ts'

async function unpacked(content: Blob): Promise<{ readonly texts: Record<string, string>; readonly problems: unknown[] }> {
  const texts: Record<string, string> = {}
  const problems: unknown[] = []
  for await (const part of unpackWorkbook({ path: 'book.xlsx', content }) as AsyncIterable<Unpacked>) {
    if ('problem' in part) {
      problems.push(part.problem)
      continue
    }
    const report = { progress() {}, endsEarly() {}, damaged: (message: string) => problems.push(message) }
    let text = ''
    for await (const chunk of part.text.open(report)) text += new TextDecoder().decode(chunk)
    texts[part.text.path] = text
  }
  return { texts, problems }
}

/** The workbook with one of its parts exchanged. */
async function spoiled(path: string, change: (xml: string) => Uint8Array): Promise<Blob> {
  const parts = unzipSync(
    new Uint8Array(
      await (
        await workbookOf({
          One: [
            ['id', 'amount'],
            ['a', 1],
          ],
        })
      ).arrayBuffer(),
    ),
  )
  const part = parts[path]
  if (part === undefined) throw new Error(`there is no ${path} among ${Object.keys(parts).join(', ')}`)
  return new Blob([zipSync({ ...parts, [path]: change(new TextDecoder().decode(part)) })])
}

describe('a workbook', () => {
  it('is one table in CSV for each sheet with content, in their order', async () => {
    const book = await workbookOf({
      Places: [
        ['id', 'name'],
        [1, 'Köln, "Süd"'],
      ],
      Empty: [],
      Sales: [['id'], ['x']],
    })
    const { texts, problems } = await unpacked(book)
    expect(texts).toEqual({ 'book.xlsx/Places': 'id,name\n1,"Köln, ""Süd"""\n', 'book.xlsx/Sales': 'id\nx\n' })
    expect(problems).toEqual([])
  })

  it('has its numbers and dates as texts that the rules know', async () => {
    const rows = [
      ['sku', 'amount', 'at', 'day', 'yes'],
      [3770009015048, 12.34, new Date(Date.UTC(2023, 2, 24, 4, 52, 21)), new Date(Date.UTC(2023, 2, 24)), true],
    ]
    expect((await unpacked(await workbookOf({ One: rows }))).texts['book.xlsx/One']).toBe(
      'sku,amount,at,day,yes\n3770009015048,12.34,2023-03-24 04:52:21,2023-03-24,true\n',
    )
  })

  it('keeps its rows on their lines: empty ones, and those with a line break in a cell', async () => {
    const { texts } = await unpacked(
      await workbookOf({
        One: [
          ['id', 'text'],
          [null, null],
          [2, 'two\nlines'],
        ],
      }),
    )
    expect(texts['book.xlsx/One']).toBe('id,text\n\n2,two lines\n')
  })

  it('without any content is said to be empty', async () => {
    expect((await unpacked(await workbookOf({ One: [] }))).problems).toMatchObject([{ code: 'empty' }])
  })

  it('that unpacks to more than memory may hold is refused while it is unpacked, whatever it says of its size', async () => {
    const bomb = await spoiled('xl/worksheets/sheet1.xml', () => new Uint8Array(140 * 1024 * 1024).fill(32))
    expect(bomb.size).toBeLessThan(300_000)
    const { problems } = await unpacked(bomb)
    expect(problems).toMatchObject([{ code: 'too-large' }])
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({
      message: 'The workbook is too large to be read here: up to its part xl/worksheets/sheet1.xml it unpacks to more than 128 MB.',
      wayOut: expect.stringMatching(/^Expected is a workbook of up to 128 MB unpacked, about .* rows .*\. Save its sheets as CSV/),
    })
  })

  it.each([
    ['a cell in the last corner', (xml: string) => xml.replace(/r="B2"/, 'r="XFD1048576"')],
    ['a cell in the last corner, in other quotes', (xml: string) => xml.replace(/r="B2"/, "r = 'XFD1048576'")],
  ])('with %s is refused before room is made for all cells before it', async (_, change) => {
    const { problems } = await unpacked(await spoiled('xl/worksheets/sheet1.xml', xml => strToU8(change(xml))))
    expect(problems).toMatchObject([{ code: 'too-large' }])
  })

  it.each([
    ['a part that is no XML', 'xl/workbook.xml', () => strToU8('<<<')],
    ['a part that is cut', 'xl/worksheets/sheet1.xml', (xml: string) => strToU8(xml.slice(0, 200))],
  ])('with %s is a problem, or what could be read of it', async (_, path, change) => {
    const { texts, problems } = await unpacked(await spoiled(path, change))
    expect(problems.length + Object.keys(texts).length).toBeGreaterThan(0)
    for (const problem of problems) expect(problem).toMatchObject({ wayOut: expect.stringContaining('save') })
  })
})

describe('a cell', () => {
  it.each([
    [new Date(Date.UTC(2023, 2, 24, 4, 52, 20, 999)), '2023-03-24 04:52:21'],
    [new Date(Date.UTC(2023, 2, 24, 4, 52, 20, 500)), '2023-03-24 04:52:20.500'],
    [new Date(Number.NaN), ''],
    [0.1, '0.1'],
    [null, ''],
    ['007', '007'],
  ])('%j is “%s”', (cell, text) => {
    expect(cellText(cell)).toBe(text)
  })

  it('beyond the header stays, so that its row is told as too wide', () => {
    expect([...sheetText([['a', 'b', ''], ['1'], ['1', '2', '3']])].join('')).toBe('a,b\n1,\n1,2,3\n')
    // A title above does not say how wide the table is.
    expect([...sheetText([['Sales'], [], ['a', 'b', 'c'], ['1'], ['1', '2', '3', '4']])].join('')).toBe('Sales,,\n\na,b,c\n1,,\n1,2,3,4\n')
  })
})
