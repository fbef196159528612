import css from './ValueWhisker.module.css'

interface ValueWhiskerProps {
  readonly value: number
  readonly low: number
  readonly high: number
  /** The value at the right end; what lies beyond it is cut off there, with an open end. */
  readonly most: number
  /** Pixels. */
  readonly width?: number
}

const USUAL_WIDTH = 96
const HEIGHT = 16
const MIDDLE = HEIGHT / 2
/** Half of the tick, which must not be cut off at either end. */
const EDGE = 2
const CAP = 3
const TICK = 5

/** The interval of a value, for a cell of a table beside its numbers: dashed from low to high, since it is estimated, with a tick at the value. */
export function ValueWhisker({ value, low, high, most, width = USUAL_WIDTH }: ValueWhiskerProps) {
  const x = (amount: number): number => EDGE + (most > 0 ? Math.min(1, Math.max(0, amount / most)) : 0) * (width - 2 * EDGE)
  const isCut = high > most
  return (
    <svg className={css['whisker']} width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} aria-hidden="true">
      <path className={css['dashed']} d={`M${x(low).toFixed(1)} ${MIDDLE}H${x(high).toFixed(1)}`} />
      <path
        className={css['ends']}
        d={`${cap(x(low))}${isCut ? `M${width - EDGE - CAP} ${MIDDLE - CAP}l${CAP} ${CAP}l-${CAP} ${CAP}` : cap(x(high))}`}
      />
      {value > most ? null : <path className={css['tick']} d={`M${x(value).toFixed(1)} ${MIDDLE - TICK}v${2 * TICK}`} />}
    </svg>
  )
}

function cap(x: number): string {
  return `M${x.toFixed(1)} ${MIDDLE - CAP}v${2 * CAP}`
}
