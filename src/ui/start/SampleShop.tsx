import { useState } from 'react'
import type { SampleRecipe } from '../../worker/protocol.ts'
import { Button } from '../parts/Button.tsx'
import { NumberField } from '../parts/NumberField.tsx'
import css from './SampleShop.module.css'

/** Enough to see every part of the page at work, read in well under a second. */
export const FIRST_RECIPE: SampleRecipe = { seed: 2025, customers: 2_000, events: 40_000 }

const MOST_SEED = 0xffff_ffff
const MOST_CUSTOMERS = 1_000_000
const MOST_EVENTS = 5_000_000

interface SampleShopProps {
  readonly initialRecipe: SampleRecipe
  readonly onOpen: (recipe: SampleRecipe) => void
  readonly onSave: (recipe: SampleRecipe) => void
  /** A new seed, unlike the one given. */
  readonly drawSeed: () => number
}

/** A made-up shop to try the page with, the same for everyone who enters the same three numbers. */
export function SampleShop({ initialRecipe, onOpen, onSave, drawSeed }: SampleShopProps) {
  const [recipe, setRecipe] = useState(initialRecipe)
  return (
    <section className={css['sample']} aria-labelledby="sample-title">
      <h2 id="sample-title">No file at hand?</h2>
      <p className={css['lead']}>
        A sample shop is a year of invented customers, with updates, late arrivals, repeats and a few bad rows. The same numbers always make
        the same shop.
      </p>
      <div className={css['fields']}>
        <NumberField
          label="Customers"
          value={recipe.customers}
          least={1}
          most={MOST_CUSTOMERS}
          onChange={customers => setRecipe({ ...recipe, customers })}
        />
        <NumberField
          label="Events"
          value={recipe.events}
          least={1}
          most={MOST_EVENTS}
          onChange={events => setRecipe({ ...recipe, events })}
        />
        <NumberField
          label="Seed"
          value={recipe.seed}
          least={0}
          most={MOST_SEED}
          hint={
            <Button kind="link" onClick={() => setRecipe({ ...recipe, seed: drawSeed() })}>
              New seed
            </Button>
          }
          onChange={seed => setRecipe({ ...recipe, seed })}
        />
      </div>
      <div className={css['actions']}>
        <Button onClick={() => onOpen(recipe)}>Try with a sample shop</Button>
        <Button kind="quiet" icon="download" onClick={() => onSave(recipe)}>
          Download this file
        </Button>
      </div>
    </section>
  )
}
