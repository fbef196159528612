/** All texts and all bytes that an object holds, however deep. */
export function everythingIn(root: unknown): string {
  const seen = new Set<unknown>()
  const parts: string[] = []
  const queue: unknown[] = [root]
  for (let value = queue.pop(); queue.length > 0 || value !== undefined; value = queue.pop()) {
    if (ArrayBuffer.isView(value)) parts.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1'))
    else if (typeof value === 'object' && value !== null) {
      if (seen.has(value)) continue
      seen.add(value)
      if (value instanceof Map || value instanceof Set) queue.push(...value)
      for (const [name, held] of Object.entries(value)) queue.push(name, held ?? '')
    } else parts.push(String(value))
  }
  return parts.join('\n')
}

/** Card numbers as they stand in a transactions file, with and without spaces, and their codes where a row is named by its id. */
export function cardsIn(csv: string): { readonly numbers: string[]; readonly codes: string[] } {
  const numbers = [...csv.matchAll(/\d[\d ]{10,}\d(?=,)|\d\.\d+E\+1\d/g)]
    .map(([number]) => number)
    .filter(number => !/^37700\d{8}$/.test(number))
  const codes = [...csv.matchAll(/(?<=[ \d]{12}|E\+15),(\d{3,4})(?=,)/g)].map(([, code = '']) => code)
  return { numbers, codes }
}
