import css from './Tied.module.css'

/** Stands beside a figure that another row has as well. */
export function Tied({ isTied, decidedBy }: { readonly isTied: boolean; readonly decidedBy: string }) {
  return isTied ? (
    <small className={css['tied']} title={`Another row has the same; ${decidedBy}.`}>
      tied{' '}
    </small>
  ) : null
}
