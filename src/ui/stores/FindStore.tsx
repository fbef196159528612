import { type FormEvent, useId, useState } from 'react'
import { Button } from '../parts/Button.tsx'
import css from './FindStore.module.css'
import { closestStores, findStore } from './store-finder.ts'

interface FindStoreProps {
  /** Of the stores that have a transaction. */
  readonly ids: readonly string[]
  readonly onStore: (storeId: string) => void
}

const SUGGESTIONS = 8
const CLOSEST = 3

/** Find a store by its id. */
export function FindStore({ ids, onStore }: FindStoreProps) {
  const id = useId()
  const [text, setText] = useState('')
  const [missed, setMissed] = useState<string | null>(null)
  const { exact, suggestions } = findStore(ids, text, SUGGESTIONS)
  const choose = (storeId: string): void => {
    setText(storeId)
    setMissed(null)
    onStore(storeId)
  }
  const search = (event: FormEvent): void => {
    event.preventDefault()
    if (exact !== null) choose(exact)
    else if (text.trim() !== '') setMissed(text.trim())
  }
  return (
    <form className={css['find']} onSubmit={search} data-print="no">
      <label htmlFor={id} className="visually-hidden">
        Find a store id
      </label>
      <input
        id={id}
        className={css['input']}
        type="text"
        list={`${id}-list`}
        placeholder="Find a store id"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-describedby={`${id}-missed`}
        value={text}
        onChange={event => {
          setText(event.target.value)
          setMissed(null)
        }}
      />
      <datalist id={`${id}-list`}>
        {suggestions.map(storeId => (
          <option key={storeId} value={storeId} />
        ))}
      </datalist>
      <Button type="submit">Show by week</Button>
      <p id={`${id}-missed`} className={css['missed']} role="status">
        {missed === null ? null : <Missed ids={ids} missed={missed} onStore={choose} />}
      </p>
    </form>
  )
}

function Missed({ ids, missed, onStore }: FindStoreProps & { readonly missed: string }) {
  const closest = closestStores(ids, missed, CLOSEST)
  return (
    <>
      No store ‘{missed}’ has a transaction. Ids are matched exactly.
      {closest.map((storeId, at) => (
        <span key={storeId}>
          {at === 0 ? ' Closest: ' : ', '}
          <Button kind="link" onClick={() => onStore(storeId)}>
            {storeId}
          </Button>
        </span>
      ))}
      {closest.length === 0 ? null : '.'}
    </>
  )
}
