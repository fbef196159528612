import { filledWith, HATCH } from './hatches.ts'
import type { Palette } from './palette.ts'
import type { Drawn, Hue, MapCell, MapDrawing } from './picture.ts'
import { element, shortened, widthOf, words } from './svg-text.ts'

const FONT = 12
const SMALL_FONT = 11
const TINY_FONT = 10
/** On both sides of the words of a column together. */
const ROOM = 16
const LEAST_CELL_WIDTH = 46
/** Wider words are cut short: names of places can be of any length. */
const MOST_LEAD_WIDTH = 220
const MOST_CELL_WIDTH = 130
const ROW_HEIGHT = 28
const BASIS_HEIGHT = 12
const HEAD_HEIGHT = 24

/** How much of the colour shows, by shade. As on the page: words on the darkest shade keep their contrast. */
const SHADE_OPACITY: Readonly<Record<Hue, readonly number[]>> = {
  bar: [0, 0.09, 0.18, 0.28, 0.38, 0.5],
  est: [0, 0.07, 0.15, 0.24, 0.33, 0.42],
}

/** A swatch or cell of a shade, hatched or not. */
export function shaded(
  place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  shade: number,
  hue: Hue,
  hatched: boolean,
  palette: Palette,
): string {
  const opacity = SHADE_OPACITY[hue][shade] ?? 0
  const ground = opacity === 0 ? '' : element('rect', { ...place, fill: palette[hue], 'fill-opacity': String(opacity) })
  const lines = filledWith(hue === 'est' ? HATCH.estimatedLines : HATCH.partialLines)
  return hatched ? ground + element('rect', { ...place, fill: lines }) : ground
}

/** A table of shaded cells, every column as wide as its widest words. Cost: one pass over the cells. */
export function mapDrawing({ hue, leads, across, columns, rows }: MapDrawing, palette: Palette): Drawn {
  const leadWidths = leads.map((lead, at) =>
    Math.min(MOST_LEAD_WIDTH, ROOM + widest([lead, ...rows.map(row => row.leads[at] ?? '')], FONT)),
  )
  const cellWidths = columns.map((column, at) => {
    const cells = rows.flatMap(row => row.cells[at] ?? [])
    const inside = Math.max(
      widest(
        cells.map(cell => cell.words),
        FONT,
      ),
      widest(
        cells.map(cell => cell.basis),
        TINY_FONT,
      ),
    )
    return Math.min(MOST_CELL_WIDTH, Math.max(LEAST_CELL_WIDTH, ROOM + inside, ROOM + widthOf(column, SMALL_FONT)))
  })
  const leadsWidth = sum(leadWidths)
  const cellsLeft = cellWidths.map((_, at) => leadsWidth + sum(cellWidths.slice(0, at)))
  const width = leadsWidth + sum(cellWidths)
  const hasBasis = rows.some(row => row.cells.some(cell => cell !== null && cell.basis !== ''))
  const rowHeight = ROW_HEIGHT + (hasBasis ? BASIS_HEIGHT : 0)
  const headHeight = across === '' ? HEAD_HEIGHT : 2 * HEAD_HEIGHT
  const top = (at: number): number => headHeight + at * rowHeight
  return {
    // Half a pixel on each side for the outline.
    width: width + 1,
    height: top(rows.length) + 1,
    content: [
      element('rect', { width, height: headHeight, fill: palette.sunk }),
      across === ''
        ? ''
        : words(across, leadsWidth + ROOM / 2, HEAD_HEIGHT - 7, palette.ink2, { 'font-size': SMALL_FONT, 'font-weight': 550 }),
      ...leads.map((lead, at) => heading(lead, leadEdge(leadWidths, at), leadWidths[at] ?? 0, at === 0, headHeight, palette)),
      ...columns.map((column, at) =>
        heading(column, (cellsLeft[at] ?? 0) + (cellWidths[at] ?? 0), cellWidths[at] ?? 0, false, headHeight, palette),
      ),
      ...rows.map((row, index) =>
        [
          ...row.leads.map((lead, at) => {
            const edge = leadEdge(leadWidths, at)
            const text = shortened(lead, (leadWidths[at] ?? 0) - ROOM, FONT)
            const baseline = top(index) + rowHeight / 2 + 4
            return words(text, at === 0 ? ROOM / 2 : edge - ROOM / 2, baseline, palette.ink, { 'font-size': FONT, ...anchor(at === 0) })
          }),
          ...row.cells.map((cell, at) =>
            cell === null
              ? ''
              : cellDrawing(cell, { x: cellsLeft[at] ?? 0, y: top(index), width: cellWidths[at] ?? 0, height: rowHeight }, hue, palette),
          ),
        ].join(''),
      ),
      element('path', {
        d: `M0 ${headHeight}H${width}M${leadsWidth} ${across === '' ? 0 : headHeight}V${top(rows.length)}`,
        stroke: palette.line,
      }),
      element('rect', { x: 0.5, y: 0.5, width, height: top(rows.length), rx: 3, fill: 'none', stroke: palette.line }),
    ].join(''),
  }
}

function leadEdge(widths: readonly number[], at: number): number {
  return sum(widths.slice(0, at + 1))
}

function heading(text: string, edge: number, width: number, isFirst: boolean, headHeight: number, { ink2 }: Palette): string {
  const x = isFirst ? ROOM / 2 : edge - ROOM / 2
  return words(shortened(text, width - ROOM, SMALL_FONT), x, headHeight - 8, ink2, {
    'font-size': SMALL_FONT,
    'font-weight': 550,
    ...anchor(isFirst),
  })
}

interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

function cellDrawing({ words: figure, basis, shade, hatched }: MapCell, place: Place, hue: Hue, palette: Palette): string {
  const { x, y, width, height } = place
  const right = x + width - ROOM / 2
  const baseline = y + (basis === '' ? height / 2 + 4 : height / 2 - 1)
  const figureWidth = Math.max(widthOf(figure, FONT), widthOf(basis, TINY_FONT))
  // Figures on green hatching stand on a ground of their own, as on the page; amber hatching is faint enough.
  const ground =
    hatched && hue === 'bar'
      ? element('rect', {
          x: right - figureWidth - 1,
          y: baseline - 12,
          width: figureWidth + 4,
          height: basis === '' ? 16 : 29,
          rx: 4,
          fill: palette.panel,
        })
      : ''
  return [
    shaded(place, shade, hue, hatched && (hue === 'bar' || shade > 0), palette),
    ground,
    words(figure, right, baseline, palette.ink, { 'font-size': FONT, ...anchor(false) }),
    basis === '' ? '' : words(basis, right, baseline + 13, palette.ink, { 'font-size': TINY_FONT, ...anchor(false) }),
  ].join('')
}

function anchor(isStart: boolean): { readonly 'text-anchor'?: string } {
  return isStart ? {} : { 'text-anchor': 'end' }
}

function widest(texts: readonly string[], fontSize: number): number {
  return texts.reduce((most, text) => Math.max(most, widthOf(text, fontSize)), 0)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
