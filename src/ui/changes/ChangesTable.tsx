import { useMemo, useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { ScrollTable } from '../parts/ScrollTable.tsx'
import { usePrinting } from '../parts/use-printing.ts'
import { columnMoney } from '../words/money.ts'
import { count, counted } from '../words/numbers.ts'
import { shownText } from '../words/texts.ts'
import css from './ChangesTable.module.css'
import { type CustomerChange, changesAmongTop, type RankedData } from './changes.ts'

interface ChangesTableProps {
  /** The data that was shown before: “events-march.ndjson”. */
  readonly earlierLabel: string
  readonly before: RankedData
  readonly now: RankedData
  /** The top x of both are compared. */
  readonly x: number
}

/** Rows that are drawn before more are asked for: of a hundred thousand customers a browser would draw for a minute. */
const FIRST_SHOWN = 200
/** On paper nobody can ask for more. About twenty-five pages. */
const FIRST_PRINTED = 1_000

/** Who has come in among the top x, who has left, and whose rank and value have changed since an earlier export. */
export function ChangesTable({ earlierLabel, before, now, x }: ChangesTableProps) {
  const changes = useMemo(() => changesAmongTop(before, now, x), [before, now, x])
  const [most, setMost] = useState(FIRST_SHOWN)
  const drawn = usePrinting() ? Math.max(most, FIRST_PRINTED) : most
  const { currency } = now.ranking
  const highest = changes.reduce((most, { before: was, now: is }) => Math.max(most, Math.abs(was?.ltv ?? 0), Math.abs(is?.ltv ?? 0)), 0)
  const amount = (value: number): string => columnMoney(value, currency, highest)
  return (
    <>
      <p className={css['sentence']}>{changesSentence(changes, earlierLabel)}</p>
      <ScrollTable caption={`What changed among the top ${count(x)}`} label="What changed, scrollable">
        <thead>
          <tr>
            <th scope="col">Customer</th>
            <th scope="col">Rank</th>
            <th scope="col">Before</th>
            <th scope="col">LTV</th>
            <th scope="col">Before</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, drawn).map(change => (
            <tr key={change.id}>
              <th scope="row">
                {shownText(change.id)} <small className={css['word']}>{movementWord(change)}</small>
              </th>
              <td>{change.now === null ? '–' : count(change.now.rank)}</td>
              <td>{change.before === null ? '–' : count(change.before.rank)}</td>
              <td>{change.now === null ? '–' : amount(change.now.ltv)}</td>
              <td>{change.before === null ? '–' : amount(change.before.ltv)}</td>
              <td>{change.now === null || change.before === null ? '–' : signed(change.now.ltv - change.before.ltv, amount)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      {changes.length > drawn ? (
        <p className={css['more']}>
          The first {count(drawn)} of {count(changes.length)} rows.{' '}
          <Button kind="link" onClick={() => setMost(most * 4)}>
            Show more
          </Button>
        </p>
      ) : null}
    </>
  )
}

/** A word for those who are not in both; null for those who are. */
function movementWord({ movement, before, now }: CustomerChange): string | null {
  switch (movement) {
    case 'entered':
      return before === null ? 'new' : 'came in'
    case 'left':
      return now === null ? 'gone' : 'fell out'
    case 'stayed':
      return null
    default:
      return movement satisfies never
  }
}

/** “7 of the top 10 were among them in events-march.ndjson; 3 came in, 3 left.” */
export function changesSentence(changes: readonly CustomerChange[], earlierLabel: string): string {
  const of = (movement: CustomerChange['movement']): number => changes.filter(change => change.movement === movement).length
  const [stayed, entered, left] = [of('stayed'), of('entered'), of('left')]
  if (entered === 0 && left === 0) return `The same ${counted(stayed, 'customer')} as in ${earlierLabel} are at the top.`
  return `${count(stayed)} of the top ${count(stayed + entered)} were among them in ${earlierLabel}; ${count(entered)} came in, ${count(left)} left.`
}

function signed(value: number, amount: (value: number) => string): string {
  return value > 0 ? `+${amount(value)}` : amount(value)
}
