import type { ReactNode } from 'react'
import { type CustomerDetail, customerAt, type Ranking } from '../../ltv/results.ts'
import { Explained } from '../parts/Popover.tsx'
import { exactMoney, money } from '../words/money.ts'
import { counted, decimal } from '../words/numbers.ts'
import css from './Receipt.module.css'
import { basisWords, weeksExplanation, weeksWords, yearsWords } from './receipt-words.ts'

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
  const { spendUnits, orders: orderCount } = customerAt(ranking, rankIndex)
  const spend = exactMoney(BigInt(spendUnits), currency)
  const orders = counted(orderCount, 'order')
  const weeks = weeksWords(ranking, rankIndex)
  const years = yearsWords(definition)
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
        {basisWords(ranking, rankIndex, detail)} {children}
      </p>
    </section>
  )
}
