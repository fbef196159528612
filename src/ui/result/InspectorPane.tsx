import { app, useDetail } from '../../store/app-store.ts'
import type { LoadedCustomers } from '../../store/session.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { useSay } from '../parts/Status.tsx'
import { idOf } from './customer-finder.ts'
import { Inspector } from './Inspector.tsx'
import css from './InspectorPane.module.css'
import { textAt } from './text-column.ts'

interface InspectorPaneProps {
  readonly loaded: LoadedCustomers
  /** Rank index of the customer to show, or null. */
  readonly selected: number | null
  /** Beside the result on wide screens, over it on others. */
  readonly beside: boolean
}

export function InspectorPane({ loaded, selected, beside }: InspectorPaneProps) {
  const { ranking, directory } = loaded
  const customer = selected === null ? null : (ranking.customer[selected] ?? null)
  const detail = useDetail(customer)
  const say = useSay()
  const id = customer === null ? '' : idOf(directory, customer)

  const copyId = (): void => {
    navigator.clipboard.writeText(id).then(
      () => say(`Copied ${id}.`, true),
      () => say('The browser did not allow copying. The id can be selected and copied by hand.', true),
    )
  }

  const inspector =
    selected === null || customer === null ? null : (
      <Inspector
        key={customer}
        ranking={ranking}
        rankIndex={selected}
        id={id}
        place={textAt(directory.places, directory.place[customer] ?? 0)}
        detail={detail}
        titled={beside}
        onCopyId={copyId}
      />
    )
  if (beside)
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      <aside className={css['beside']} aria-label="Chosen customer" tabIndex={0} data-print="no">
        {inspector ?? <p className={css['none']}>The link names a rank that nobody has here. Choose a customer in the table.</p>}
      </aside>
    )
  return (
    <Dialog open={inspector !== null} title={id} kind="side" onClose={() => app.getState().setView({ selected: null })}>
      {inspector}
    </Dialog>
  )
}
