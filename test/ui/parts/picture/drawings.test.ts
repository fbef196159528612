import { describe, expect, it } from 'vitest'
import { weekBars } from '../../../../src/ui/parts/charts/week-bars.ts'
import { lanesDrawing } from '../../../../src/ui/parts/picture/lanes-drawing.ts'
import { mapDrawing } from '../../../../src/ui/parts/picture/map-drawing.ts'
import { PALETTES } from '../../../../src/ui/parts/picture/palette.ts'
import type { MapCell, MapDrawing } from '../../../../src/ui/parts/picture/picture.ts'
import { weeksDrawing } from '../../../../src/ui/parts/picture/weeks-drawing.ts'
import { numbersOf, parsedContent, textsOf } from './parsed.ts'

const LIGHT = PALETTES.light

describe('weeks', () => {
  /** Five weeks from Sunday 5 January 2025; the last is only partly in the data. In dollars. */
  const drawn = (spend: number[], visits: number[] = spend.map(() => 0)) => {
    const series = {
      start: Date.UTC(2025, 0, 5),
      spendUnits: Float64Array.from(spend, dollars => dollars * 10_000),
      visits: Uint32Array.from(visits),
      orders: new Uint32Array(spend.length),
      partial: Uint8Array.from(spend, (_, week) => (week === spend.length - 1 ? 1 : 0)),
    }
    return weeksDrawing(weekBars(series, 100).bars, 'USD', LIGHT)
  }
  const bars = (root: Element, fill: string) => [...root.querySelectorAll(`rect[fill="${fill}"]`)]

  it('are bars as high as their spend, ticks where there is none, and hatched where the data covers a part', () => {
    const root = parsedContent(drawn([80, 40, 0, 20, 60]).content)
    // 252 pixels are the 80 dollars of the axis.
    expect(numbersOf(bars(root, LIGHT.bar), 'height')).toEqual([252, 126, 63])
    expect(numbersOf(bars(root, LIGHT.ctl), 'height')).toEqual([2])
    expect(numbersOf(bars(root, 'url(#partial)'), 'height')).toEqual([189])
    expect(textsOf(root)).toEqual(['$0', '$20', '$40', '$60', '$80', '5 Jan', '12 Jan', '19 Jan', '26 Jan', '2 Feb'])
  })

  it('hang below nothing where refunds outweigh', () => {
    const root = parsedContent(drawn([80, -20, 10, 10, 10]).content)
    const [above, below] = bars(root, LIGHT.bar)
    const edge = (bar: Element | undefined, side: 'y' | 'height') => Number(bar?.getAttribute(side))
    expect(edge(below, 'y')).toBeCloseTo(edge(above, 'y') + edge(above, 'height'), 0)
    expect(edge(below, 'height')).toBeCloseTo(edge(above, 'height') / 4, 0)
  })

  it('have their visits below, and no room for them where there is none', () => {
    const withVisits = drawn([1, 1, 1, 1, 1], [4, 2, 0, 1, 0])
    const root = parsedContent(withVisits.content)
    expect(numbersOf(bars(root, LIGHT.ctl), 'height')).toEqual([44, 22, 11])
    expect(textsOf(root)).toContain('Visits')
    expect(drawn([1, 1, 1, 1, 1]).height).toBeLessThan(withVisits.height - 40)
  })

  it('without any spend are ticks on an axis', () => {
    const { content } = drawn([0, 0, 0])
    expect(content).not.toContain('NaN')
    expect(bars(parsedContent(content), LIGHT.ctl)).toHaveLength(3)
  })
})

describe('maps', () => {
  const cell = (words: string, shade: number, change: Partial<MapCell> = {}): MapCell => ({
    words,
    basis: '',
    shade,
    hatched: false,
    ...change,
  })
  const map: MapDrawing = {
    hue: 'bar',
    leads: ['First seen', 'Customers'],
    across: '',
    columns: ['0', '1'],
    rows: [
      { leads: ['Jan 2025', '4'], cells: [cell('$10.00', 5), cell('–', 0)] },
      { leads: ['Feb 2025', '2'], cells: [cell('$2.50', 2, { hatched: true }), null] },
    ],
  }

  it('have a shaded cell for each figure, darker where it is higher, and nothing where there can be nothing', () => {
    const root = parsedContent(mapDrawing(map, LIGHT).content)
    expect(textsOf(root)).toEqual(['First seen', 'Customers', '0', '1', 'Jan 2025', '4', '$10.00', '–', 'Feb 2025', '2', '$2.50'])
    expect(numbersOf(root.querySelectorAll('rect[fill-opacity]'), 'fill-opacity')).toEqual([0.5, 0.18])
  })

  it('hatch a cell over its shade', () => {
    const hatched = [...parsedContent(mapDrawing(map, LIGHT).content).querySelectorAll('[fill="url(#partial-lines)"]')]
    expect(hatched).toHaveLength(1)
    const before = hatched[0]?.previousElementSibling
    expect(before?.getAttribute('fill-opacity')).toBe('0.18')
    expect(before?.getAttribute('x')).toBe(hatched[0]?.getAttribute('x'))
  })

  it('of estimates are hatched in amber wherever there is a shade', () => {
    const rows = [{ leads: ['1'], cells: [cell('0.4', 3, { hatched: true }), cell('0', 0, { hatched: true })] }]
    const root = parsedContent(mapDrawing({ ...map, hue: 'est', leads: ['Orders'], across: 'Weeks since', rows }, LIGHT).content)
    expect(root.querySelectorAll('[fill="url(#estimated-lines)"]')).toHaveLength(1)
    expect(root.querySelector('rect[fill-opacity]')?.getAttribute('fill')).toBe(LIGHT.est)
    expect(textsOf(root)).toContain('Weeks since')
  })

  it('say in small letters what a figure rests on', () => {
    const rows = [{ leads: ['ES'], cells: [cell('€10', 1, { basis: 'of 4' }), null] }]
    const root = parsedContent(mapDrawing({ ...map, leads: ['Country'], rows }, LIGHT).content)
    const [figure, basis] = [...root.querySelectorAll('text')].slice(-2)
    expect([figure?.textContent, basis?.textContent, basis?.getAttribute('font-size')]).toEqual(['€10', 'of 4', '10'])
    expect(Number(basis?.getAttribute('y'))).toBeGreaterThan(Number(figure?.getAttribute('y')))
  })

  it('cut headings short that are too long, and show hostile ones as words', () => {
    const hostile = `<b onclick="x">${'y'.repeat(300)}`
    const root = parsedContent(mapDrawing({ ...map, rows: [{ leads: [hostile, '1'], cells: [] }] }, LIGHT).content)
    expect(root.querySelector('b')).toBeNull()
    const [shown] = textsOf(root).filter(text => text?.startsWith('<b onclick="x">'))
    expect(shown).toMatch(/y…$/)
  })
})

describe('lanes', () => {
  it('are as long as their share of the longest, with heading and figure', () => {
    const root = parsedContent(
      lanesDrawing(
        [
          { heading: '0', figure: '50%', parts: [{ share: 1, fill: 'estimated' }] },
          { heading: '1', figure: '25%', parts: [{ share: 0.5, fill: 'estimated' }] },
          { heading: '2 or more', figure: '0%', parts: [{ share: 0, fill: 'estimated' }] },
        ],
        LIGHT,
      ).content,
    )
    const hatched = [...root.querySelectorAll('[fill="url(#estimated)"]')]
    expect(hatched).toHaveLength(2)
    const [long = 0, short = 0] = numbersOf(hatched, 'width')
    expect((short + 1) / (long + 1)).toBeCloseTo(0.5, 2)
    expect(textsOf(root)).toEqual(['0', '50%', '1', '25%', '2 or more', '0%'])
  })

  it('have parts side by side that fill the whole lane together', () => {
    const root = parsedContent(
      lanesDrawing(
        [
          {
            heading: 'shop',
            figure: '60%',
            parts: [
              { share: 0.6, fill: 'solid' },
              { share: 0.3, fill: 'ink' },
              { share: 0.1, fill: 'blank' },
            ],
          },
        ],
        LIGHT,
      ).content,
    )
    const [accepted, refused] = ['bar', 'ink2'].map(name => root.querySelector(`rect[fill="${LIGHT[name === 'bar' ? 'bar' : 'ink2']}"]`))
    const end = Number(accepted?.getAttribute('x')) + Number(accepted?.getAttribute('width'))
    expect(Number(refused?.getAttribute('x'))).toBeCloseTo(end, 0)
    expect(root.querySelectorAll('rect')).toHaveLength(3)
  })
})
