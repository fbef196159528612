import { type CustomerDetail, customerAt, type Ranking } from '../../ltv/results.ts'
import type { FigureTable, Receipt } from '../../share/report/report.ts'
import { cautionSentences } from '../result/cautions.ts'
import { EVENT_TYPE_WORDS, eventNotes } from '../result/event-words.ts'
import { rankWords } from '../result/rank-words.ts'
import { basisWords, formulaLine, weeksExplanation } from '../result/receipt-words.ts'
import { day, moment } from '../words/dates.ts'
import { count, counted } from '../words/numbers.ts'
import { NO_SINGLE_EVENTS } from '../words/weeks-only.ts'
import { weekChartOf } from './charts.ts'
import type { Persons } from './persons.ts'

/** How one customer's figure comes about, with the newest `eventsEach` events. `detail` is that of the customer at the rank index. */
export function receiptOf(ranking: Ranking, rankIndex: number, detail: CustomerDetail, persons: Persons, eventsEach: number): Receipt {
  const customer = ranking.customer[rankIndex] ?? 0
  const seen = [
    `first seen ${day(customerAt(ranking, rankIndex).first)}`,
    `last seen ${day(customerAt(ranking, rankIndex).last)}`,
    `rank ${rankWords(ranking, rankIndex)} of ${count(ranking.ranked)}`,
  ]
  const who = [persons.lastName(detail), persons.place(customer)].filter(text => text !== '').join(', ')
  const listed = Math.min(eventsEach, detail.events.length)
  return {
    customer: persons.id(customer),
    about: (who === '' ? seen : [who, ...seen]).join(' · '),
    formula: formulaLine(ranking, rankIndex),
    explanation: `${basisWords(ranking, rankIndex, detail)} ${weeksExplanation(ranking, rankIndex)}`,
    cautions: cautionSentences(ranking, rankIndex),
    weekly: weekChartOf(detail.weekly, ranking.currency, '', false),
    events: eventTable(detail, customer, persons, listed),
    eventsSaid: eventsSaid(listed, detail.eventsTotal),
  }
}

function eventsSaid(listed: number, total: number | null): string {
  if (total === null) return NO_SINGLE_EVENTS
  if (listed === total) return total === 1 ? 'The one event:' : `All ${count(total)} events, newest first:`
  if (listed === 0) return `${counted(total, 'event is', 'events are')} not listed here. All of them count.`
  return `The newest ${count(listed)} of ${count(total)} events. All of them count.`
}

function eventTable(detail: CustomerDetail, customer: number, persons: Persons, listed: number): FigureTable {
  const events = detail.events.slice(0, listed)
  const hasKeys = events.some(event => persons.key(event, customer) !== '')
  return {
    caption: `Events of ${persons.id(customer)}`,
    headings: ['Time', 'Event', ...(hasKeys ? ['Id'] : []), 'What', 'Read from', 'Remarks'],
    rows: events.map(event => [
      moment(event.time),
      EVENT_TYPE_WORDS[event.type],
      ...(hasKeys ? [persons.key(event, customer)] : []),
      persons.what(event),
      `${persons.file(event.file)} line ${count(event.line)}`,
      eventNotes(event).join(', '),
    ]),
  }
}
