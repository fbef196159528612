import { shownText } from '../words/texts.ts'
import css from './StoreButton.module.css'

interface StoreButtonProps {
  readonly storeId: string
  readonly isChosen: boolean
  readonly onStore: (storeId: string | null) => void
}

/** A store's id that leads to its weeks. */
export function StoreButton({ storeId, isChosen, onStore }: StoreButtonProps) {
  return (
    <button
      type="button"
      className={css['open']}
      aria-pressed={isChosen}
      title={`Show store ${shownText(storeId)} by week`}
      onClick={() => onStore(isChosen ? null : storeId)}
    >
      {shownText(storeId)}
    </button>
  )
}
