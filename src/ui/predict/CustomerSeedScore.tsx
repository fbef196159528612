import { useState } from 'react'
import { useSeedScores } from '../../store/app-store.ts'
import { SeedScoreTable } from './SeedScoreTable.tsx'

interface CustomerSeedScoreProps {
  /** Customer of the data set. */
  readonly customer: number
}

/** One customer's score of the original task in both readings: six features and their sum. Worked out when it is opened. */
export function CustomerSeedScore({ customer }: CustomerSeedScoreProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details open={isOpen} onToggle={event => setIsOpen(event.currentTarget.open)}>
      <summary>Score of the original task</summary>
      {isOpen ? <BothReadings customer={customer} /> : null}
    </details>
  )
}

function BothReadings({ customer }: CustomerSeedScoreProps) {
  const ofOrders = useSeedScores('spec', null)
  const ofRows = useSeedScores('seed', null)
  if (ofOrders === null || ofRows === null) return <p aria-busy="true">Adding up…</p>
  return <SeedScoreTable ofOrders={ofOrders} ofRows={ofRows} customer={customer} />
}
