import { expect } from 'vitest'

/** The root of a picture's text; fails where it is not well-formed XML. */
export function parsed(svg: string): Element {
  const root = new DOMParser().parseFromString(svg, 'image/svg+xml')
  expect(root.querySelector('parsererror')?.textContent ?? '').toBe('')
  expect(root.documentElement.namespaceURI).toBe('http://www.w3.org/2000/svg')
  return root.documentElement
}

/** Some SVG elements, as the root of a picture that holds them. */
export function parsedContent(content: string): Element {
  return parsed(`<svg xmlns="http://www.w3.org/2000/svg">${content}</svg>`)
}

export function textsOf(root: Element): (string | null)[] {
  return [...root.querySelectorAll('text')].map(text => text.textContent)
}

export function numbersOf(elements: Iterable<Element>, attribute: string): number[] {
  return [...elements].map(element => Number(element.getAttribute(attribute)))
}

/** What would make a picture ask for something outside of itself, or run something. */
export function reachesOutside(svg: string): string[] {
  const root = parsed(svg)
  const found: string[] = []
  for (const element of [root, ...root.querySelectorAll('*')]) {
    if (/^(script|style|image|use|a|foreignObject|iframe|link)$/i.test(element.localName)) found.push(element.localName)
    for (const { name, value } of element.attributes) {
      if (/^(on|.*href$|style$|class$|src$)/i.test(name)) found.push(`${name}=${value}`)
      for (const [, target = ''] of value.matchAll(/url\(([^)]*)\)/g)) {
        if (!target.startsWith('#') || root.querySelector(`[id="${target.slice(1)}"]`) === null) found.push(`${name}=${value}`)
      }
      if (/var\(|light-dark|oklch|color-mix/.test(value)) found.push(`${name}=${value}`)
    }
  }
  return found
}
