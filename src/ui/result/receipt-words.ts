import type { Definition } from '../../ltv/definition.ts'
import { type CustomerDetail, customerAt, type Ranking } from '../../ltv/results.ts'
import { dayRange } from '../words/dates.ts'
import { exactMoney, fromUnits, money } from '../words/money.ts'
import { counted, decimal } from '../words/numbers.ts'
import { spendPerVisitUnits, visitsPerWeek } from './shown-rows.ts'

/** The formula with one customer's numbers in one line: “52 × ( $161.21 spend ÷ 12 weeks ) × 10 years = $6,985.77”. */
export function formulaLine(ranking: Ranking, rankIndex: number): string {
  const { currency, definition } = ranking
  const spend = exactMoney(BigInt(customerAt(ranking, rankIndex).spendUnits), currency)
  const margin = definition.margin === 1 ? '' : ` × ${decimal(definition.margin * 100, 4)}% margin`
  const ltv = money(ranking.ltv[rankIndex] ?? 0, currency)
  return `52 × ( ${spend} spend${margin} ÷ ${weeksWords(ranking, rankIndex)} ) × ${yearsWords(definition)} = ${ltv}`
}

/** What the figure rests on besides the formula: visits where there are any, counts, and what the weeks are. */
export function basisWords(ranking: Ranking, rankIndex: number, detail: CustomerDetail | null): string {
  const visits = customerAt(ranking, rankIndex).visits
  const perWeek = decimal(visitsPerWeek(ranking, rankIndex), 3)
  const perVisit = money(fromUnits(spendPerVisitUnits(ranking, rankIndex)), ranking.currency)
  const rates = visits > 0 ? `${perVisit} per visit × ${perWeek} ${perWeek === '1' ? 'visit' : 'visits'} per week. ` : ''
  const images = detail === null || detail.images === 0 ? '' : `, ${counted(detail.images, 'image')}`
  const orders = counted(customerAt(ranking, rankIndex).orders, 'order')
  return `${rates}${orders}, ${counted(visits, 'visit')}${images}. ${weeksMeaning(ranking)}`
}

/** “10 years”. */
export function yearsWords({ lifespanYears }: Definition): string {
  return `${decimal(lifespanYears, 4)} ${lifespanYears === 1 ? 'year' : 'years'}`
}

/** “14 weeks”. */
export function weeksWords(ranking: Ranking, rankIndex: number): string {
  const weeks = customerAt(ranking, rankIndex).weeks
  return `${decimal(weeks, 4)} ${weeks === 1 ? 'week' : 'weeks'}`
}

function weeksMeaning(ranking: Ranking): string {
  switch (ranking.definition.weeksRule) {
    case 'dataset':
      return `Weeks are those of ${extentWords(ranking.definition)}, the same for everyone.`
    case 'customer':
      return 'Calendar weeks, first to last event.'
    case 'active':
      return 'Calendar weeks with at least one event.'
    case 'elapsed':
      return 'Time from first to last event, at least a week.'
    case 'dataset-years':
      return `Weeks of ${extentWords(ranking.definition)}, counted year by year.`
    default:
      return ranking.definition.weeksRule satisfies never
  }
}

/** What the weeks that are the same for everyone are taken from. */
function extentWords({ windowStart, windowEnd }: Definition): string {
  return windowStart === null && windowEnd === null ? 'the whole data' : 'the window'
}

/** What the weeks that the spend is divided by are. */
export function weeksExplanation(ranking: Ranking, rankIndex: number): string {
  const { weeksRule, weekStart } = ranking.definition
  const { first, last } = ranking.facts
  const ofAll = `${extentWords(ranking.definition)}${first === null || last === null ? '' : `, ${dayRange(first, last)}`}`
  const ofCustomer = dayRange(customerAt(ranking, rankIndex).first, customerAt(ranking, rankIndex).last)
  const start = `Weeks start ${weekStart === 'sunday' ? 'Sunday' : 'Monday'}, UTC; a week that is touched counts whole.`
  switch (weeksRule) {
    case 'dataset':
      return `Calendar weeks from the first to the last event of ${ofAll}. ${start}`
    case 'customer':
      return `Calendar weeks from this customer’s first to last event, ${ofCustomer}. ${start}`
    case 'active':
      return `Calendar weeks in which this customer has any event, between ${ofCustomer}. ${start}`
    case 'elapsed':
      return `Days from this customer’s first to last event ÷ 7, not rounded, at least 1: ${ofCustomer}.`
    case 'dataset-years':
      return `Weeks from the first to the last one touched in each calendar year of ${ofAll}, added up over the years. ${start}`
    default:
      return weeksRule satisfies never
  }
}
