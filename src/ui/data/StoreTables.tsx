import type { Problem } from '../../base/problems.ts'
import type { StoreSummary } from '../../stores/results.ts'
import { STORE_TABLES } from '../../stores/tables.ts'
import { ProblemList } from '../failed/ProblemList.tsx'
import { Notice } from '../parts/Notice.tsx'
import { dayRange, moment } from '../words/dates.ts'
import { count, counted } from '../words/numbers.ts'
import css from './DataSummary.module.css'
import { FilesTable } from './FilesTable.tsx'
import { ReadEquation } from './ReadEquation.tsx'
import { type RejectFormat, RejectList } from './RejectList.tsx'

interface StoreTablesProps {
  readonly summary: StoreSummary
  readonly problems: readonly Problem[]
  readonly atRejects: boolean
  readonly onSaveRejects: (format: RejectFormat) => void
}

/** The three tables behind the figures about stores: where they came from, what was counted, what was left out and why. */
export function StoreTables({ summary, problems, atRejects, onSaveRejects }: StoreTablesProps) {
  const { read, accepted, rejected, duplicates, missing, notes } = summary
  return (
    <div className={css['summary']}>
      <ReadEquation
        read={read}
        parts={[
          [accepted, 'accepted'],
          [rejected, 'left out'],
          [duplicates, 'repeats'],
        ]}
      />
      {missing.length === 0 ? null : (
        <Notice kind="caution" title={`There is no row of ${missing.join(' and ')} yet.`}>
          Rows that do not fit the missing tables are found when those are there.
        </Notice>
      )}
      {problems.length === 0 ? null : (
        <Notice kind="failure" title={`${counted(problems.length, 'file')} could not be used, or only in part.`}>
          <ProblemList problems={problems} />
        </Notice>
      )}
      <Tables summary={summary} />
      <RejectList summary={summary} focused={atRejects} onSave={onSaveRejects} />
      <FilesTable files={summary.files.map(file => ({ ...file, format: `${file.table}, ${file.format}` }))} />
      <section aria-labelledby="facts-title">
        <h3 id="facts-title">Time and amounts</h3>
        <Facts summary={summary} />
      </section>
      <section aria-labelledby="notes-title">
        <h3 id="notes-title">Good to know</h3>
        <ul className={css['notes']}>
          <li>Card numbers and their codes are not read: no column of the data set could hold them.</li>
          {notes.map(note => (
            <li key={note.code}>{note.message}</li>
          ))}
        </ul>
      </section>
    </div>
  )
}

function Tables({ summary }: { readonly summary: StoreSummary }) {
  return (
    <section aria-labelledby="tables-title">
      <h3 id="tables-title">Three tables</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={css['scroll']} tabIndex={0} aria-label="Counts of the three tables">
        <table className={css['table']}>
          <thead>
            <tr>
              <th scope="col">Table</th>
              <th scope="col">Files</th>
              <th scope="col">Read</th>
              <th scope="col">Accepted</th>
              <th scope="col">Left out</th>
              <th scope="col">Repeats</th>
            </tr>
          </thead>
          <tbody>
            {STORE_TABLES.map(table => {
              const { read, accepted, rejected, duplicates } = summary.tables[table]
              return (
                <tr key={table}>
                  <th scope="row">{table}</th>
                  <td>{count(summary.files.filter(file => file.table === table).length)}</td>
                  <td>{count(read)}</td>
                  <td>{count(accepted)}</td>
                  <td>{count(rejected)}</td>
                  <td>{count(duplicates)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
    </section>
  )
}

function Facts({ summary }: { readonly summary: StoreSummary }) {
  const { first, last, zeroAmounts, negativeAmounts, createdBeforeHappened } = summary
  return (
    <dl className={css['facts']}>
      <dt>First to last transaction, by the time it happened</dt>
      <dd>{first === null || last === null ? '–' : <span title={`${moment(first)} to ${moment(last)}`}>{dayRange(first, last)}</span>}</dd>
      <dt>Transactions entered before they happened</dt>
      <dd>{count(createdBeforeHappened)}</dd>
      <dt>Transactions of nothing</dt>
      <dd>{count(zeroAmounts)}</dd>
      <dt>Transactions of less than nothing</dt>
      <dd>{count(negativeAmounts)}</dd>
    </dl>
  )
}
