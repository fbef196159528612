import { describe, expect, it } from 'vitest'
import { PALETTES } from '../../../../src/ui/parts/picture/palette.ts'
import type { Drawn, PictureKey, PictureWords } from '../../../../src/ui/parts/picture/picture.ts'
import { pictureSvg } from '../../../../src/ui/parts/picture/picture-svg.ts'
import { widthOf } from '../../../../src/ui/parts/picture/svg-text.ts'
import { parsed, reachesOutside, textsOf } from './parsed.ts'

const DRAWN: Drawn = { width: 600, height: 100, content: '<rect width="600" height="100" fill="#123456"/>' }
const SAID: PictureWords = {
  title: 'Spend per week of the top 10',
  caption: 'Sum of the amounts of orders in USD.',
  keys: [{ mark: 'solid bar', label: 'spend' }],
  definition: 'Simple LTV · 52 × spend per week × 10 years · weeks start Sunday, UTC.',
  range: '6 Jan – 28 Mar 2025',
}
const EVERY_KEY: readonly PictureKey[] = [
  { mark: 'solid bar', label: 'a' },
  { mark: 'hatched bar', label: 'b' },
  { mark: 'partial bar', label: 'c' },
  { mark: 'ink bar', label: 'd' },
  { mark: 'blank bar', label: 'e' },
  { mark: 'dot', label: 'f' },
  { mark: 'solid line', label: 'g' },
  { mark: 'dashed line', label: 'h' },
  { mark: 'tick', label: 'i' },
  { mark: 'shades', hue: 'est', least: 'j', most: 'k' },
]
const HOSTILE = [
  '</text><script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  ']]>&amp;&nbsp;',
  'a\u0000b\u001Fc\uFFFEd\uD800e',
  '‮desrever',
]

const shown = (said: Partial<PictureWords> = {}, theme: 'light' | 'dark' = 'light') =>
  pictureSvg({ ...SAID, ...said }, DRAWN, PALETTES[theme])

describe('a picture', () => {
  it('holds title, caption, key, drawing, definition, dates and where it is from', () => {
    const root = parsed(shown().svg)
    expect(textsOf(root)).toEqual([
      'Spend per week of the top 10',
      'Sum of the amounts of orders in USD.',
      'spend',
      'Simple LTV · 52 × spend per week × 10 years · weeks start Sunday, UTC.',
      'Data of 6 Jan – 28 Mar 2025, UTC',
      'Made with Worthwhile',
    ])
    expect(root.querySelector('rect[fill="#123456"]')).not.toBeNull()
    expect(root.querySelector('title')?.textContent).toBe('Spend per week of the top 10')
  })

  it('says its size, has room for all of it, and is the same text each time', () => {
    const { width, height, svg } = shown()
    const root = parsed(svg)
    expect([width, root.getAttribute('width'), root.getAttribute('viewBox')]).toEqual([648, '648', `0 0 648 ${height}`])
    const baselines = [...root.querySelectorAll('text')].map(text => Number(text.getAttribute('y')))
    expect(Math.max(...baselines)).toBeLessThan(height)
    expect(shown().svg).toBe(svg)
  })

  it.each(['light', 'dark'] as const)('has the ground and the ink of the %s theme, and none of the other', theme => {
    const { svg } = shown({ keys: EVERY_KEY }, theme)
    const other = PALETTES[theme === 'light' ? 'dark' : 'light']
    expect(parsed(svg).querySelector('svg > rect')?.getAttribute('fill')).toBe(PALETTES[theme].panel)
    for (const name of ['ink', 'ink2', 'bar', 'est', 'line'] as const) expect(svg).toContain(PALETTES[theme][name])
    for (const colour of Object.values(other)) expect(svg).not.toContain(colour)
  })

  it('asks for nothing outside of itself', () => {
    expect(reachesOutside(shown({ keys: EVERY_KEY }).svg)).toEqual([])
    // The check itself sees what it is for.
    expect(reachesOutside('<svg xmlns="http://www.w3.org/2000/svg"><rect fill="url(#none)"/><image href="x"/></svg>')).toHaveLength(3)
  })

  it('keeps estimates hatched and dashed', () => {
    const root = parsed(shown({ keys: EVERY_KEY }).svg)
    expect(root.querySelector('[fill="url(#estimated)"]')).not.toBeNull()
    expect(root.querySelector('[stroke-dasharray]')?.getAttribute('stroke')).toBe(PALETTES.light.est)
    expect(root.querySelectorAll('[fill="url(#estimated-lines)"]')).toHaveLength(5)
  })

  it.each(HOSTILE)('shows hostile words as words: %j', hostile => {
    const { svg } = shown({
      title: hostile,
      caption: hostile,
      definition: hostile,
      range: hostile,
      keys: [{ mark: 'tick', label: hostile }],
    })
    expect(reachesOutside(svg)).toEqual([])
    const readable = hostile.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    expect(parsed(svg).querySelector('title')?.textContent).toBe(readable)
    expect(textsOf(parsed(svg))).toContain(readable)
  })

  it('breaks long words into lines that fit, and ends what does not with an ellipsis', () => {
    const root = parsed(shown({ title: 'x'.repeat(5_000), caption: 'A caption of some words. '.repeat(40) }).svg)
    const lines = [...root.querySelectorAll('text')]
    for (const line of lines) expect(widthOf(line.textContent ?? '', Number(line.getAttribute('font-size')))).toBeLessThanOrEqual(600)
    expect(lines.filter(line => line.textContent?.startsWith('xxx'))).toHaveLength(3)
    expect(lines.filter(line => line.textContent?.endsWith('…'))).toHaveLength(2)
  })

  it('puts the dates above where it is from when both do not fit on one line', () => {
    const root = parsed(shown({ range: 'a very long range of days, written in many more words than there is room for in one line' }).svg)
    const [dates, source] = [...root.querySelectorAll('text')].slice(-2).map(text => Number(text.getAttribute('y')))
    expect(source).toBeGreaterThan(dates ?? Number.NaN)
  })

  it('leaves out dates that nobody knows', () => {
    expect(textsOf(parsed(shown({ range: '' }).svg)).slice(-2)).toEqual([SAID.definition, 'Made with Worthwhile'])
  })

  it('starts a new row of its key where there is no room', () => {
    const keys = Array.from({ length: 12 }, (_, at): PictureKey => ({ mark: 'solid line', label: `line number ${at}` }))
    const groups = [...parsed(shown({ keys }).svg).querySelectorAll('g g')]
    const rows = new Set(groups.map(group => group.getAttribute('transform')?.split(' ')[1]))
    expect(rows.size).toBeGreaterThan(1)
    expect(groups).toHaveLength(12)
  })
})
