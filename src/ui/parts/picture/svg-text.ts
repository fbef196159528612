/** The page's own face where the reader has it, else that of the system: a picture brings no font along. */
export const FONT_FAMILY = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"

type Attributes = Readonly<Record<string, string | number>>

/** An SVG element as text. Values and names of attributes are ours; values are escaped all the same. Numbers to a tenth of a pixel. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? pixels(value) : escaped(value)}"`,
  )
  const start = `<${name}${written.join('')}`
  return children.length === 0 ? `${start}/>` : `${start}>${children.join('')}</${name}>`
}

/** A line of words. */
export function words(text: string, x: number, y: number, fill: string, attributes: Attributes = {}): string {
  return element('text', { x, y, fill, 'font-size': 11, ...attributes }, escaped(text))
}

function pixels(value: number): string {
  // Minus zero would be written as such.
  return String(Math.round(value * 10) / 10 || 0)
}

/** Any text as character data or as the value of an attribute: what XML cannot hold, like a control character, becomes U+FFFD. */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const NARROW = /[ .,:;'’|!()[\]iljtfrI·]/u
const WIDE = /[mwMW%@–—−]|[^\u0020-\u024F\u2000-\u22FF]/u

/**
 * About how wide a text is, in pixels. Which face a reader has is not known, so it is that of a wide one: room may be left over, and
 * nothing is cut off.
 */
export function widthOf(text: string, fontSize: number): number {
  let ems = 0
  for (const letter of text) ems += NARROW.test(letter) ? 0.36 : WIDE.test(letter) ? 1 : 0.64
  return ems * fontSize
}

/** A text in lines of at most `width` pixels, at most `most` of them; what does not fit is replaced by an ellipsis. */
export function linesOf(text: string, width: number, fontSize: number, most: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  // An id can be longer than a line: it is taken in pieces.
  for (const word of text.split(/\s+/u).flatMap(each => piecesOf(each, width, fontSize))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line === '' || widthOf(longer, fontSize) <= width) {
      line = longer
      continue
    }
    lines.push(line)
    if (lines.length === most) return [...lines.slice(0, -1), shortened(`${lines.at(-1) ?? ''} ${word}`, width, fontSize)]
    line = word
  }
  return line === '' ? lines : [...lines, line]
}

/** The text, or its beginning and an ellipsis where it is wider than `width` pixels. */
export function shortened(text: string, width: number, fontSize: number): string {
  if (widthOf(text, fontSize) <= width) return text
  let kept = ''
  for (const letter of text) {
    if (widthOf(`${kept}${letter}…`, fontSize) > width) break
    kept += letter
  }
  return `${kept.trimEnd()}…`
}

/** Longer ones would be looked at letter by letter for nothing: no line is that long. */
const MOST_LETTERS = 2_000

function piecesOf(word: string, width: number, fontSize: number): readonly string[] {
  if (word === '') return []
  const pieces: string[] = []
  let piece = ''
  for (const letter of word.slice(0, MOST_LETTERS)) {
    if (piece !== '' && widthOf(piece + letter, fontSize) > width) {
      pieces.push(piece)
      piece = ''
    }
    piece += letter
  }
  return [...pieces, piece]
}
