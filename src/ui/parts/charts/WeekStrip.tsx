import { count } from '../../words/numbers.ts'
import css from './WeekStrip.module.css'

const WIDTH = 130
const HEIGHT = 20
const BAR_SHARE = 0.68
const TICK = 1

/**
 * Spend over time as tiny bars, weeks without spend as ticks. Each strip has its own scale: it shows when a customer bought, not how much
 * compared to others. Drawn as two paths, since a table shows dozens of strips at once.
 */
export function WeekStrip({ spendUnits }: { readonly spendUnits: Float64Array }) {
  const pitch = WIDTH / Math.max(1, spendUnits.length)
  const barWidth = Math.min(12, pitch * BAR_SHARE)
  let most = 0
  let least = 0
  for (const units of spendUnits) {
    most = Math.max(most, units)
    least = Math.min(least, units)
  }
  // Weeks of refunds hang below a line that stands at the bottom when there are none.
  const range = most - least || 1
  const base = (HEIGHT - TICK) * (most === 0 && least === 0 ? 1 : most / range)
  let bars = ''
  let ticks = ''
  spendUnits.forEach((units, week) => {
    const left = (week * pitch).toFixed(1)
    if (units === 0) ticks += `M${left} ${base.toFixed(1)}h${barWidth.toFixed(1)}v${TICK}h-${barWidth.toFixed(1)}z`
    else {
      const height = (units / range) * (HEIGHT - TICK)
      // At least one pixel: a small order is not no order.
      const seen = Math.sign(height) * Math.max(1.2, Math.abs(height))
      bars += `M${left} ${(base + TICK).toFixed(1)}h${barWidth.toFixed(1)}v${(-seen).toFixed(1)}h-${barWidth.toFixed(1)}z`
    }
  })
  return (
    <svg
      className={css['strip']}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={words(spendUnits)}
    >
      <path className={css['tick']} d={ticks} />
      <path className={css['bar']} d={bars} />
    </svg>
  )
}

function words(spendUnits: Float64Array): string {
  const withSpend = spendUnits.reduce((periods, units) => periods + (units === 0 ? 0 : 1), 0)
  return `Spend in ${count(withSpend)} of ${count(spendUnits.length)} periods`
}
