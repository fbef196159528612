import type { Ranking } from '../../ltv/results.ts'
import type { WarehouseCustomer } from '../../warehouse/warehouse.ts'
import { Button } from '../parts/Button.tsx'
import { CustomerPane } from '../result/CustomerPane.tsx'
import { ProblemNotice } from './ProblemNotice.tsx'
import { RanSql } from './RanSql.tsx'
import { placeOf, servedDetail } from './served-ranking.ts'
import type { Question } from './use-answer.ts'

interface ServedCustomerProps {
  readonly ranking: Ranking
  /** Rank index among the rows that are here, or null. */
  readonly selected: number | null
  readonly id: string
  /** What the warehouse is asked of the customer. */
  readonly question: Question<WarehouseCustomer | null>
  readonly beside: boolean
  readonly onClose: () => void
}

/** The chosen customer: what the table knows at once, and the rest when the warehouse has answered. */
export function ServedCustomer({ ranking, selected, id, question: { asked, again }, beside, onClose }: ServedCustomerProps) {
  const customer = asked?.phase === 'answered' ? asked.value : null
  return (
    <CustomerPane
      ranking={ranking}
      selected={selected}
      id={id}
      place={customer === null ? '' : placeOf(customer)}
      detail={customer === null || selected === null ? null : servedDetail(customer, selected)}
      beside={beside}
      nobody="Choose a customer in the table, or find one by id."
      onClose={onClose}
    >
      {asked?.phase === 'failed' ? <ProblemNotice problem={asked.problem} actions={<Button onClick={again}>Ask again</Button>} /> : null}
      {asked?.phase === 'answered' ? <RanSql subject="this customer" ran={asked.ran} /> : null}
    </CustomerPane>
  )
}
