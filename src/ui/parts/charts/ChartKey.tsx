import css from './ChartKey.module.css'

export interface KeyEntry {
  readonly mark: 'solid bar' | 'hatched bar' | 'solid line' | 'dashed line' | 'tick'
  readonly label: string
}

/** Pixels. */
const WIDTH = {
  'solid bar': 12,
  'hatched bar': 12,
  'solid line': 22,
  'dashed line': 22,
  tick: 4,
} as const satisfies Record<KeyEntry['mark'], number>

/** What the marks of a chart stand for: solid is observed, hatched or dashed is estimated. */
export function ChartKey({ entries }: { readonly entries: readonly KeyEntry[] }) {
  return (
    <span className={css['key']}>
      {entries.map(({ mark, label }) => (
        <span key={label} className={css['entry']}>
          <svg width={WIDTH[mark]} height="12" aria-hidden="true">
            <Mark mark={mark} />
          </svg>
          {label}
        </span>
      ))}
    </span>
  )
}

function Mark({ mark }: Pick<KeyEntry, 'mark'>) {
  switch (mark) {
    case 'solid bar':
      return <rect className={css['solid-bar']} width="12" height="12" rx="2" />
    case 'hatched bar':
      return (
        <>
          <rect className={css['ground']} x="0.5" y="0.5" width="11" height="11" rx="2" />
          <path className={css['hatch']} d="M1 11 11 1M1 6 6 1M6 11l5-5" />
        </>
      )
    case 'solid line':
      return <path className={css['solid-line']} d="M0 6h22" />
    case 'dashed line':
      return <path className={css['dashed-line']} d="M0 6h22" />
    case 'tick':
      return <path className={css['solid-line']} d="M2 1v10" />
    default:
      return mark satisfies never
  }
}
