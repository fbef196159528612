import { classes } from '../parts/classes.ts'
import css from './EffectTable.module.css'
import type { Effect } from './effect.ts'

interface EffectTableProps {
  /** As it was when the sheet was opened. */
  readonly before: Effect
  readonly now: Effect
  /** The figures of the present definition are being worked out. */
  readonly busy: boolean
}

/** What the change comes to: the figures now and, where they differ, before. */
export function EffectTable({ before, now, busy }: EffectTableProps) {
  const earlier = new Map(before.map(figure => [figure.name, figure.value]))
  const isChanged = now.some(figure => earlier.get(figure.name) !== figure.value)
  return (
    <div className={classes(css['effect'], busy && css['busy'])} aria-busy={busy}>
      <table>
        <thead className={isChanged ? undefined : 'visually-hidden'}>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Figure</span>
            </th>
            {isChanged ? <th scope="col">Before</th> : null}
            <th scope="col">Now</th>
          </tr>
        </thead>
        <tbody>
          {now.map(({ name, value }) => {
            const old = earlier.get(name) ?? '–'
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                {isChanged ? <td>{old === value ? '' : old}</td> : null}
                <td>{value}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
