import type { Definition, WeeksRule } from '../ltv/definition.ts'
import type { Dialect } from './dialect.ts'
import { timeText } from './parts.ts'

const WEEKS_ARE: Readonly<Record<WeeksRule, string>> = {
  dataset: 'calendar weeks from the first to the last event of all the data; partial weeks count whole',
  customer: "calendar weeks from the customer's own first to last event",
  active: 'distinct calendar weeks in which the customer has any event',
  elapsed: "the time from the customer's first to last event in weeks, not rounded, at least 1",
  'dataset-years': 'for each calendar year the weeks from its first to its last event, added up over the years',
}

/** The definition in force as comments, so that a query never goes without it. */
export function definitionComment(definition: Definition, dialect: Dialect, subject: string): string {
  const { weeksRule, weekStart, windowStart, windowEnd, lifespanYears, margin, currency } = definition
  const from = windowStart === null ? 'the first event' : timeText(windowStart)
  const to = windowEnd === null ? 'the last event' : `${timeText(windowEnd)}, which is no longer inside`
  const lines = [
    `${subject}, for ${dialect.name}.`,
    '',
    `LTV = 52 * (spend / weeks) * ${lifespanYears} ${lifespanYears === 1 ? 'year' : 'years'}${margin === 1 ? '' : ` * ${margin} margin`}`,
    `Weeks: ${WEEKS_ARE[weeksRule]} (${weeksRule}).`,
    `Weeks start on ${weekStart === 'sunday' ? 'Sunday' : 'Monday'}, UTC.`,
    windowStart === null && windowEnd === null ? 'Window: all of the data.' : `Window, UTC: from ${from} to ${to}.`,
    currency === null
      ? 'Currency: that of most orders; orders in others are set aside.'
      : `Currency: ${currency}; orders in others are set aside.`,
    'Customers: all with any event inside the window, with 0 when they have no order.',
    'Ties: by customer id, by its bytes (the page sorts UTF-16, which differs for ids with characters beyond U+FFFF only).',
    dialect.evidence === 'run'
      ? `Our tests run this query in ${dialect.name} and hold every customer against the page.`
      : `Written from the documentation of ${dialect.name}: our tests do not run it.`,
  ]
  return lines.map(line => (line === '' ? '--' : `-- ${line}`)).join('\n')
}
