import type { Palette } from './palette.ts'
import { element } from './svg-text.ts'

/** The hatches of a picture by what they say. Estimates are amber; what is not wholly in the data is green. */
export const HATCH = {
  /** On a ground of its own, for bars. */
  estimated: 'estimated',
  partial: 'partial',
  /** Lines alone, over the shade of a cell. */
  estimatedLines: 'estimated-lines',
  partialLines: 'partial-lines',
} as const

/** Their definitions. A picture has all of them, so that its parts need not say which they use. */
export function hatchDefinitions({ est, estbg, bar, accbg }: Palette): string {
  return element(
    'defs',
    {},
    hatch(HATCH.estimated, est, 1.5, 1, estbg),
    hatch(HATCH.partial, bar, 2.4, 1, accbg),
    // Words stand on these: more of it, and those on the darkest shade lose their contrast in the dark.
    hatch(HATCH.estimatedLines, est, 2, 0.12, null),
    hatch(HATCH.partialLines, bar, 2, 0.55, null),
  )
}

function hatch(id: string, stroke: string, width: number, opacity: number, ground: string | null): string {
  return element(
    'pattern',
    { id, width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    ...(ground === null ? [] : [element('rect', { width: 5, height: 5, fill: ground })]),
    element('line', { x1: 0, y1: 0, x2: 0, y2: 5, stroke, 'stroke-width': width, 'stroke-opacity': String(opacity) }),
  )
}

export function filledWith(hatch: (typeof HATCH)[keyof typeof HATCH]): string {
  return `url(#${hatch})`
}
