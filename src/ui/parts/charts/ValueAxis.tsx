import css from './Marks.module.css'

interface ValueAxisProps {
  readonly ticks: readonly number[]
  /** One for each tick. */
  readonly labels: readonly string[]
  /** Pixels from the top of the drawing. */
  readonly y: (value: number) => number
  readonly left: number
  readonly right: number
}

/** Hairlines across the drawing at round values, with the values at their left. */
export function ValueAxis({ ticks, labels, y, left, right }: ValueAxisProps) {
  return ticks.map((tick, index) => (
    <g key={tick}>
      <line className={css['grid']} x1={left} x2={right} y1={y(tick)} y2={y(tick)} />
      <text className={css['words']} x={left - 8} y={y(tick) + 4} textAnchor="end">
        {labels[index]}
      </text>
    </g>
  ))
}
