import { Fragment } from 'react'
import { count } from '../words/numbers.ts'
import css from './DataSummary.module.css'

/** “1,200 read = 1,188 accepted + 12 left out”. */
export function ReadEquation({
  read,
  parts,
}: {
  readonly read: number
  readonly parts: readonly (readonly [value: number, name: string])[]
}) {
  return (
    <p className={css['equation']}>
      <Term value={read} name="read" />
      {parts.map(([value, name], at) => (
        <Fragment key={name}>
          <i aria-hidden="true">{at === 0 ? '=' : '+'}</i>
          <span className="visually-hidden">{at === 0 ? 'equals' : 'plus'}</span>
          <Term value={value} name={name} />
        </Fragment>
      ))}
    </p>
  )
}

function Term({ value, name }: { readonly value: number; readonly name: string }) {
  return (
    <span>
      <b>{count(value)}</b> {name}
    </span>
  )
}
