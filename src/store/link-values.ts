/* How the values of a link are read: what is not written in the one way that is understood is null. */

/** Whole numbers ≥ 1 that stay exact and short. */
const POSITIVE_WHOLE = /^[1-9]\d{0,8}$/

export function oneOf<T extends string>(choices: readonly T[], text: string | undefined): T | null {
  return choices.find(choice => choice === text) ?? null
}

export function positiveWhole(text: string | undefined): number | null {
  return text !== undefined && POSITIVE_WHOLE.test(text) ? Number(text) : null
}

export function wholeFromZero(text: string | undefined): number | null {
  return text === '0' ? 0 : positiveWhole(text)
}

/** “amount” or, the largest first, “-amount”, where there is such a column. */
export function sortOf<Column extends string>(
  columns: readonly Column[],
  text: string | undefined,
): { readonly column: Column; readonly descending: boolean } | null {
  const column = oneOf(columns, text?.replace(/^-/, ''))
  return column === null ? null : { column, descending: text?.startsWith('-') === true }
}

export function textOfSort({ column, descending }: { readonly column: string; readonly descending: boolean }): string {
  return (descending ? '-' : '') + column
}
