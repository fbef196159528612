import type { RankingFacts } from '../../ltv/results.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { count, counted } from '../words/numbers.ts'

interface SetAsideProps {
  readonly facts: Pick<RankingFacts, 'currencies' | 'ordersSetAside'>
  /** The currency in force. */
  readonly currency: string
  readonly onChooseCurrency: (currency: string) => void
}

/** How many orders are in other currencies, and in which; nothing where there are none. */
export function SetAside({ facts: { currencies, ordersSetAside: aside }, currency: inForce, onChooseCurrency }: SetAsideProps) {
  if (aside === 0) return null
  return (
    <Notice>
      {counted(aside, 'order')} in {aside === 1 ? 'another currency is' : 'other currencies are'} set aside; nothing is converted.
      {currencies
        .filter(({ currency }) => currency !== inForce)
        .map(({ currency, orders }, index) => (
          <span key={currency}>
            {index === 0 ? ' Show ' : ' · '}
            <Button kind="link" onClick={() => onChooseCurrency(currency)}>
              {currency}
            </Button>{' '}
            ({count(orders)})
          </span>
        ))}
    </Notice>
  )
}
