import type { ReactNode } from 'react'
import { type CustomerDetail, customerAt, type Ranking } from '../../ltv/results.ts'
import { Explained } from '../parts/Popover.tsx'
import { dayRange } from '../words/dates.ts'
import { exactMoney, fromUnits, money } from '../words/money.ts'
import { counted, decimal } from '../words/numbers.ts'
import css from './Receipt.module.css'
import { spendPerVisitUnits, visitsPerWeek } from './shown-rows.ts'

interface ReceiptProps {
  readonly ranking: Ranking
  readonly rankIndex: number
  /** Null while it is fetched: the sum itself needs nothing of it. */
  readonly detail: CustomerDetail | null
  readonly children?: ReactNode
}

/** How one customer's figure comes about: the formula with the customer's own numbers, each part of which opens to what it means. */
export function Receipt({ ranking, rankIndex, detail, children }: ReceiptProps) {
  const { currency, definition } = ranking
  const ltv = money(ranking.ltv[rankIndex] ?? 0, currency)
  const { spendUnits, orders: orderCount, visits } = customerAt(ranking, rankIndex)
  const spend = exactMoney(BigInt(spendUnits), currency)
  const orders = counted(orderCount, 'order')
  const perWeek = decimal(visitsPerWeek(ranking, rankIndex), 3)
  const weeks = weeksWords(ranking, rankIndex)
  const years = `${decimal(definition.lifespanYears, 4)} ${definition.lifespanYears === 1 ? 'year' : 'years'}`
  const images = detail === null || detail.images === 0 ? '' : `, ${counted(detail.images, 'image')}`
  return (
    <section className={css['receipt']} aria-label="How the figure is worked out">
      <p>How {ltv} is worked out</p>
      <div className={css['formula']}>
        <Explained term="52">Weeks in a year, as the formula has it.</Explained> × ({' '}
        <Explained term={`${spend} spend`}>
          {orders}, each once with the amount of its latest version
          {definition.windowStart === null && definition.windowEnd === null ? '' : ', if its first event lies inside the window'}. Refunds
          are taken off.
        </Explained>
        {definition.margin === 1 ? null : (
          <>
            {' × '}
            <Explained term={`${decimal(definition.margin * 100, 4)}% margin`}>
              The share of spend that is left after the cost of what was sold. Chosen in the definition.
            </Explained>
          </>
        )}
        {' ÷ '}
        <Explained term={weeks}>{weeksExplanation(ranking, rankIndex)}</Explained> ) ×{' '}
        <Explained term={years}>The lifespan that the definition assumes. It is not measured.</Explained> ={' '}
        <strong title={String(ranking.ltv[rankIndex] ?? 0)}>{ltv}</strong>
      </div>
      <p>
        {visits > 0
          ? `${money(fromUnits(spendPerVisitUnits(ranking, rankIndex)), currency)} per visit × ${perWeek} ${perWeek === '1' ? 'visit' : 'visits'} per week. `
          : ''}
        {orders}, {counted(visits, 'visit')}
        {images}. {weeksMeaning(ranking)} {children}
      </p>
    </section>
  )
}

function weeksWords(ranking: Ranking, rankIndex: number): string {
  const { weeks } = customerAt(ranking, rankIndex)
  return `${decimal(weeks, 4)} ${weeks === 1 ? 'week' : 'weeks'}`
}

function weeksMeaning(ranking: Ranking): string {
  switch (ranking.definition.weeksRule) {
    case 'dataset':
      return 'Weeks are those of the whole data, the same for everyone.'
    case 'customer':
      return 'Calendar weeks, first to last event.'
    case 'active':
      return 'Calendar weeks with at least one event.'
    case 'elapsed':
      return 'Time from first to last event, at least a week.'
    case 'dataset-years':
      return 'Weeks of the whole data, counted year by year.'
    default:
      return ranking.definition.weeksRule satisfies never
  }
}

function weeksExplanation(ranking: Ranking, rankIndex: number): string {
  const { weeksRule, weekStart } = ranking.definition
  const { first, last } = ranking.facts
  const ofData = first === null || last === null ? '' : `, ${dayRange(first, last)}`
  const own = customerAt(ranking, rankIndex)
  const ofCustomer = dayRange(own.first, own.last)
  const start = `Weeks start ${weekStart === 'sunday' ? 'Sunday' : 'Monday'}, UTC; a week that is touched counts whole.`
  switch (weeksRule) {
    case 'dataset':
      return `Calendar weeks from the first to the last event of the whole data${ofData}. ${start}`
    case 'customer':
      return `Calendar weeks from this customer’s first to last event, ${ofCustomer}. ${start}`
    case 'active':
      return `Calendar weeks in which this customer has any event, between ${ofCustomer}. ${start}`
    case 'elapsed':
      return `Days from this customer’s first to last event ÷ 7, not rounded, at least 1: ${ofCustomer}.`
    case 'dataset-years':
      return `Weeks from the first to the last one touched in each calendar year of the whole data${ofData}, added up over the years. ${start}`
    default:
      return weeksRule satisfies never
  }
}
