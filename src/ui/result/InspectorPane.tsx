import { app, useDetail } from '../../store/app-store.ts'
import type { LoadedCustomers } from '../../store/session.ts'
import { CustomerPane } from './CustomerPane.tsx'
import { idOf } from './customer-finder.ts'
import { textAt } from './text-column.ts'

interface InspectorPaneProps {
  readonly loaded: LoadedCustomers
  /** Rank index of the customer to show, or null. */
  readonly selected: number | null
  /** Beside the result on wide screens, over it on others. */
  readonly beside: boolean
}

/** The chosen customer with what the worker knows of them. */
export function InspectorPane({ loaded: { ranking, directory }, selected, beside }: InspectorPaneProps) {
  const customer = selected === null ? null : (ranking.customer[selected] ?? null)
  const detail = useDetail(customer)
  return (
    <CustomerPane
      ranking={ranking}
      selected={customer === null ? null : selected}
      id={customer === null ? '' : idOf(directory, customer)}
      place={customer === null ? '' : textAt(directory.places, directory.place[customer] ?? 0)}
      detail={detail}
      beside={beside}
      nobody="The link names a rank that nobody has here. Choose a customer in the table."
      onClose={() => app.getState().setView({ selected: null })}
    />
  )
}
