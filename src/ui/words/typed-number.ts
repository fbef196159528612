/** “1,500”, “1 500.25”: groups of three, all with the same sign between them. */
const GROUPED = /^\d{1,3}([,\s_])\d{3}(?:\1\d{3})*(?:\.(\d+))?$/
const PLAIN = /^\d+(?:[.,](\d+))?$/

/**
 * The number of 0 or above that somebody typed; null for what is none, and for more decimals than are wanted. A comma that does not stand before a group of three is
 * a decimal sign, as many a reader writes it: 2,5 is never 25.
 */
export function typedNumber(text: string, decimals = 0): number | null {
  const typed = text.trim()
  const grouped = GROUPED.exec(typed)
  const fraction = (grouped === null ? PLAIN.exec(typed)?.[1] : grouped[2]) ?? ''
  if ((grouped === null && !PLAIN.test(typed)) || fraction.length > decimals) return null
  return Number(grouped === null ? typed.replace(',', '.') : typed.replaceAll(/[,\s_]/g, ''))
}
