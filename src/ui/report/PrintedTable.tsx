import type { CustomerDirectory, Ranking } from '../../ltv/results.ts'
import { Tag } from '../parts/Tag.tsx'
import type { ShownRows } from '../result/shown-rows.ts'
import { count } from '../words/numbers.ts'
import css from './PrintedTable.module.css'
import { personsAsTheyAre } from './persons.ts'
import { rankTableOf } from './rank-table.ts'
import { MOST_ROWS } from './report-choices.ts'
import { usePrinting } from './use-printing.ts'

/** About twenty pages. Beyond, a saved report or an export is what is wanted. */
const MOST_PRINTED = 1_000

interface PrintedTableProps {
  readonly ranking: Ranking
  readonly directory: CustomerDirectory
  readonly rows: ShownRows
}

/** The table on paper, in the order in which it stands on the screen. It exists only while the page is printed: of the one on the screen only the rows in sight do. */
export function PrintedTable(props: PrintedTableProps) {
  return usePrinting() ? <Table {...props} /> : null
}

function Table({ ranking, directory, rows }: PrintedTableProps) {
  const rankIndexes = Array.from({ length: Math.min(rows.count, MOST_PRINTED) }, (_, row) => rows.rankIndexAt(row))
  const table = rankTableOf(ranking, personsAsTheyAre(directory), rankIndexes, 0)
  return (
    <section aria-label="Printed table">
      <h2 className={css['title']}>
        Top {count(rows.count)} of {count(ranking.ranked)} customers
      </h2>
      {rows.count > MOST_PRINTED ? (
        <p>
          Printed are the first {count(MOST_PRINTED)} rows. A saved report holds up to {count(MOST_ROWS)}, the export all of them.
        </p>
      ) : null}
      <table className={css['table']}>
        <thead>
          <tr>
            {table.columns.map(({ heading, kind }) => (
              <th key={heading} scope="col" className={css[kind]}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ cells }, row) => (
            <tr key={rankIndexes[row]}>
              {cells.map(({ text, tag }, column) => {
                const kind = table.columns[column]?.kind ?? 'text'
                return (
                  <td key={table.columns[column]?.heading} className={css[kind]}>
                    {text} {tag === null ? null : <Tag>{tag}</Tag>}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
