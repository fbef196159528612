import type { CustomerDetail, WeeklySeries } from '../../ltv/results.ts'
import { fingerprintOf } from '../../share/fingerprint.ts'
import type { Report } from '../../share/report/report.ts'
import type { LoadedCustomers } from '../../store/session.ts'
import { factsOf } from '../result/fact-words.ts'
import { headline } from '../result/headline.ts'
import { leftOut } from '../result/left-out.ts'
import { moment } from '../words/dates.ts'
import { definitionLine } from '../words/definition-line.ts'
import { bytes, count, counted } from '../words/numbers.ts'
import { weeksOnly } from '../words/weeks-only.ts'
import { concentrationChartOf, weekChartOf } from './charts.ts'
import type { Persons } from './persons.ts'
import { rankTableOf } from './rank-table.ts'
import { receiptOf } from './receipts.ts'
import type { ReportChoices } from './report-choices.ts'

/** All that a report is made of. */
export interface ReportSource {
  readonly loaded: Pick<LoadedCustomers, 'label' | 'summary' | 'ranking' | 'directory' | 'problems'>
  /** Weekly spend of the customers in the table together. */
  readonly weekly: WeeklySeries
  /** Rank indexes of all customers by spend ascending. */
  readonly bySpend: Uint32Array
  /** Of the best customers, one for each receipt, best first. */
  readonly details: readonly CustomerDetail[]
  readonly choices: ReportChoices
  readonly persons: Persons
  /** Of this app. */
  readonly version: string
}

/** The result in words and figures, the same as on the page and from the same words. Cost: a few passes over the ranking. */
export function reportOf(source: ReportSource): Report {
  const { loaded, weekly, bySpend, details, choices, persons, version } = source
  const { ranking, summary } = loaded
  const table = rankTableOf(ranking, persons, [...Array(choices.rows).keys()], details.length)
  const label = persons.arePseudonyms ? 'customers under pseudonyms' : loaded.label
  return {
    title: `${table.title} · ${label}`,
    headline: headline(ranking),
    definition: definitionLine(ranking.definition),
    facts: factsOf(ranking, summary),
    basis: basisOf(source),
    table,
    weekly: weekChartOf(weekly, ranking.currency, whose(choices.rows, ranking.ranked), true),
    concentration: concentrationChartOf(ranking, bySpend),
    receipts: details.map((detail, rankIndex) => receiptOf(ranking, rankIndex, detail, persons, choices.eventsEach)),
    receiptsSaid: receiptsSaid(details.length, choices.rows),
    leftOut: {
      said: leftOut(summary) ?? 'Nothing: every row that was read is used.',
      reasons: summary.rejectedByReason.map(({ reason, count: rows }) => ({ reason, count: count(rows) })),
    },
    notes: notesOf(source),
    contents: contentsOf(persons),
    maker: `Made with Worthwhile ${version} from the data on one computer. This file needs nothing else and asks nobody for anything when it is opened.`,
  }
}

function whose(rows: number, ranked: number): string {
  return rows === ranked ? 'of all customers' : rows === 1 ? 'of the top customer' : `of the top ${count(rows)}`
}

function receiptsSaid(receipts: number, rows: number): string {
  if (receipts === 0) return 'None were chosen for this report.'
  const said =
    receipts === 1 ? 'How the figure of the top customer comes about.' : `How the figures of the top ${count(receipts)} come about.`
  const without = rows - receipts
  return without <= 0 ? said : `${said} The other ${counted(without, 'customer')} of the table ${without === 1 ? 'has' : 'have'} none here.`
}

function basisOf({ loaded, persons }: ReportSource): Report['basis'] {
  const { summary, ranking, directory } = loaded
  const what = summary.records === 'rows' ? 'Rows' : 'Events'
  const files = summary.files.map(file => ({
    term: 'File',
    value: `${persons.file(file.name)}, ${file.format}, ${bytes(file.bytes)}: ${count(file.read)} read = ${count(file.accepted)} accepted + ${count(file.rejected)} left out`,
  }))
  const { first, last } = ranking.facts
  const basis = [
    ...files,
    { term: what, value: `${count(summary.read)} read = ${count(summary.accepted)} accepted + ${count(summary.rejected)} left out` },
    { term: 'Exact repeats', value: `${count(summary.duplicates)}, counted once` },
    ...(summary.weeks === null ? [{ term: 'Older versions', value: `${count(summary.versions)}, replaced by later ones` }] : []),
    { term: 'First to last', value: first === null || last === null ? '–' : `${moment(first)} to ${moment(last)}` },
    { term: 'Calendar weeks', value: count(ranking.facts.calendarWeeks) },
    { term: 'Currency', value: ranking.currency },
  ]
  // Where there are few customers, a guessed id could be tried out on it.
  if (!persons.arePseudonyms) basis.push({ term: 'Fingerprint', value: fingerprintOf(ranking, directory).sum })
  return basis
}

function notesOf({ loaded, persons }: ReportSource): readonly string[] {
  const { problems, ranking, summary } = loaded
  const aside = ranking.facts.ordersSetAside
  const notes = summary.notes.map(({ message }) => persons.sentence(message))
  if (aside > 0) notes.unshift(`${counted(aside, 'order')} in other currencies than ${ranking.currency} set aside. Nothing is converted.`)
  if (problems.length > 0) {
    const said = `${counted(problems.length, 'file is', 'files are')} not in these figures, or only in part.`
    // What is wrong with a file may quote it.
    const which = persons.arePseudonyms ? [] : problems.map(({ file, message }) => `${file === null ? '' : `${file}: `}${message}`)
    notes.unshift([said, ...which].join(' '))
  }
  const rollup = weeksOnly(summary)
  if (rollup !== null) notes.unshift(rollup)
  notes.push('Hatched bars are weeks that lie only partly in the data. All times are UTC.')
  return notes
}

function contentsOf(persons: Persons): readonly string[] {
  if (!persons.arePseudonyms)
    return ['This file holds personal data: ids of customers, names and places as far as they are known, and what they did when.']
  return [
    'Customers go by pseudonyms. Whoever has the key can give the same ones to the same ids again; without it they lead back to nobody.',
    `Left out: ids, last names, ${persons.hasPlaces ? '' : 'places, '}ids of orders, pages and images, cameras, names of files (which go by number) and the fingerprint of the data.`,
    'What was bought when is in here, and can tell who somebody is to those who know it already.',
  ]
}
