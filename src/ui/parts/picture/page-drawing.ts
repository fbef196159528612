import { PALETTES, type PictureTheme } from './palette.ts'
import type { Drawn } from './picture.ts'
import { LEAST_WIDTH } from './picture-svg.ts'
import { element, escaped } from './svg-text.ts'

/** What charts are drawn with. Anything else would be left out of the picture, so it is an error instead. */
const DRAWN = new Set(['g', 'defs', 'pattern', 'path', 'line', 'rect', 'circle', 'text', 'tspan'])
/** For readers that are not eyes, or for a pointer. */
const LEFT_OUT = new Set(['title', 'desc'])
/** What style sheets decide: passed on to what is inside, and not. */
const INHERITED = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'paint-order'] as const
const INHERITED_BY_TEXT = ['font-size', 'font-weight', 'text-anchor'] as const
const OWN = ['opacity', 'fill-opacity', 'stroke-opacity'] as const
const NOT_COPIED = /^(class|style|role|tabindex|aria-.*|data-.*|on.*)$/

/** SVG's own values, as browsers compute them. A picture's root has them; what is as in its parent is not written again. */
const AT_ROOT: Readonly<Record<string, string>> = {
  fill: '#000000',
  stroke: 'none',
  'stroke-width': '1',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'paint-order': 'normal',
  'font-weight': '400',
  'text-anchor': 'start',
}

/**
 * A chart as it stands on the page, in the colours of a theme, whatever the page shows: a copy of it is put beside it for a moment, not
 * shown, with the theme's colours under the names that style sheets use, and what they make of it is written down.
 * Throws when it holds something that a picture cannot.
 */
export function pageDrawing(svg: SVGSVGElement, theme: PictureTheme): Drawn {
  const host = document.createElement('div')
  host.hidden = true
  host.style.colorScheme = theme
  for (const [name, colour] of Object.entries(PALETTES[theme])) host.style.setProperty(`--${name}`, colour)
  // The colours of a reader's own contrast mode are not those of the theme.
  host.style.setProperty('forced-color-adjust', 'none')
  const copy = svg.cloneNode(true)
  host.append(copy)
  // Beside the chart itself: rules may ask for what is around it.
  const room = svg.parentElement ?? document.body
  room.append(host)
  try {
    const drawn = [...(host.firstElementChild?.children ?? [])].map(child => written(child, AT_ROOT))
    return grown({ width: sizeOf(svg, 'width'), height: sizeOf(svg, 'height'), content: drawn.join('') })
  } finally {
    host.remove()
  }
}

/** A chart of a small screen is drawn larger, so that it fills its picture. */
function grown(drawn: Drawn): Drawn {
  const scale = LEAST_WIDTH / drawn.width
  if (scale <= 1) return drawn
  const content = element('g', { transform: `scale(${scale.toFixed(3)})` }, drawn.content)
  return { width: LEAST_WIDTH, height: drawn.height * scale, content }
}

function sizeOf(svg: SVGSVGElement, side: 'width' | 'height'): number {
  const size = Number(svg.getAttribute(side))
  if (!(size > 0)) throw new Error(`The chart has no ${side} yet. Save its picture once it is drawn.`)
  return size
}

function written(drawn: Element, around: Readonly<Record<string, string>>): string {
  const name = drawn.localName
  if (LEFT_OUT.has(name)) return ''
  if (!DRAWN.has(name)) throw new Error(`The chart holds <${name}>, which a picture cannot (expected ${[...DRAWN].join(', ')}).`)
  const attributes: Record<string, string> = {}
  for (const { name: key, value } of drawn.attributes) if (!NOT_COPIED.test(key)) attributes[key] = value
  const style = getComputedStyle(drawn)
  const isText = name === 'text' || name === 'tspan'
  const inForce: Record<string, string> = { ...around }
  for (const key of isText ? [...INHERITED, ...INHERITED_BY_TEXT] : INHERITED) {
    const value = plain(style.getPropertyValue(key))
    if (value !== '') inForce[key] = value
    // What stands in an attribute says itself, unless a rule overruled it.
    delete attributes[key]
    if (inForce[key] !== around[key] && inForce[key] !== undefined) attributes[key] = inForce[key]
  }
  for (const key of OWN) {
    const value = style.getPropertyValue(key)
    delete attributes[key]
    if (value !== '' && value !== '1') attributes[key] = value
  }
  const inside = [...drawn.childNodes].map(node =>
    node instanceof Element ? written(node, inForce) : node.nodeType === Node.TEXT_NODE ? escaped(node.textContent ?? '') : '',
  )
  return element(name, attributes, ...inside)
}

/** Computed values as every program reads them: “rgb(65, 153, 119)” → “#419977”, “2.5px” → “2.5”, “url("#a")” → “url(#a)”. */
function plain(value: string): string {
  const rgb = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(value)
  if (rgb !== null)
    return `#${rgb
      .slice(1)
      .map(part => Number(part).toString(16).padStart(2, '0'))
      .join('')}`
  if (value === 'rgba(0, 0, 0, 0)') return 'none'
  return value.replaceAll(/([\d.])px/g, '$1').replace(/^url\("?(#[^")]+)"?\)$/, 'url($1)')
}
