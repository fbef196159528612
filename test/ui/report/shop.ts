import {
  addText,
  createDataset,
  DEFAULT_DEFINITION,
  type Definition,
  detail,
  directory,
  ingest,
  rank,
  sortOrder,
  summary,
  weekly,
} from '../../../src/ltv/index.ts'
import type { Report } from '../../../src/share/report/report.ts'
import { reportPage } from '../../../src/share/report/report-page.ts'
import { type Persons, personsAsTheyAre } from '../../../src/ui/report/persons.ts'
import type { ReportChoices } from '../../../src/ui/report/report-choices.ts'
import { type ReportSource, reportOf } from '../../../src/ui/report/report-of.ts'

/** An event of the shop below: when, what, who, and for orders how much. */
export type ShopEvent = Readonly<Record<string, string>>

export function order(customer_id: string, day: string, total_amount: string, key = `ord-${customer_id}-${day}`): ShopEvent {
  return { type: 'ORDER', verb: 'NEW', key, event_time: `${day}T12:00:00Z`, customer_id, total_amount }
}
export function visit(customer_id: string, day: string, key = `page-${day}`): ShopEvent {
  return { type: 'SITE_VISIT', verb: 'NEW', key, event_time: `${day}T11:00:00Z`, customer_id }
}
export function customer(id: string, day: string, last_name: string, adr_city: string, adr_state: string): ShopEvent {
  return { type: 'CUSTOMER', verb: 'NEW', key: id, event_time: `${day}T10:00:00Z`, last_name, adr_city, adr_state }
}
export function image(customer_id: string, day: string, camera_make: string): ShopEvent {
  return { type: 'IMAGE', verb: 'UPLOAD', key: `img-${day}`, event_time: `${day}T13:00:00Z`, customer_id, camera_make, camera_model: 'X1' }
}

/** Five weeks of three customers with something of everything: a refund, another currency, an update, an exact repeat, two rejects. */
export const SHOP: readonly ShopEvent[] = [
  customer('anna-7781', '2025-01-06', 'Lindqvist', 'Hidden Creek', 'WA'),
  order('anna-7781', '2025-01-06', '50.04 USD'),
  order('anna-7781', '2025-01-06', '50.04 USD'),
  visit('anna-7781', '2025-01-06'),
  image('anna-7781', '2025-01-07', 'Leica'),
  order('anna-7781', '2025-01-20', '28.00 USD'),
  { ...order('anna-7781', '2025-01-20', '30.00 USD'), verb: 'UPDATE', event_time: '2025-01-21T12:00:00Z' },
  order('ben-4402', '2025-01-14', '10 USD'),
  order('ben-4402', '2025-02-05', '-4 USD'),
  order('ben-4402', '2025-02-05', '9 EUR', 'ord-euro'),
  visit('cleo-9013', '2025-02-04'),
  order('anna-7781', '2025-02-30', '1 USD'),
  { type: 'ORDER', verb: 'NEW', key: 'x', event_time: '2025-01-09', total_amount: '1 USD' },
]

export const FILE = 'anna-7781-export.ndjson'

export interface MadeReport {
  readonly source: ReportSource
  readonly report: Report
  readonly page: string
}

/** A report of events through the real core, as the page makes it. */
export function reportOfEvents(
  events: readonly ShopEvent[],
  wanted: Partial<ReportChoices> & {
    readonly definition?: Partial<Definition>
    readonly persons?: (source: Omit<ReportSource, 'persons'>) => Persons
  } = {},
): MadeReport {
  const dataset = createDataset()
  const file = addText(dataset, { path: FILE, format: 'NDJSON', reason: 'one object per line', bytes: 1_000 })
  for (const [index, event] of events.entries()) ingest(event, dataset, { file, line: index + 1, byte: index * 100 })
  const definition = { ...DEFAULT_DEFINITION, ...wanted.definition }
  const ranking = rank(dataset, definition)
  const choices = { rows: wanted.rows ?? ranking.ranked, receipts: wanted.receipts ?? ranking.ranked, eventsEach: wanted.eventsEach ?? 50 }
  const plain = {
    loaded: { label: FILE, summary: summary(dataset), ranking, directory: directory(dataset), problems: [] },
    weekly: weekly(dataset, definition, choices.rows),
    bySpend: sortOrder(dataset, definition, 'spend'),
    details: Array.from(ranking.customer.subarray(0, choices.receipts), index => detail(dataset, definition, index)),
    choices,
    version: '1.2.3',
  }
  const source = { ...plain, persons: wanted.persons?.(plain) ?? personsAsTheyAre(plain.loaded.directory) }
  const report = reportOf(source)
  return { source, report, page: [...reportPage(report)].join('') }
}

/** The page as a browser without scripts reads it. */
export function parsed(page: string): Document {
  return new DOMParser().parseFromString(page, 'text/html')
}

/** The texts of an element's cells, row by row. */
export function cellsOf(table: Element | null | undefined): string[][] {
  return [...(table?.querySelectorAll('tbody tr') ?? [])].map(row => [...row.children].map(cell => cell.textContent ?? ''))
}

/** Who stands in the ranking, as they are called there. */
export function customersOf(report: Document): string[] {
  return [...report.querySelectorAll('table[data-sortable] tbody td:nth-child(2) bdi')].map(name => name.textContent ?? '')
}
