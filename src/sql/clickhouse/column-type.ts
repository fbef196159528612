/** What a column's type comes to, whatever it is wrapped in. */
export interface PlainType {
  /** “String”, “DateTime64”, “Decimal” … */
  readonly name: string
  /** Decimals of a Decimal or of a DateTime64's seconds; 0 for others. */
  readonly scale: number
}

/** Takes LowCardinality and Nullable off: “LowCardinality(Nullable(String))” is String. */
export function plainTypeOf(type: string): PlainType {
  let inner = type.trim()
  for (;;) {
    const wrapped = /^(?:LowCardinality|Nullable)\((.*)\)$/s.exec(inner)
    if (wrapped?.[1] === undefined) break
    inner = wrapped[1].trim()
  }
  const name = /^[A-Za-z0-9]+/.exec(inner)?.[0] ?? inner
  if (name === 'DateTime64') return { name, scale: Number(/^DateTime64\((\d+)/.exec(inner)?.[1] ?? '3') }
  const decimal = /^Decimal(?:\d*)\((?:\d+\s*,\s*)?(\d+)\)/.exec(inner)
  if (decimal !== null) return { name: 'Decimal', scale: Number(decimal[1]) }
  return { name, scale: 0 }
}

/** Whether a column is a text as it stands, never null. */
export function isTextItself({ type }: { readonly type: string }): boolean {
  return type === 'String' || type === 'LowCardinality(String)'
}

export function isWholeNumber({ name }: PlainType): boolean {
  return /^U?Int(?:8|16|32|64|128|256)$/.test(name)
}
