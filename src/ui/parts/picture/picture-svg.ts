import { filledWith, HATCH, hatchDefinitions } from './hatches.ts'
import { shaded } from './map-drawing.ts'
import type { Palette } from './palette.ts'
import type { Drawn, PictureKey, PictureWords } from './picture.ts'
import { element, escaped, FONT_FAMILY, linesOf, widthOf, words } from './svg-text.ts'

const EDGE = 24
/** Pixels that the words of a picture need; a narrower drawing stands in a picture of this width. */
export const LEAST_WIDTH = 480
const TITLE_FONT = 17
const CAPTION_FONT = 12.5
const KEY_FONT = 12
const FOOT_FONT = 11
const MADE_WITH = 'Made with Worthwhile'

/** A picture and the room it takes, in pixels. */
export interface PictureText {
  readonly width: number
  readonly height: number
  readonly svg: string
}

/**
 * The whole picture as the text of an SVG file that stands alone: words, key, drawing, what the figures mean and where they are from.
 * The same input gives the same bytes.
 */
export function pictureSvg({ title, caption, keys, definition, range }: PictureWords, drawn: Drawn, palette: Palette): PictureText {
  const inner = Math.max(LEAST_WIDTH, Math.ceil(drawn.width))
  const width = inner + 2 * EDGE
  const parts: string[] = []
  let y = EDGE
  const write = (text: string, fontSize: number, lineHeight: number, most: number, fill: string, weight = 400): void => {
    for (const line of linesOf(text, inner, fontSize, most)) {
      y += lineHeight
      parts.push(
        words(line, EDGE, y - lineHeight * 0.28, fill, { 'font-size': fontSize, ...(weight === 400 ? {} : { 'font-weight': weight }) }),
      )
    }
  }
  write(title, TITLE_FONT, 23, 3, palette.ink, 600)
  write(caption, CAPTION_FONT, 18, 5, palette.ink2)
  if (keys.length > 0) {
    const key = keyRows(keys, inner, palette)
    parts.push(element('g', { transform: `translate(${EDGE} ${y + 8})` }, key.content))
    y += 8 + key.height
  }
  y += 14
  parts.push(element('g', { transform: `translate(${EDGE} ${y})` }, drawn.content))
  y += Math.ceil(drawn.height) + 16
  parts.push(element('path', { d: `M${EDGE} ${y + 0.5}H${width - EDGE}`, stroke: palette.line }))
  y += 6
  write(definition, FOOT_FONT, 16, 4, palette.ink2)
  const source = widthOf(MADE_WITH, FOOT_FONT)
  const from = range === '' ? '' : `Data of ${range}, UTC`
  if (widthOf(from, FOOT_FONT) + source + 40 > inner) write(from, FOOT_FONT, 16, 2, palette.ink2)
  else if (from !== '') parts.push(words(from, EDGE, y + 11.5, palette.ink2, { 'font-size': FOOT_FONT }))
  y += 16
  parts.push(words(MADE_WITH, width - EDGE, y - 4.5, palette.ink2, { 'font-size': FOOT_FONT, 'text-anchor': 'end' }))
  const height = Math.ceil(y) + EDGE - 8
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'font-family': FONT_FAMILY,
    },
    element('title', {}, escaped(title)),
    element('desc', {}, escaped([caption, definition, from, MADE_WITH].filter(text => text !== '').join(' '))),
    hatchDefinitions(palette),
    element('rect', { width, height, fill: palette.panel }),
    ...parts,
  )
  return { width, height, svg: `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n` }
}

const KEY_HEIGHT = 20
const KEY_GAP = 18

function keyRows(keys: readonly PictureKey[], width: number, palette: Palette): { readonly height: number; readonly content: string } {
  let x = 0
  let row = 0
  const entries = keys.map(key => {
    const entry = keyEntry(key, palette)
    if (x > 0 && x + entry.width > width) {
      x = 0
      row += 1
    }
    const placed = element('g', { transform: `translate(${Math.round(x)} ${row * KEY_HEIGHT})` }, entry.content)
    x += entry.width + KEY_GAP
    return placed
  })
  return { height: (row + 1) * KEY_HEIGHT, content: entries.join('') }
}

interface Entry {
  readonly width: number
  readonly content: string
}

function keyEntry(key: PictureKey, palette: Palette): Entry {
  if (key.mark === 'shades') return shadesEntry(key, palette)
  const { markWidth, content } = markOf(key.mark, palette)
  const label = words(key.label, markWidth + 6, 14, palette.ink2, { 'font-size': KEY_FONT })
  return { width: markWidth + 6 + widthOf(key.label, KEY_FONT), content: content + label }
}

function markOf(mark: Exclude<PictureKey['mark'], 'shades'>, palette: Palette): { readonly markWidth: number; readonly content: string } {
  const square = { y: 4, width: 12, height: 12, rx: 2 }
  const inside = { x: 0.5, y: 4.5, width: 11, height: 11, rx: 2 }
  const line = { d: 'M0 10H22', fill: 'none' }
  switch (mark) {
    case 'solid bar':
      return { markWidth: 12, content: element('rect', { ...square, fill: palette.bar }) }
    case 'hatched bar':
      return { markWidth: 12, content: element('rect', { ...inside, fill: filledWith(HATCH.estimated), stroke: palette.est }) }
    case 'partial bar':
      return { markWidth: 12, content: element('rect', { ...inside, fill: filledWith(HATCH.partial), stroke: palette.bar }) }
    case 'ink bar':
      return { markWidth: 12, content: element('rect', { ...square, fill: palette.ink2 }) }
    case 'blank bar':
      return { markWidth: 12, content: element('rect', { ...inside, fill: palette.panel, stroke: palette.ctl }) }
    case 'dot':
      return { markWidth: 10, content: element('circle', { cx: 5, cy: 10, r: 4, fill: palette.ink }) }
    case 'solid line':
      return { markWidth: 22, content: element('path', { ...line, stroke: palette.bar, 'stroke-width': '2.5' }) }
    case 'dashed line':
      return { markWidth: 22, content: element('path', { ...line, stroke: palette.est, 'stroke-width': 2, 'stroke-dasharray': '5 3.5' }) }
    case 'tick':
      return { markWidth: 4, content: element('path', { d: 'M2 5v10', stroke: palette.bar, 'stroke-width': '2.5' }) }
    default:
      return mark satisfies never
  }
}

const SWATCH_WIDTH = 20
const SWATCHES = [1, 2, 3, 4, 5] as const

function shadesEntry({ hue, least, most }: Extract<PictureKey, { mark: 'shades' }>, palette: Palette): Entry {
  const left = widthOf(least, KEY_FONT) + 6
  const right = left + SWATCHES.length * (SWATCH_WIDTH + 3)
  return {
    width: right + 4 + widthOf(most, KEY_FONT),
    content: [
      words(least, left - 6, 14, palette.ink2, { 'font-size': KEY_FONT, 'text-anchor': 'end' }),
      ...SWATCHES.map((shade, at) =>
        shaded({ x: left + at * (SWATCH_WIDTH + 3), y: 4, width: SWATCH_WIDTH, height: 12 }, shade, hue, hue === 'est', palette),
      ),
      words(most, right + 4, 14, palette.ink2, { 'font-size': KEY_FONT }),
    ].join(''),
  }
}
