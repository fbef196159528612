import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hatchDefinitions } from '../../../../src/ui/parts/picture/hatches.ts'
import { shaded } from '../../../../src/ui/parts/picture/map-drawing.ts'
import { PALETTES } from '../../../../src/ui/parts/picture/palette.ts'
import { contrast, ofHex, ofOklch, over, type Rgb } from './colours.ts'
import { parsedContent } from './parsed.ts'

const SHEET = readFileSync(join(import.meta.dirname, '../../../../src/ui/theme.css'), 'utf8')
const THEMES = ['light', 'dark'] as const

/** “--ink: light-dark(oklch(0.24 0.012 60), #fff)” → its two colours. */
function ofTheme(name: string): readonly Rgb[] {
  const [, both = ''] = new RegExp(`--${name}: light-dark\\((.*)\\);`).exec(SHEET) ?? []
  return [...both.matchAll(/#fff|oklch\(([\d. ]+)\)/g)].map(([text, numbers = '']) => {
    const [lightness = 0, chroma = 0, hue = 0] = numbers.split(' ').map(Number)
    return text === '#fff' ? [255, 255, 255] : ofOklch(lightness, chroma, hue)
  })
}

describe('the colours of pictures', () => {
  it.each(THEMES)('are those of the page’s %s theme', theme => {
    const names = Object.entries(PALETTES[theme])
    expect(names.length).toBeGreaterThan(8)
    for (const [name, hex] of names) {
      const wanted = ofTheme(name)[theme === 'light' ? 0 : 1]
      // Where browsers round is their own business: one step of 255 either way.
      const off = ofHex(hex).map((part, at) => Math.abs(part - (wanted?.[at] ?? Number.NaN)))
      expect(Math.max(...off), `${theme} ${name}`).toBeLessThanOrEqual(1)
    }
  })

  it.each(THEMES)('leave words their contrast on the darkest shade and on its hatching, in the %s theme', theme => {
    const palette = PALETTES[theme]
    const place = { x: 0, y: 0, width: 9, height: 9 }
    const lines = parsedContent(hatchDefinitions(palette)).querySelector('#estimated-lines line')
    for (const hue of ['bar', 'est'] as const) {
      const shade = parsedContent(shaded(place, 5, hue, false, palette)).querySelector('rect')
      const opacity = Number(shade?.getAttribute('fill-opacity'))
      expect(opacity).toBeGreaterThan(0.3)
      const ground = over(ofHex(palette[hue]), opacity, ofHex(palette.panel))
      expect(contrast(ofHex(palette.ink), ground)).toBeGreaterThanOrEqual(4.5)
      // Words on green hatching have a ground of their own.
      if (hue === 'bar') continue
      const line = over(ofHex(palette.est), Number(lines?.getAttribute('stroke-opacity')), ground)
      expect(contrast(ofHex(palette.ink), line)).toBeGreaterThanOrEqual(4.5)
    }
  })
})
