import type { Problem } from '../../base/problems.ts'
import type { StoreSummary } from '../../stores/results.ts'
import { STORE_TABLES } from '../../stores/tables.ts'
import { ProblemList } from '../failed/ProblemList.tsx'
import { Notice } from '../parts/Notice.tsx'
import { dayRange, moment } from '../words/dates.ts'
import { bytes, count, counted } from '../words/numbers.ts'
import css from './DataSummary.module.css'
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
      <p className={css['equation']}>
        <Term value={read} name="read" />
        <Sign sign="=" word="equals" />
        <Term value={accepted} name="accepted" />
        <Sign sign="+" word="plus" />
        <Term value={rejected} name="left out" />
        <Sign sign="+" word="plus" />
        <Term value={duplicates} name="repeats" />
      </p>
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
      <Files summary={summary} />
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

function Term({ value, name }: { readonly value: number; readonly name: string }) {
  return (
    <span>
      <b>{count(value)}</b> {name}
    </span>
  )
}

function Sign({ sign, word }: { readonly sign: string; readonly word: string }) {
  return (
    <>
      <i aria-hidden="true">{sign}</i>
      <span className="visually-hidden">{word}</span>
    </>
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

function Files({ summary }: { readonly summary: StoreSummary }) {
  return (
    <section aria-labelledby="files-title">
      <h3 id="files-title">{counted(summary.files.length, 'file')}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={css['scroll']} tabIndex={0} aria-label="Table of files">
        <table className={css['table']}>
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Read as</th>
              <th scope="col">Size</th>
              <th scope="col">Read</th>
              <th scope="col">Accepted</th>
              <th scope="col">Left out</th>
            </tr>
          </thead>
          <tbody>
            {summary.files.map((file, index) => (
              // Two files may have the same name; their order does not change.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <tr key={index}>
                <th scope="row">{file.name}</th>
                <td>
                  {file.table}, {file.format}
                  <small>{file.reason}</small>
                </td>
                <td>{file.bytes === 0 ? '–' : bytes(file.bytes)}</td>
                <td>{count(file.read)}</td>
                <td>{count(file.accepted)}</td>
                <td>{count(file.rejected)}</td>
              </tr>
            ))}
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
