import type { RankingFacts } from '../../ltv/results.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { usePrinting } from '../parts/use-printing.ts'
import { count, counted } from '../words/numbers.ts'

interface SetAsideProps {
  readonly facts: Pick<RankingFacts, 'currencies' | 'ordersSetAside'>
  /** The currency in force. */
  readonly currency: string
  readonly onChooseCurrency: (currency: string) => void
}

/** How many orders are in other currencies, and in which; nothing where there are none. Paper has no buttons, so there they are words. */
export function SetAside({ facts: { currencies, ordersSetAside: aside }, currency: inForce, onChooseCurrency }: SetAsideProps) {
  const printing = usePrinting()
  if (aside === 0) return null
  return (
    <Notice>
      {counted(aside, 'order')} in {aside === 1 ? 'another currency is' : 'other currencies are'} set aside; nothing is converted.
      {currencies
        .filter(({ currency }) => currency !== inForce)
        .map(({ currency, orders }, index) => (
          <span key={currency}>
            {index > 0 ? ' · ' : printing ? ' Set aside: ' : ' Show '}
            {printing ? (
              currency
            ) : (
              <Button kind="link" onClick={() => onChooseCurrency(currency)}>
                {currency}
              </Button>
            )}{' '}
            ({count(orders)})
          </span>
        ))}
    </Notice>
  )
}
