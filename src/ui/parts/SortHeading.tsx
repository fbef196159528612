import css from './SortHeading.module.css'

type SortDirection = 'ascending' | 'descending'

export function directionOf({ descending }: { readonly descending: boolean }): SortDirection {
  return descending ? 'descending' : 'ascending'
}

interface SortHeadingProps {
  readonly words: string
  readonly explanation?: string | undefined
  /** Which way the table is sorted by this column, or null when it is not. */
  readonly sorted: SortDirection | null
  readonly className?: string | undefined
  readonly onSort: () => void
}

/** The heading of a column that a table can be sorted by. */
export function SortHeading({ words, explanation, sorted, className, onSort }: SortHeadingProps) {
  return (
    <th scope="col" className={className} title={explanation} aria-sort={sorted ?? undefined}>
      <button type="button" className={css['heading']} onClick={onSort}>
        {words}
        {sorted === null ? null : <span aria-hidden="true">{sorted === 'descending' ? ' ↓' : ' ↑'}</span>}
      </button>
    </th>
  )
}
