import { dateTicks, type Period } from './date-ticks.ts'
import css from './Marks.module.css'

interface DateAxisProps {
  /** What stands side by side over the whole width. */
  readonly periods: readonly Period[]
  /** Pixels. */
  readonly left: number
  readonly right: number
  /** Of the line that the labels stand on. */
  readonly y: number
}

/** Dates under periods of equal width, as many as fit side by side. */
export function DateAxis({ periods, left, right, y }: DateAxisProps) {
  const pitch = (right - left) / Math.max(1, periods.length)
  const labels = new Map(dateTicks(periods, right - left).map(({ start, label }) => [start, label]))
  return periods.map(({ start }, index) => {
    const label = labels.get(start)
    return label === undefined ? null : (
      <text key={start} className={css['words']} x={left + (index + 0.5) * pitch} y={y} textAnchor="middle">
        {label}
      </text>
    )
  })
}
