import type { DatasetSummary, Ranking } from '../../ltv/results.ts'
import { dayRange } from '../words/dates.ts'
import { exactMoney, factMoney, fromUnits, money } from '../words/money.ts'
import { count, counted, percent } from '../words/numbers.ts'

export interface FactWords {
  readonly term: string
  readonly value: string
  /** The figure in full, where it is shortened. */
  readonly title?: string
  /** How it was counted, a paragraph each. */
  readonly explanation: readonly string[]
}

/** What the figures need to know of the reading. */
export type ReadSummary = Pick<DatasetSummary, 'records' | 'read' | 'accepted' | 'rejected' | 'duplicates' | 'versions' | 'weeks'>

/** Four figures that say what the ranking rests on. */
export function factsOf({ facts, currency }: Pick<Ranking, 'facts' | 'currency'>, summary: ReadSummary): readonly FactWords[] {
  const outside = facts.customersOutsideWindow
  const total = exactMoney(facts.totalSpendUnits, currency)
  const [row, item] = summary.records === 'rows' ? ['a row', 'item'] : ['an event', 'order']
  return [
    {
      term: 'Customers',
      value: count(facts.customers),
      explanation: [
        `Every id with at least one event in this data${outside > 0 ? ' inside the window' : ''}.`,
        `${counted(facts.customersWithOrders, 'customer')} ${facts.customersWithOrders === 1 ? 'has' : 'have'} ordered.${
          outside > 0 ? ` ${counted(outside, 'customer')} with no event inside the window ${outside === 1 ? 'is' : 'are'} not ranked.` : ''
        }`,
      ],
    },
    {
      term: 'Total spend',
      value: factMoney(fromUnits(facts.totalSpendUnits), currency),
      title: total,
      explanation: [
        `${total} in ${counted(facts.orders, 'order')}${facts.first === null || facts.last === null ? '' : `, ${dayRange(facts.first, facts.last)}`}.`,
        'Each order counts once, with the amount of its latest version. Refunds are taken off.',
        ...(facts.ordersSetAside > 0
          ? [`${counted(facts.ordersSetAside, 'order')} in other currencies set aside. Nothing is converted.`]
          : []),
      ],
    },
    {
      term: 'Median LTV',
      value: factMoney(facts.medianLtv, currency),
      title: money(facts.medianLtv, currency),
      explanation: [
        `${money(facts.medianLtv, currency)}: half of the ${count(facts.customers)} customers are worth more, half less. Customers without an order count as ${money(0, currency)}.`,
      ],
    },
    {
      term: 'Rows used',
      value: summary.read === 0 ? '–' : percent(summary.accepted / summary.read),
      explanation: [
        `${count(summary.read)} rows read = ${count(summary.accepted)} used + ${count(summary.rejected)} left out.`,
        ...(summary.duplicates > 0 || summary.versions > 0
          ? [
              summary.weeks !== null
                ? `Of those used, ${count(summary.duplicates)} repeat ${row} exactly and are counted once.`
                : `Of those used, ${count(summary.duplicates)} repeat ${row} exactly and ${count(summary.versions)} are further versions of an ${item}. Neither is counted twice.`,
            ]
          : []),
      ],
    },
  ]
}
