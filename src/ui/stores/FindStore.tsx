import { useMemo, useState } from 'react'
import type { StoreDirectory } from '../../stores/results.ts'
import { Button } from '../parts/Button.tsx'
import { FindField } from '../parts/FindField.tsx'
import { counted } from '../words/numbers.ts'
import { shownText } from '../words/texts.ts'
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
  const [text, setText] = useState('')
  const [missed, setMissed] = useState<string | null>(null)
  const find = useMemo(() => storeFinder(directory), [directory])
  const found = useMemo(() => find(text, SUGGESTIONS), [find, text])
  const choose = (storeId: string): void => {
    setText(storeId)
    setMissed(null)
    onStore(storeId)
  }
  const search = (): void => {
    const [only, ...others] = found.exact
    if (only !== undefined && others.length === 0) choose(only.id)
    else if (text.trim() !== '') setMissed(text.trim())
  }
  const suggestions = found.suggestions.map(({ id, name }) => ({ value: id, label: shownText(name === '' ? id : `${id} · ${name}`) }))
  return (
    <FindField
      label="Find a store by id or name"
      text={text}
      suggestions={suggestions}
      onText={typed => {
        setText(typed)
        setMissed(null)
      }}
      onFind={search}
      missed={missed === null ? null : <Missed ids={directory.ids} missed={missed} found={found} onStore={choose} />}
    >
      <Button type="submit">Show by week</Button>
    </FindField>
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
        No store has the id or name ‘{shownText(missed)}’.
        <Links stores={suggestions} lead=" Begin with it or have it in their name: " onStore={onStore} />
      </>
    )
  const closest = closestStores(ids, missed, CLOSEST).map(id => ({ id, name: '' }))
  return (
    <>
      No store has the id or name ‘{shownText(missed)}’.
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
