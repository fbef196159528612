import type { ReactNode } from 'react'
import type { LoadedCustomers } from '../../store/session.ts'
import { Explained } from '../parts/Popover.tsx'
import { dayRange } from '../words/dates.ts'
import { exactMoney, factMoney, fromUnits, money } from '../words/money.ts'
import { count, counted, percent } from '../words/numbers.ts'
import css from './Facts.module.css'

/** Four figures that say what the ranking rests on; each opens to how it was counted. */
export function Facts({ ranking, summary }: Pick<LoadedCustomers, 'ranking' | 'summary'>) {
  const { facts, currency } = ranking
  return (
    <dl className={css['facts']}>
      <Fact
        term="Customers"
        value={count(facts.customers)}
        explanation={
          <>
            <p>Every id with at least one event in this data{facts.customersOutsideWindow > 0 ? ' inside the window' : ''}.</p>
            <p>
              {counted(facts.customersWithOrders, 'customer')} {facts.customersWithOrders === 1 ? 'has' : 'have'} ordered.
              {facts.customersOutsideWindow > 0
                ? ` ${counted(facts.customersOutsideWindow, 'customer')} with no event inside the window ${facts.customersOutsideWindow === 1 ? 'is' : 'are'} not ranked.`
                : ''}
            </p>
          </>
        }
      />
      <Fact
        term="Total spend"
        value={factMoney(fromUnits(facts.totalSpendUnits), currency)}
        title={exactMoney(facts.totalSpendUnits, currency)}
        explanation={
          <>
            <p>
              {exactMoney(facts.totalSpendUnits, currency)} in {counted(facts.orders, 'order')}
              {facts.first === null || facts.last === null ? '' : `, ${dayRange(facts.first, facts.last)}`}.
            </p>
            <p>Each order counts once, with the amount of its latest version. Refunds are taken off.</p>
            {facts.ordersSetAside > 0 ? (
              <p>{counted(facts.ordersSetAside, 'order')} in other currencies set aside. Nothing is converted.</p>
            ) : null}
          </>
        }
      />
      <Fact
        term="Median LTV"
        value={factMoney(facts.medianLtv, currency)}
        title={money(facts.medianLtv, currency)}
        explanation={
          <p>
            {money(facts.medianLtv, currency)}: half of the {count(facts.customers)} customers are worth more, half less. Customers without
            an order count as {money(0, currency)}.
          </p>
        }
      />
      <Fact
        term="Rows used"
        value={summary.read === 0 ? '–' : percent(summary.accepted / summary.read)}
        explanation={
          <>
            <p>
              {count(summary.read)} rows read = {count(summary.accepted)} used + {count(summary.rejected)} left out.
            </p>
            {summary.duplicates > 0 || summary.versions > 0 ? (
              <p>
                Of those used, {count(summary.duplicates)} repeat {summary.records === 'rows' ? 'a row' : 'an event'} exactly and{' '}
                {count(summary.versions)} are further versions of an {summary.records === 'rows' ? 'item' : 'order'}. Neither is counted
                twice.
              </p>
            ) : null}
          </>
        }
      />
    </dl>
  )
}

interface FactProps {
  readonly term: string
  readonly value: string
  /** The figure in full, where it is shortened. */
  readonly title?: string
  readonly explanation: ReactNode
}

function Fact({ term, value, title, explanation }: FactProps) {
  return (
    <div className={css['fact']}>
      <dt className={css['term']}>
        <Explained term={term}>{explanation}</Explained>
      </dt>
      <dd className={css['value']} title={title}>
        {value}
      </dd>
    </div>
  )
}
