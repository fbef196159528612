import type { Problem } from '../../base/problems.ts'
import type { DatasetSummary } from '../../ltv/results.ts'
import { ProblemList } from '../failed/ProblemList.tsx'
import { Notice } from '../parts/Notice.tsx'
import { dayRange, moment } from '../words/dates.ts'
import { count, counted } from '../words/numbers.ts'
import css from './DataSummary.module.css'
import { FilesTable } from './FilesTable.tsx'
import { ReadEquation } from './ReadEquation.tsx'
import { type RejectFormat, RejectList } from './RejectList.tsx'

interface DataSummaryProps {
  readonly summary: DatasetSummary
  readonly problems: readonly Problem[]
  readonly atRejects: boolean
  readonly onSaveRejects: (format: RejectFormat) => void
}

export function DataSummary({ summary, problems, atRejects, onSaveRejects }: DataSummaryProps) {
  return (
    <div className={css['summary']}>
      <ReadEquation
        read={summary.read}
        parts={[
          [summary.accepted, 'accepted'],
          [summary.rejected, 'left out'],
        ]}
      />
      {problems.length === 0 ? null : (
        <Notice kind="failure" title={`${counted(problems.length, 'file')} could not be used, or only in part.`}>
          <ProblemList problems={problems} />
        </Notice>
      )}
      <RejectList summary={summary} focused={atRejects} onSave={onSaveRejects} />
      <FilesTable files={summary.files} />
      <div className={css['columns']}>
        {summary.records === 'rows' ? null : <Counts summary={summary} />}
        <section aria-labelledby="frame-title">
          <h3 id="frame-title">Time and repeats</h3>
          <TimeFrame summary={summary} />
        </section>
      </div>
      <section aria-labelledby="notes-title">
        <h3 id="notes-title">Good to know</h3>
        {summary.notes.length === 0 ? (
          <p className={css['quiet']}>Nothing out of the ordinary.</p>
        ) : (
          <ul className={css['notes']}>
            {summary.notes.map(note => (
              <li key={note.code}>{note.message}</li>
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}

function Counts({ summary }: { readonly summary: DatasetSummary }) {
  return (
    <section aria-labelledby="counts-title">
      <h3 id="counts-title">Accepted events</h3>
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col">Type</th>
            <th scope="col">Verb</th>
            <th scope="col">Events</th>
          </tr>
        </thead>
        <tbody>
          {summary.byTypeAndVerb.map(({ type, verb, count: events }) => (
            <tr key={`${type} ${verb}`}>
              <th scope="row">{type}</th>
              <td>{verb}</td>
              <td>{count(events)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function frameTerm({ records, weeks }: DatasetSummary): string {
  if (weeks !== null && !weeks.isTimed) return 'First to last week, by their first days'
  return records === 'rows' && weeks === null ? 'First to last order' : 'First to last event'
}

function TimeFrame({ summary }: { readonly summary: DatasetSummary }) {
  const { first, last, weeks } = summary
  return (
    <dl className={css['facts']}>
      <dt>{frameTerm(summary)}</dt>
      <dd>{first === null || last === null ? '–' : <span title={`${moment(first)} to ${moment(last)}`}>{dayRange(first, last)}</span>}</dd>
      <dt>Customers</dt>
      <dd>{count(summary.customers)}</dd>
      <dt>Orders</dt>
      <dd>{count(summary.orders)}</dd>
      {weeks === null ? (
        <>
          <dt>
            {summary.records === 'rows'
              ? 'Other values of items, replaced by later ones'
              : 'Older versions of orders, replaced by later ones'}
          </dt>
          <dd>{count(summary.versions)}</dd>
        </>
      ) : (
        <>
          <dt>Events that were added up</dt>
          <dd>{count(weeks.events)}</dd>
          <dt>Weeks start on</dt>
          <dd>{weeks.weekStart === 'sunday' ? 'Sunday' : 'Monday'}</dd>
          <dt>Types of events, versions of orders</dt>
          <dd>not in a rollup</dd>
        </>
      )}
      <dt>Exact repeats, counted once</dt>
      <dd>{count(summary.duplicates)}</dd>
    </dl>
  )
}
