import type { CustomerDirectory, Ranking } from '../../ltv/results.ts'
import { type PrintedContent, PrintedRows } from '../parts/PrintedRows.tsx'
import type { ShownRows } from '../result/shown-rows.ts'
import { count } from '../words/numbers.ts'
import { shownText } from '../words/texts.ts'
import { personsAsTheyAre } from './persons.ts'
import { rankTableOf } from './rank-table.ts'
import { MOST_ROWS } from './report-choices.ts'

interface PrintedTableProps {
  readonly ranking: Ranking
  readonly directory: CustomerDirectory
  readonly rows: ShownRows
}

/** The ranking on paper, in the order in which it stands on the screen. */
export function PrintedTable({ ranking, directory, rows }: PrintedTableProps) {
  const content = (printed: number): PrintedContent => {
    const rankIndexes = Array.from({ length: printed }, (_, row) => rows.rankIndexAt(row))
    const table = rankTableOf(ranking, personsAsTheyAre(directory), rankIndexes, 0)
    return {
      title: `Top ${count(rows.count)} of ${count(ranking.ranked)} customers`,
      columns: table.columns,
      rows: table.rows.map(({ cells }, row) => ({
        key: rankIndexes[row] ?? row,
        // An id of thousands of characters would fill pages.
        cells: cells.map(({ text, tag }) => ({ text: shownText(text), tag })),
      })),
    }
  }
  return (
    <PrintedRows total={rows.count} wayOut={`A saved report holds up to ${count(MOST_ROWS)}, the export all of them.`} content={content} />
  )
}
