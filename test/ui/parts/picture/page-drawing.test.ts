import { afterEach, describe, expect, it } from 'vitest'
import { pageDrawing } from '../../../../src/ui/parts/picture/page-drawing.ts'
import { parsedContent, reachesOutside, textsOf } from './parsed.ts'

// What rules make of the themes' colours only a browser knows: test/browser/pictures.test.ts. Here stands what is copied, and how.

function onPage(content: string, size = 'width="600" height="200"'): SVGSVGElement {
  document.body.innerHTML = `<div class="room"><svg ${size} role="img" aria-label="A chart">${content}</svg></div>`
  const svg = document.querySelector('svg')
  if (svg === null) throw new Error('there is no chart')
  return svg
}
const copied = (content: string) => parsedContent(pageDrawing(onPage(content), 'light').content)

afterEach(() => {
  document.body.innerHTML = ''
})

describe('a chart as it stands on the page', () => {
  it('is copied with its places, and without what is for the page alone', () => {
    const root = copied(
      '<g class="a" data-x="1" tabindex="0" aria-hidden="true" onclick="alert(1)"><rect class="bar" x="1" y="2" width="3" height="4" rx="1"/></g><title>Over it</title>',
    )
    expect(root.innerHTML).toMatch(/^<g[^>]*><rect [^>]*\/><\/g>$/)
    const rect = root.querySelector('rect')
    expect(['x', 'y', 'width', 'height', 'rx'].map(name => rect?.getAttribute(name))).toEqual(['1', '2', '3', '4', '1'])
    expect(reachesOutside(`<svg xmlns="http://www.w3.org/2000/svg">${root.innerHTML}</svg>`)).toEqual([])
    expect(root.innerHTML).not.toMatch(/class|data-|aria-|tabindex|onclick|Over it/)
  })

  it('has what its styles come to written down, as every program reads it', () => {
    const rect = copied('<rect style="fill: rgb(65, 153, 119); stroke-width: 2.5px; opacity: 0.55"/>').querySelector('rect')
    expect(['fill', 'stroke-width', 'opacity'].map(name => rect?.getAttribute(name))).toEqual(['#419977', '2.5', '0.55'])
  })

  it('keeps its patterns, and what is filled with them', () => {
    const root = copied(
      '<defs><pattern id="_r_1_" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line y2="5"/></pattern></defs><rect style="fill: url(#_r_1_)"/>',
    )
    expect(root.querySelector('pattern')?.getAttribute('patternUnits')).toBe('userSpaceOnUse')
    expect(root.querySelector('rect')?.getAttribute('fill')).toBe('url(#_r_1_)')
  })

  it('shows hostile words as words', () => {
    const svg = onPage('<text x="1" y="1"></text>')
    const hostile = '</text><script>alert(1)</script>&\u0001'
    if (svg.firstElementChild !== null) svg.firstElementChild.textContent = hostile
    const root = parsedContent(pageDrawing(svg, 'dark').content)
    expect(textsOf(root)).toEqual([hostile.replace('\u0001', '\uFFFD')])
    expect(root.querySelector('script')).toBeNull()
  })

  it('leaves the page as it was', () => {
    const svg = onPage('<rect width="1" height="1"/>')
    const before = document.body.innerHTML
    pageDrawing(svg, 'dark')
    expect(document.body.innerHTML).toBe(before)
  })

  it('of a small screen grows until it fills its picture', () => {
    const { width, height, content } = pageDrawing(onPage('<rect width="1" height="1"/>', 'width="240" height="100"'), 'light')
    expect([width, height]).toEqual([480, 200])
    expect(content).toContain('scale(2.000)')
  })

  it('is no picture when it holds what a picture cannot, or has no size yet; and the page is left as it was', () => {
    const foreign = onPage('<foreignObject></foreignObject>')
    expect(() => pageDrawing(foreign, 'light')).toThrow('The chart holds <foreignObject>, which a picture cannot')
    expect(document.querySelectorAll('svg')).toHaveLength(1)
    expect(() => pageDrawing(onPage('', ''), 'light')).toThrow('The chart has no width yet.')
  })
})
