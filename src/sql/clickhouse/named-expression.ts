/** An expression that others use by its name: “expression AS name” behind WITH. */
export interface NamedExpression {
  readonly name: string
  readonly expression: string
}

export function namedText({ name, expression }: NamedExpression): string {
  return `${expression} AS ${name}`
}

/**
 * `body` with names for parts of it, each worked out once: names behind WITH are written out wherever they are used, and what uses them twice at every step grows
 * beyond what a server reads (13 s of looking at a query of 50,000 parts). A lambda over an array of one is the one way that ClickHouse has.
 */
export function bound(parts: Readonly<Record<string, string>>, body: string): string {
  const values = Object.values(parts).map(value => `[${value}]`)
  return `arrayMap((${Object.keys(parts).join(', ')}) -> ${body},
    ${values.join(', ')})[1]`
}
