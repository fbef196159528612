import css from './Progress.module.css'

/** How far something is: a native progress bar. `done` and `total` in any one unit; a total of 0 is shown as not yet known. */
export function Progress({ label, done, total }: { readonly label: string; readonly done: number; readonly total: number }) {
  return total > 0 ? (
    <progress className={css['progress']} aria-label={label} value={Math.min(done, total)} max={total} />
  ) : (
    <progress className={css['progress']} aria-label={label} />
  )
}
