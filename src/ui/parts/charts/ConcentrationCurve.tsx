import type { Ref } from 'react'
import { percent } from '../../words/numbers.ts'
import { useSize } from '../use-size.ts'
import css from './ConcentrationCurve.module.css'

interface ConcentrationCurveProps {
  /** Ascending in both shares of customers and, refunds aside, of spend. */
  readonly points: readonly { readonly shareOfCustomers: number; readonly shareOfSpend: number }[]
  readonly customersForHalf: number | null
  readonly customers: number
  readonly label: string
  /** Of the drawing, for its picture. */
  readonly ref: Ref<SVGSVGElement>
}

const HEIGHT = 300
const LEFT = 44
const RIGHT = 12
const TOP = 10
const BOTTOM = 26
const SHARES = [0, 0.25, 0.5, 0.75, 1]

/** Share of spend over share of customers as steps: every customer adds at once, and nothing lies between two of them. */
export function ConcentrationCurve({ points, customersForHalf, customers, label, ref }: ConcentrationCurveProps) {
  const [{ width }, measure] = useSize<HTMLDivElement>()
  const most = Math.max(1, ...points.map(point => point.shareOfSpend))
  const least = Math.min(0, ...points.map(point => point.shareOfSpend))
  const x = (share: number): number => LEFT + share * (width - LEFT - RIGHT)
  const y = (share: number): number => TOP + ((most - share) / (most - least)) * (HEIGHT - TOP - BOTTOM)
  const steps = points.map(point => `H${x(point.shareOfCustomers).toFixed(1)}V${y(point.shareOfSpend).toFixed(1)}`).join('')
  const line = `M${x(0).toFixed(1)} ${y(0).toFixed(1)}${steps}`
  const half = customersForHalf === null ? null : customersForHalf / customers
  return (
    <div ref={measure} className={css['room']}>
      {width === 0 ? null : (
        <svg ref={ref} width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
          {SHARES.map(share => (
            <g key={share}>
              <line className={css['grid']} x1={LEFT} x2={width - RIGHT} y1={y(share)} y2={y(share)} />
              <text x={LEFT - 8} y={y(share) + 4} textAnchor="end">
                {percent(share)}
              </text>
              <text x={x(share)} y={HEIGHT - 8} textAnchor={share === 0 ? 'start' : share === 1 ? 'end' : 'middle'}>
                {percent(share)}
              </text>
            </g>
          ))}
          <path className={css['area']} d={`${line}V${y(0).toFixed(1)}H${x(0).toFixed(1)}Z`} />
          <line className={css['equal']} x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
          <text x={x(1) - 6} y={y(0.6)} textAnchor="end">
            if all spent the same
          </text>
          <path className={css['curve']} d={line} />
          {half === null ? null : (
            <>
              <path className={css['mark']} d={`M${LEFT} ${y(0.5).toFixed(1)}H${x(half).toFixed(1)}V${y(0).toFixed(1)}`} />
              <circle className={css['dot']} cx={x(half)} cy={y(0.5)} r="4" />
            </>
          )}
        </svg>
      )}
    </div>
  )
}
