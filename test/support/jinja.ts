/*
 * A stand-in for dbt: the few constructs that the project uses, and an error for any other.
 */

export type Macro = (...given: readonly string[]) => string

/** What stands between `{{` and `}}`: a call whose arguments are texts in double quotes, names, or calls. */
function evaluate(expression: string, functions: ReadonlyMap<string, Macro>, names: ReadonlyMap<string, string>): string {
  let at = 0
  const skip = (): void => {
    while (expression[at] === ' ') at += 1
  }
  const value = (): string => {
    skip()
    if (expression[at] === '"') {
      const end = /^"(?:[^"\\]|\\.)*"/.exec(expression.slice(at))?.[0]
      if (end === undefined) throw new Error(`a text without an end in ${expression}`)
      at += end.length
      return String(JSON.parse(end))
    }
    const name = /^[a-z_]+/.exec(expression.slice(at))?.[0] ?? ''
    at += name.length
    if (expression[at] !== '(') {
      const known = names.get(name)
      if (known === undefined) throw new Error(`“${name}” is not known in ${expression}`)
      return known
    }
    at += 1
    const given: string[] = []
    for (skip(); expression[at] !== ')'; skip()) {
      given.push(value())
      skip()
      if (expression[at] === ',') at += 1
    }
    at += 1
    const called = functions.get(name)
    if (called === undefined) throw new Error(`“${name}” is no macro, in ${expression}`)
    return called(...given)
  }
  const result = value()
  skip()
  if (at !== expression.length) throw new Error(`“${expression.slice(at)}” is left over of ${expression}`)
  return result
}

export function render(text: string, functions: ReadonlyMap<string, Macro>, names: ReadonlyMap<string, string> = new Map()): string {
  const chosen = text.replaceAll(/\{% if (\w+) == "(\w+)" %\}(.*?)\{% else %\}(.*?)\{% endif %\}/gs, (_, name, value, yes, no) => {
    const known = names.get(name)
    if (known === undefined) throw new Error(`“${name}” is not known`)
    return known === value ? yes : no
  })
  if (chosen.includes('{%')) throw new Error(`not understood: ${chosen.slice(chosen.indexOf('{%'), chosen.indexOf('{%') + 60)}`)
  return chosen.replaceAll(/\{\{ (.*?) \}\}/g, (_, expression: string) => evaluate(expression, functions, names))
}

/** The macros of a file, dispatched to one engine. */
export function macrosOf(text: string, engine: string): Map<string, Macro> {
  const found = new Map<string, Macro>()
  const bodies = new Map<string, { readonly names: readonly string[]; readonly body: string }>()
  for (const [, name = '', names = '', body = ''] of text.matchAll(/\{% macro (\w+)\((.*?)\) %\}(.*?)\{% endmacro %\}/gs))
    bodies.set(name, { names: names === '' ? [] : names.split(', '), body })
  for (const [name, { names, body }] of bodies) {
    if (name.includes('__')) continue
    const dispatch = `{{ return(adapter.dispatch("${name}", "worthwhile")(${names.join(', ')})) }}`
    if (body !== dispatch) throw new Error(`${name} is not dispatched: ${body}`)
    const own = bodies.get(`${engine}__${name}`)
    if (own === undefined) throw new Error(`${engine} has no ${name}`)
    found.set(name, (...given) => render(own.body, found, new Map(own.names.map((argument, at) => [argument, given[at] ?? '']))))
  }
  return found
}
