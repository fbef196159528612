import { useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { FindField } from '../parts/FindField.tsx'

interface FindByIdProps {
  /** An id that was looked for and is nobody’s, with ids that begin alike; null when there is nothing to say. */
  readonly missed: { readonly id: string; readonly near: readonly string[] } | null
  readonly onFind: (id: string) => void
}

/** Find a customer by the whole id. The server is asked once, when the id is complete. */
export function FindById({ missed, onFind }: FindByIdProps) {
  const [text, setText] = useState('')
  const again = (id: string): void => {
    setText(id)
    onFind(id)
  }
  const find = (): void => {
    if (text.trim() !== '') onFind(text.trim())
  }
  return (
    <FindField
      label="Find a customer id"
      text={text}
      onText={setText}
      onFind={find}
      missed={missed === null ? null : <Missed {...missed} onFind={again} />}
    >
      <Button type="submit" icon="search" disabled={text.trim() === ''}>
        Find
      </Button>
    </FindField>
  )
}

interface MissedProps {
  readonly id: string
  readonly near: readonly string[]
  readonly onFind: (id: string) => void
}

function Missed({ id: sought, near, onFind }: MissedProps) {
  return (
    <>
      No customer ‘{sought}’. Ids are matched exactly.
      {near.map((id, index) => (
        <span key={id}>
          {index === 0 ? ' Some that begin so: ' : ', '}
          <Button kind="link" onClick={() => onFind(id)}>
            {id}
          </Button>
        </span>
      ))}
    </>
  )
}
