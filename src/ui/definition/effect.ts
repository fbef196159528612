import { type CustomerDirectory, customerAt, type Ranking } from '../../ltv/results.ts'
import { textAt } from '../result/text-column.ts'
import { exactMoney, factMoney, money } from '../words/money.ts'
import { count, counted, decimal } from '../words/numbers.ts'
import { shownText } from '../words/texts.ts'

/** What a definition comes to, in a few figures, ready to be compared with those of another. */
export type Effect = readonly { readonly name: string; readonly value: string }[]

export function effectOf(ranking: Ranking, directory: CustomerDirectory): Effect {
  const { facts, currency } = ranking
  const best = ranking.customer[0]
  const leader =
    best === undefined
      ? [{ name: 'Best customer', value: '–' }]
      : [
          { name: 'Best customer', value: shownText(textAt(directory.ids, best)) },
          { name: 'Their LTV', value: money(ranking.ltv[0] ?? 0, currency) },
          {
            name: 'From',
            value: `${exactMoney(customerAt(ranking, 0).spendUnits, currency)} in ${weeksWords(customerAt(ranking, 0).weeks)}`,
          },
        ]
  return [
    ...leader,
    { name: 'Median LTV', value: factMoney(facts.medianLtv, currency) },
    { name: 'Customers ranked', value: count(facts.customers) },
    {
      name: 'Half of all spend',
      value: facts.customersForHalfOfSpend === null ? '–' : counted(facts.customersForHalfOfSpend, 'customer'),
    },
  ]
}

function weeksWords(weeks: number): string {
  return Number.isInteger(weeks) ? counted(weeks, 'week') : `${decimal(weeks)} weeks`
}
