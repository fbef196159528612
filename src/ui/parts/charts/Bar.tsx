import css from './Marks.module.css'

interface BarProps {
  /** Left edge and width, in pixels. */
  readonly x: number
  readonly width: number
  /** Where it stands, and how high it is. */
  readonly base: number
  readonly height: number
  /** Id of the `HatchPattern` that fills it when it is an estimate; null for what was observed. */
  readonly hatch: string | null
}

/** Nothing is a flat tick; anything above it is at least seen. */
export function Bar({ x, width, base, height, hatch }: BarProps) {
  if (height === 0) return <rect className={css['zero']} x={x} y={base - 2} width={width} height={2} />
  const seen = Math.max(1.5, height)
  const round = Math.min(2.5, width / 2, seen / 2)
  return hatch === null ? (
    <rect className={css['observed-bar']} x={x} y={base - seen} width={width} height={seen} rx={round} />
  ) : (
    // Half a pixel inwards on each side, since its outline is drawn on the edge.
    <rect
      className={css['hatched-bar']}
      x={x + 0.5}
      y={base - seen + 0.5}
      width={Math.max(0, width - 1)}
      height={Math.max(0.5, seen - 1)}
      rx={round}
      fill={`url(#${hatch})`}
    />
  )
}

export function HatchPattern({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" className={css['hatch-ground']} />
        <line x1="0" y1="0" x2="0" y2="5" className={css['hatch-line']} />
      </pattern>
    </defs>
  )
}
