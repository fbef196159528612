import type { ReactNode } from 'react'
import type { CustomerDetail, Ranking } from '../../ltv/results.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { useSay } from '../parts/Status.tsx'
import { shownText } from '../words/texts.ts'
import css from './CustomerPane.module.css'
import { Inspector } from './Inspector.tsx'

interface CustomerPaneProps {
  readonly ranking: Ranking
  /** Rank index of the customer to show, or null. */
  readonly selected: number | null
  /** Of the customer to show; blank when there is none. */
  readonly id: string
  /** “City, ST”, blank when unknown. */
  readonly place: string
  /** Null while it is fetched. */
  readonly detail: CustomerDetail | null
  /** Beside the result on wide screens, over it on others. */
  readonly beside: boolean
  /** Said beside the result when nobody is chosen. */
  readonly nobody: string
  readonly onClose: () => void
  /** Stands below the customer. */
  readonly children?: ReactNode
}

/** The chosen customer, where there is room for them. */
export function CustomerPane({ ranking, selected, id, place, detail, beside, nobody, onClose, children }: CustomerPaneProps) {
  const say = useSay()
  const name = shownText(id)

  const copyId = (): void => {
    navigator.clipboard.writeText(id).then(
      () => say(`Copied ${name}.`, true),
      () => say('The browser did not allow copying. The id can be selected and copied by hand.', true),
    )
  }

  const inspector =
    selected === null ? null : (
      <Inspector
        key={id}
        ranking={ranking}
        rankIndex={selected}
        id={name}
        place={shownText(place)}
        detail={detail}
        titled={beside}
        onCopyId={copyId}
      />
    )
  if (beside)
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      <aside className={css['beside']} aria-label="Chosen customer" tabIndex={0} data-print="no">
        {inspector ?? <p className={css['none']}>{nobody}</p>}
        {children}
      </aside>
    )
  return (
    <Dialog open={inspector !== null} title={name} kind="side" onClose={onClose}>
      {inspector}
      {children}
    </Dialog>
  )
}
