import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { Slider } from '../parts/Slider.tsx'
import { count } from '../words/numbers.ts'
import { typedNumber } from '../words/typed-number.ts'
import { positionOf, SLIDER_STEPS, steppedX, xAt } from './slider-scale.ts'
import css from './TopX.module.css'

interface TopXProps {
  readonly x: number
  readonly customers: number
  /** `replace` while a movement goes on and `push` at its end, so that one drag is one step of Back. */
  readonly onChange: (x: number, history: 'push' | 'replace') => void
}

/** How many customers to show: by slider, by number, or all. */
export function TopX({ x, customers, onChange }: TopXProps) {
  const id = useId()
  // What a movement that is not over yet has come to.
  const moved = useRef<number | null>(null)
  // Kept only while it says something other than x: half-written or out of range.
  const [draft, setDraft] = useState<string | null>(null)

  const change = (next: number): void => {
    if (next === x) return
    moved.current = next
    onChange(next, 'replace')
  }
  const end = (): void => {
    if (moved.current !== null) onChange(moved.current, 'push')
    moved.current = null
  }

  const step = (event: KeyboardEvent): void => {
    const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key]
    if (steps === undefined) return
    event.preventDefault()
    change(steppedX(x, steps, customers))
  }

  const problem = draft === null || draft.trim() === '' || isMany(typedNumber(draft)) ? null : draft.trim()

  const type = (text: string): void => {
    setDraft(text)
    const typed = typedNumber(text)
    if (isMany(typed)) change(Math.min(typed, customers))
  }

  return (
    <div className={css['top-x']}>
      <label htmlFor={`${id}-slider`} className={css['label']}>
        Show top
      </label>
      <Slider
        id={`${id}-slider`}
        className={css['slider']}
        min={0}
        max={SLIDER_STEPS}
        step={1}
        value={positionOf(x, customers)}
        aria-valuetext={`${count(x)} of ${count(customers)}`}
        onChange={event => change(xAt(event.target.valueAsNumber, customers))}
        onKeyDown={step}
        onKeyUp={end}
        onPointerUp={end}
        onPointerCancel={end}
        onBlur={end}
      />
      <input
        className={css['number']}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        aria-label={`How many of ${count(customers)} customers to show`}
        aria-invalid={problem === null ? undefined : true}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        value={draft ?? count(x)}
        style={{ width: `calc(${Math.max(3, count(customers).length)}ch + 22px)` }}
        onFocus={event => event.target.select()}
        onChange={event => type(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
            setDraft(null)
            step(event)
          } else if (event.key === 'Enter' || event.key === 'Escape') {
            // Enter leaves what cannot be a number in place, beside what is wrong with it.
            if (event.key === 'Escape' || problem === null) setDraft(null)
            end()
          }
        }}
        onBlur={() => {
          setDraft(null)
          end()
        }}
      />
      <Button kind="link" className={css['all']} disabled={x === customers} onClick={() => onChange(customers, 'push')}>
        All
      </Button>
      {problem === null ? null : (
        <p id={`${id}-problem`} className={css['problem']} role="alert">
          “{problem}” is not a whole number from 1 to {count(customers)}. Still the top {count(x)}.
        </p>
      )}
    </div>
  )
}

function isMany(number: number | null): number is number {
  return number !== null && number >= 1
}
