import { useState } from 'react'
import { DAY } from '../../base/time.ts'
import type { Definition } from '../../ltv/definition.ts'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { dayRange, fromIsoDay, isoDay } from '../words/dates.ts'
import css from './WindowFields.module.css'

type Window = Pick<Definition, 'windowStart' | 'windowEnd'>

interface WindowFieldsProps {
  readonly definition: Window
  readonly dataFirst: number | null
  readonly dataLast: number | null
  /** Why the data cannot be cut so; null when it can. */
  readonly whyNot: (window: Window) => string | null
  readonly onChange: (window: Window) => void
}

/** The days that count, both included, in UTC. Blank ends are those of the data. */
export function WindowFields({ definition, dataFirst, dataLast, whyNot, onChange }: WindowFieldsProps) {
  // Days that do not make a window yet, because the last lies before the first or they cut a week, are kept here until they do.
  const [draft, setDraft] = useState<Window | null>(null)
  const { windowStart, windowEnd } = draft ?? definition
  const enter = (window: Window): void => {
    const isUsable = refusalOf(window, whyNot) === null
    setDraft(isUsable ? null : window)
    if (isUsable) onChange(window)
  }
  const lastDay = windowEnd === null ? null : windowEnd - 1
  const limits = dataFirst === null || dataLast === null ? {} : { min: isoDay(dataFirst), max: isoDay(dataLast) }
  return (
    <fieldset>
      <legend className={css['legend']}>Days that count</legend>
      <div className={css['pair']}>
        <Field label="From">
          {input => (
            <input
              {...input}
              {...limits}
              type="date"
              value={windowStart === null ? '' : isoDay(windowStart)}
              onChange={event => enter({ windowStart: fromIsoDay(event.target.value), windowEnd })}
            />
          )}
        </Field>
        <Field label="To" error={draft === null ? null : refusalOf(draft, whyNot)}>
          {input => (
            <input
              {...input}
              {...limits}
              type="date"
              value={lastDay === null ? '' : isoDay(lastDay)}
              onChange={event => enter({ windowStart, windowEnd: endOfDay(event.target.value) })}
            />
          )}
        </Field>
      </div>
      <p className={css['hint']}>
        {dataFirst === null || dataLast === null ? null : <>The data holds {dayRange(dataFirst, dataLast)}, UTC. </>}
        {windowStart === null && windowEnd === null ? (
          'All of it counts.'
        ) : (
          <Button kind="link" onClick={() => enter({ windowStart: null, windowEnd: null })}>
            Count all of it
          </Button>
        )}
      </p>
    </fieldset>
  )
}

function refusalOf(window: Window, whyNot: WindowFieldsProps['whyNot']): string | null {
  const isBackwards = window.windowStart !== null && window.windowEnd !== null && window.windowEnd <= window.windowStart
  return isBackwards ? 'The last day lies before the first.' : whyNot(window)
}

/** The window ends where the next day begins. */
function endOfDay(text: string): number | null {
  const start = fromIsoDay(text)
  return start === null ? null : start + DAY
}
