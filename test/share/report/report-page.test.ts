import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { html } from '../../../src/share/report/markup.ts'
import { REPORT_POLICY, SCRIPT_HASH, STYLE_HASH } from '../../../src/share/report/policy.ts'
import { reportPage } from '../../../src/share/report/report-page.ts'
import { REPORT_STYLE } from '../../../src/share/report/report-style.ts'
import { SORT_SCRIPT } from '../../../src/share/report/sort-script.ts'
import { PLAIN_REPORT } from './plain-report.ts'

const page = [...reportPage(PLAIN_REPORT)].join('')
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('base64')

test('what stands in the file as style sheet and script is what its policy allows', () => {
  const inside = (element: string) => [...page.matchAll(new RegExp(`<${element}>([\\s\\S]*?)</${element}>`, 'g'))].map(match => match[1])
  expect(inside('style').map(text => sha256(text ?? ''))).toEqual([STYLE_HASH])
  expect(inside('script').map(text => sha256(text ?? ''))).toEqual([SCRIPT_HASH])
  expect(page).toContain(`http-equiv="Content-Security-Policy" content="${html`${REPORT_POLICY}`.text}"`)
  expect(REPORT_POLICY).toContain("default-src 'none'")
})

test('the policy stands before anything that it is to hold for', () => {
  expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.search(/<(style|script|link|title|body)/))
})

test('nothing in the file is an address, an inline style or an inline handler', () => {
  expect(page.match(/https?:|\/\/[a-z]/g)).toBeNull()
  expect(page.match(/ (style|on\w+)="/g)).toBeNull()
  expect([...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(match => match[1]).filter(to => !to?.startsWith('#'))).toEqual(['data:,'])
  expect([...REPORT_STYLE.matchAll(/url\(([^)]*)\)/g)].map(match => match[1])).toEqual(['#partial'])
})

test('neither style sheet nor script can end the element it stands in', () => {
  expect(REPORT_STYLE + SORT_SCRIPT).not.toMatch(/<\//)
})

test('the colours are those of the page', async () => {
  const theme = await readFile(join(import.meta.dirname, '../../../src/ui/theme.css'), 'utf8')
  const colours = (sheet: string) =>
    new Map([...sheet.matchAll(/^ {2}(--\w+): (light-dark\(.*\));$/gm)].map(([, name, value]) => [name, value]))
  const ofPage = colours(theme)
  const ofReport = colours(REPORT_STYLE)
  expect(ofReport.size).toBeGreaterThan(8)
  for (const [name, value] of ofReport) expect(`${name}: ${value}`).toBe(`${name}: ${ofPage.get(name)}`)
})

test('the same report gives the same bytes', () => {
  expect([...reportPage(PLAIN_REPORT)].join('')).toBe(page)
})

test('values in markup are text, whatever they are', () => {
  const name = `<b onclick='x'>"&</b>`
  expect(html`<i title="${name}">${name}</i>`.text).toBe(
    '<i title="&lt;b onclick=&#39;x&#39;&gt;&quot;&amp;&lt;/b&gt;">&lt;b onclick=&#39;x&#39;&gt;&quot;&amp;&lt;/b&gt;</i>',
  )
  expect(html`${html`<b>${1}</b>`}${[html`<i>`, html`</i>`]}${null}`.text).toBe('<b>1</b><i></i>')
})

test('control characters show as their symbols, so that no id looks like another', () => {
  expect(html`a${'\0b\u001b[31m\rc\td'}`.text).toBe('a␀b␛[31m␍c\td')
})

test('an incomplete week is hatched by a pattern, a whole one filled, one without spend a tick', () => {
  const bars = [
    { value: 10, partial: true },
    { value: 0, partial: false },
    { value: 20, partial: false },
  ]
  const weekly = { title: 'Weeks', label: '', bars, low: 0, high: 20, ticks: [], dates: [], narrowDates: [], table: null }
  const drawn = [...reportPage({ ...PLAIN_REPORT, weekly, receipts: [] })].join('').split('<h2>Weeks')[1] ?? ''
  expect([...drawn.matchAll(/<rect class="(\w+)"[^>]*height="([\d.]+)"/g)].map(([, name, height]) => `${name} ${height}`)).toEqual([
    'partial 12',
    'partial 80.0',
    'zero 2',
    'bar 160.0',
  ])
  expect(page).toContain('<pattern id="partial"')
})
