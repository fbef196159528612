import { filledWith, HATCH } from './hatches.ts'
import type { Palette } from './palette.ts'
import type { Drawn, Lane, LaneFill } from './picture.ts'
import { element, shortened, widthOf, words } from './svg-text.ts'

const WIDTH = 720
const FONT = 12
const LANE_HEIGHT = 26
const BAR_HEIGHT = 14
const GAP = 10
const MOST_HEADING_WIDTH = 260

/** Horizontal bars from one line, each with its heading before it and its figure behind the longest. Cost: one pass over the lanes. */
export function lanesDrawing(lanes: readonly Lane[], palette: Palette): Drawn {
  const headingWidth = Math.min(
    MOST_HEADING_WIDTH,
    lanes.reduce((most, lane) => Math.max(most, widthOf(lane.heading, FONT)), 0),
  )
  const figureWidth = lanes.reduce((most, lane) => Math.max(most, widthOf(lane.figure, FONT)), 0)
  const left = headingWidth + GAP
  const laneWidth = Math.max(80, WIDTH - left - GAP - figureWidth)
  return {
    width: WIDTH,
    height: lanes.length * LANE_HEIGHT,
    content: [
      ...lanes.map(({ heading, figure, parts }, index) => {
        const middle = (index + 0.5) * LANE_HEIGHT
        return [
          words(shortened(heading, headingWidth, FONT), headingWidth, middle + 4, palette.ink2, {
            'font-size': FONT,
            'text-anchor': 'end',
          }),
          ...parts.map(({ share, fill }, at) => {
            const before = parts.slice(0, at).reduce((sum, part) => sum + part.share, 0)
            return share <= 0
              ? ''
              : barOf(left + before * laneWidth, middle - BAR_HEIGHT / 2, Math.max(2, share * laneWidth), fill, palette)
          }),
          words(figure, WIDTH, middle + 4, palette.ink, { 'font-size': FONT, 'text-anchor': 'end' }),
        ].join('')
      }),
      element('path', { d: `M${Math.round(left) + 0.5} 2V${lanes.length * LANE_HEIGHT - 2}`, stroke: palette.line }),
    ].join(''),
  }
}

function barOf(x: number, y: number, width: number, fill: LaneFill, { bar, est, ink2, panel, ctl, sunk }: Palette): string {
  const place = { x, y, width, height: BAR_HEIGHT }
  const inside = { x: x + 0.5, y: y + 0.5, width: Math.max(1, width - 1), height: BAR_HEIGHT - 1, rx: 1.5 }
  switch (fill) {
    case 'solid':
      return element('rect', { ...place, rx: 2, fill: bar })
    case 'estimated':
      return element('rect', { ...inside, fill: filledWith(HATCH.estimated), stroke: est })
    case 'ink':
      return element('rect', { ...place, rx: 2, fill: ink2 })
    case 'rest':
      return element('rect', { ...place, rx: 2, fill: sunk })
    case 'blank':
      return element('rect', { ...inside, fill: panel, stroke: ctl })
    default:
      return fill satisfies never
  }
}
