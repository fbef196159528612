import type { StoreRecipe } from '../../worker/protocol.ts'
import { Button } from '../parts/Button.tsx'
import css from './SampleShop.module.css'

/** Two years of a middling chain, read in well under a second. */
const RECIPE: StoreRecipe = { seed: 2025, stores: 60, devices: 140, transactions: 20_000, withCards: true }

interface SampleStoresProps {
  readonly onOpen: (recipe: StoreRecipe) => void
  readonly onSave: (recipe: StoreRecipe) => void
}

/** The other kind of data, made up: three tables of stores. */
export function SampleStores({ onOpen, onSave }: SampleStoresProps) {
  return (
    <section className={css['sample']} aria-labelledby="sample-stores-title">
      <h2 id="sample-stores-title">Stores instead of customers?</h2>
      <p className={css['lead']}>
        Three tables with devices, stores and transactions, dropped together or one after another, tell which stores and products sell most.
        Card numbers in them are never taken in.
      </p>
      <div className={css['actions']}>
        <Button onClick={() => onOpen(RECIPE)}>Try with sample stores</Button>
        <Button kind="quiet" icon="download" onClick={() => onSave(RECIPE)}>
          Download these files
        </Button>
      </div>
    </section>
  )
}
