import { htmlText } from '../cells.ts'

/** Text that is HTML already. Only {@link html} and {@link raw} make it. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Piece = string | number | Markup | readonly Markup[] | null

/**
 * HTML with values in it: html`<td>${id}</td>`. This is the one place where a report's texts are escaped: whatever is not markup already is,
 * for text and for quoted attributes alike, so a value can be neither an element nor an attribute of its own.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Piece[]): Markup {
  let text = parts[0] ?? ''
  for (const [index, value] of values.entries()) text += textOf(value) + (parts[index + 1] ?? '')
  return new Markup(text)
}

/** Our own style sheet and script, in which nothing is to be escaped. Never for anything that was read from a file. */
export function raw(text: string): Markup {
  return new Markup(text)
}

function textOf(value: Piece): string {
  if (value === null) return ''
  if (value instanceof Markup) return value.text
  if (typeof value === 'object') return value.map(({ text }) => text).join('')
  return htmlText(typeof value === 'string' ? visible(value) : String(value))
}

const SYMBOL_FOR_NULL = 0x2400

/** Control characters by their symbols (␀): HTML forbids some and swallows others, and an id must not look like another. */
function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return text.replace(/[\x00-\x08\x0b-\x1f]/g, character => String.fromCharCode(SYMBOL_FOR_NULL + character.charCodeAt(0)))
}
