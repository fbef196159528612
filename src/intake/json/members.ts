/** A member of an object's text: where its value begins, and where it ends (−1 when the text ends before). */
export interface Member {
  readonly key: string
  readonly valueStart: number
  readonly valueEnd: number
}

/**
 * The members of the object that begins at `start` in a text, outermost level only, in order. The text may be cut anywhere; what does not look like a
 * member ends the list. Returns the index behind the object's `}`, or −1 when it was not reached. Cost: linear, does not recurse.
 */
export function* membersOf(text: string, start: number): Generator<Member, number> {
  let at = skipWhiteSpace(text, start + 1)
  while (text[at] === '"') {
    const keyEnd = skipString(text, at)
    const key = parseKey(text.slice(at, keyEnd))
    at = skipWhiteSpace(text, keyEnd)
    if (key === null || text[at] !== ':') return -1
    const valueStart = skipWhiteSpace(text, at + 1)
    const valueEnd = skipValue(text, valueStart)
    yield { key, valueStart, valueEnd }
    if (valueEnd === -1) return -1
    at = skipWhiteSpace(text, valueEnd)
    if (text[at] === ',') at = skipWhiteSpace(text, at + 1)
    else break
  }
  return text[at] === '}' ? at + 1 : -1
}

export function skipWhiteSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at++
  return at
}

/** The index behind the string that begins at `from`; the text's length when it does not end. */
function skipString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const character = text[at]
    if (character === '\\') at++
    else if (character === '"') return at + 1
  }
  return text.length
}

/** The index behind the value that begins at `from`, −1 when the text ends inside it. Brackets are counted, not matched. */
function skipValue(text: string, from: number): number {
  let depth = 0
  let at = from
  while (at < text.length) {
    const character = text.charAt(at)
    if (character === '"') {
      at = skipString(text, at)
      continue
    }
    if (character === '{' || character === '[') depth++
    else if (character === '}' || character === ']') {
      if (depth === 0) return at
      depth--
    } else if (character === ',' && depth === 0) return at
    at++
  }
  return -1
}

function parseKey(literal: string): string | null {
  try {
    const key: unknown = JSON.parse(literal)
    return typeof key === 'string' ? key : null
  } catch {
    // A key that is cut or not valid: the list of members ends here.
    return null
  }
}
