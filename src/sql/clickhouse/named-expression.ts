/** An expression that others use by its name: “expression AS name” behind WITH. */
export interface NamedExpression {
  readonly name: string
  readonly expression: string
}

export function namedText({ name, expression }: NamedExpression): string {
  return `${expression} AS ${name}`
}
