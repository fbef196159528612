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
      title={`Show store ${storeId} by week`}
      onClick={() => onStore(isChosen ? null : storeId)}
    >
      {storeId}
    </button>
  )
}
