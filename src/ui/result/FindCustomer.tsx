import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { CustomerDirectory } from '../../ltv/results.ts'
import { Button } from '../parts/Button.tsx'
import { count } from '../words/numbers.ts'
import { shownText } from '../words/texts.ts'
import { closestCustomers, findCustomer, idOf } from './customer-finder.ts'
import css from './FindCustomer.module.css'

const SUGGESTIONS = 8
const CLOSEST = 3

interface FindCustomerProps {
  readonly directory: CustomerDirectory
  /** Rank index by customer; −1 outside the window. */
  readonly rankOf: Int32Array
  readonly onChoose: (customer: number) => void
}

/** Find a customer by the whole id or its beginning. “/” leads here from anywhere on the page. */
export function FindCustomer({ directory, rankOf, onChoose }: FindCustomerProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const [highlighted, setHighlighted] = useState(-1)
  const [missed, setMissed] = useState<string | null>(null)
  useFocusBySlash(input)

  const { exact, suggestions } = findCustomer(directory, text, SUGGESTIONS)
  const listed = isOpen && suggestions.length > 0

  const choose = (customer: number): void => {
    setText(idOf(directory, customer))
    setIsOpen(false)
    setHighlighted(-1)
    setMissed(null)
    onChoose(customer)
  }

  const search = (): void => {
    const chosen = suggestions[highlighted] ?? exact
    if (chosen !== null && chosen !== undefined) choose(chosen)
    else if (text.trim() !== '') {
      setIsOpen(false)
      setMissed(text.trim())
    }
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        if (suggestions.length === 0) return
        event.preventDefault()
        setIsOpen(true)
        const step = event.key === 'ArrowDown' ? 1 : -1
        // One place more than suggestions: the text itself.
        const places = suggestions.length + 1
        setHighlighted(((highlighted + 1 + step + places) % places) - 1)
        return
      }
      case 'Enter':
        event.preventDefault()
        search()
        return
      case 'Escape':
        if (listed) setIsOpen(false)
        else setText('')
        setHighlighted(-1)
        setMissed(null)
    }
  }

  return (
    <div className={css['find']}>
      <div className={css['field']}>
        <input
          ref={input}
          className={css['input']}
          type="text"
          role="combobox"
          aria-label="Find a customer id"
          aria-expanded={listed}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={listed && highlighted >= 0 ? `${id}-${highlighted}` : undefined}
          aria-keyshortcuts="/"
          placeholder="Find a customer id"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={text}
          onChange={event => {
            setText(event.target.value)
            setIsOpen(true)
            setHighlighted(-1)
            setMissed(null)
          }}
          onFocus={() => setIsOpen(true)}
          onBlur={() => setIsOpen(false)}
          onKeyDown={onKeyDown}
        />
        <span className={css['key']} aria-hidden="true">
          /
        </span>
      </div>
      <div role="listbox" id={`${id}-list`} aria-label="Customers whose id begins so" className={css['list']} hidden={!listed}>
        {suggestions.map((customer, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys for its list
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, which names the active option
          <div
            key={customer}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === highlighted}
            className={css['option']}
            // The field must not lose the focus before the click arrives.
            onPointerDown={event => event.preventDefault()}
            onClick={() => choose(customer)}
          >
            <span>{shownText(idOf(directory, customer))}</span>
            <small>{standing(rankOf[customer] ?? -1)}</small>
          </div>
        ))}
      </div>
      <p className={css['missed']} role="status" hidden={missed === null}>
        {missed === null ? null : (
          <>
            No customer ‘{shownText(missed)}’. Ids are matched exactly.{' '}
            {closestCustomers(directory, missed, CLOSEST).map((customer, index) => (
              <span key={customer}>
                {index === 0 ? 'Closest: ' : ', '}
                <Button kind="link" onClick={() => choose(customer)}>
                  {shownText(idOf(directory, customer))}
                </Button>
              </span>
            ))}
            .
          </>
        )}
      </p>
    </div>
  )
}

function standing(rankIndex: number): string {
  return rankIndex < 0 ? 'outside the window' : `number ${count(rankIndex + 1)}`
}

/** The page has no other single-key shortcut; it stays silent while someone types or a sheet lies over the page. */
function useFocusBySlash(input: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
      const at = event.target
      if (at instanceof HTMLElement && (at.isContentEditable || at.matches('input:not([type=range]), textarea, select'))) return
      if (document.querySelector('dialog:modal') !== null) return
      event.preventDefault()
      input.current?.focus()
      input.current?.select()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [input])
}
