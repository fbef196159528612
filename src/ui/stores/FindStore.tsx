import { type FormEvent, useId, useMemo, useState } from 'react'
import type { StoreDirectory } from '../../stores/results.ts'
import { Button } from '../parts/Button.tsx'
import { counted } from '../words/numbers.ts'
import css from './FindStore.module.css'
import { withName } from './sentences.ts'
import { closestStores, type FoundStores, type SuggestedStore, storeFinder } from './store-finder.ts'

interface FindStoreProps {
  readonly directory: StoreDirectory
  readonly onStore: (storeId: string) => void
}

const SUGGESTIONS = 8
const CLOSEST = 3

/** Find a store by its id or its name. */
export function FindStore({ directory, onStore }: FindStoreProps) {
  const id = useId()
  const [text, setText] = useState('')
  const [missed, setMissed] = useState<string | null>(null)
  const find = useMemo(() => storeFinder(directory), [directory])
  const found = useMemo(() => find(text, SUGGESTIONS), [find, text])
  const choose = (storeId: string): void => {
    setText(storeId)
    setMissed(null)
    onStore(storeId)
  }
  const search = (event: FormEvent): void => {
    event.preventDefault()
    const [only, ...others] = found.exact
    if (only !== undefined && others.length === 0) choose(only.id)
    else if (text.trim() !== '') setMissed(text.trim())
  }
  return (
    <form className={css['find']} onSubmit={search} data-print="no">
      <label htmlFor={id} className="visually-hidden">
        Find a store by id or name
      </label>
      <input
        id={id}
        className={css['input']}
        type="text"
        list={`${id}-list`}
        placeholder="Find a store by id or name"
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
        {found.suggestions.map(store => (
          <option key={store.id} value={store.id} label={store.name === '' ? store.id : `${store.id} · ${store.name}`} />
        ))}
      </datalist>
      <Button type="submit">Show by week</Button>
      <p id={`${id}-missed`} className={css['missed']} role="status">
        {missed === null ? null : <Missed ids={directory.ids} missed={missed} found={found} onStore={choose} />}
      </p>
    </form>
  )
}

interface MissedProps {
  readonly ids: readonly string[]
  readonly missed: string
  readonly found: FoundStores
  readonly onStore: (storeId: string) => void
}

/** Several stores are meant, or none is: those that may be. */
function Missed({ ids, missed, found: { exact, suggestions }, onStore }: MissedProps) {
  if (exact.length > 0)
    return (
      <>
        {exact.length === SUGGESTIONS ? 'At least ' : ''}
        {counted(exact.length, 'store')} are called ‘{missed}’<Links stores={exact} lead=": " onStore={onStore} />
      </>
    )
  if (suggestions.length > 0)
    return (
      <>
        No store has the id or name ‘{missed}’.
        <Links stores={suggestions} lead=" Begin with it or have it in their name: " onStore={onStore} />
      </>
    )
  const closest = closestStores(ids, missed, CLOSEST).map(id => ({ id, name: '' }))
  return (
    <>
      No store has the id or name ‘{missed}’.
      <Links stores={closest} lead=" Closest: " onStore={onStore} />
    </>
  )
}

function Links({
  stores,
  lead,
  onStore,
}: {
  readonly stores: readonly SuggestedStore[]
  readonly lead: string
  readonly onStore: (storeId: string) => void
}) {
  if (stores.length === 0) return null
  return (
    <>
      {stores.map(({ id, name }, at) => (
        <span key={id}>
          {at === 0 ? lead : ', '}
          <Button kind="link" onClick={() => onStore(id)}>
            {withName(id, name)}
          </Button>
        </span>
      ))}
      .
    </>
  )
}
