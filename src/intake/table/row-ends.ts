/** How the rows of a table end, beside its header row. */
export interface RowEnds {
  /** Cells that are read of a row. */
  readonly width: number
  /** Rows may have cells behind those, as long as nothing is in them. */
  readonly mayHaveEmptyCells: boolean
}

/**
 * Some programs end every row with a delimiter, but not the header row; others only the header row. Both are told from the first rows: all of them end alike.
 * One that has as many cells as the header is against it: an empty cell too many then comes from a comma that nobody quoted, which moves what stands behind it.
 *
 * @param rows the header row and those below it, as they stand: not trimmed.
 */
export function rowEnds([header = [], ...rows]: readonly (readonly string[])[], delimiter: string): RowEnds {
  const plain = { width: header.length, mayHaveEmptyCells: false }
  const named = header.findLastIndex(isFilled) + 1
  if (rows.length === 0 || rows.some(row => row.length === header.length)) return plain
  // A line of prose that ends in a comma is no header.
  if (named < header.length) return named > 1 && rows.every(row => row.length === named) ? { width: named, mayHaveEmptyCells: true } : plain
  const longer = rows.filter(row => row.length > header.length)
  const isEmptyBehind = longer.every(row => !row.slice(header.length).some(isFilled))
  // Where the last columns are empty anyway, a delimiter within a cell is as likely as one too many.
  const isLastFilled = longer.some(row => isFilled(row[header.length - 1] ?? ''))
  return isEmptyBehind && isLastFilled && !(delimiter === ',' && hasLooseCommas(header, longer))
    ? { width: header.length, mayHaveEmptyCells: true }
    : plain
}

/** Whether commas seem to stand within cells: a space follows them, or all that follows a whole number are two digits, as decimals are. */
function hasLooseCommas(header: readonly string[], rows: readonly (readonly string[])[]): boolean {
  return header.some((name, column) => {
    if (column === 0) return false
    if (!name.startsWith(' ') && rows.some(row => /^ +\S/.test(row[column] ?? ''))) return true
    const filled = rows.filter(row => isFilled(row[column] ?? ''))
    return (
      filled.length > 0 &&
      filled.every(row => /^\d{1,2}$/.test(row[column] ?? '') && /^[+-]?\d+$/.test(row[column - 1]?.trim() ?? '')) &&
      (filled.every(row => row[column]?.length === 2) || filled.some(row => /^0\d/.test(row[column] ?? '')))
    )
  })
}

function isFilled(cell: string): boolean {
  return cell.trim() !== ''
}
