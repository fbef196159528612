import { type FormEvent, useState } from 'react'
import { Button } from '../parts/Button.tsx'
import css from './FindById.module.css'

interface FindByIdProps {
  /** An id that was looked for and is nobody’s, with ids that begin alike; null when there is nothing to say. */
  readonly missed: { readonly id: string; readonly near: readonly string[] } | null
  readonly onFind: (id: string) => void
}

/** Find a customer by the whole id. The server is asked once, when the id is complete. */
export function FindById({ missed, onFind }: FindByIdProps) {
  const [text, setText] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (text.trim() !== '') onFind(text.trim())
  }
  return (
    <form className={css['find']} onSubmit={submit}>
      <div className={css['field']}>
        <input
          className={css['input']}
          type="text"
          aria-label="Find a customer id"
          placeholder="Find a customer id"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={text}
          onChange={event => setText(event.target.value)}
        />
        <Button type="submit" icon="search" disabled={text.trim() === ''}>
          Find
        </Button>
      </div>
      <p className={css['missed']} role="status" hidden={missed === null}>
        {missed === null ? null : (
          <>
            No customer ‘{missed.id}’. Ids are matched exactly.
            {missed.near.map((id, index) => (
              <span key={id}>
                {index === 0 ? ' Some that begin so: ' : ', '}
                <Button
                  kind="link"
                  onClick={() => {
                    setText(id)
                    onFind(id)
                  }}
                >
                  {id}
                </Button>
              </span>
            ))}
          </>
        )}
      </p>
    </form>
  )
}
