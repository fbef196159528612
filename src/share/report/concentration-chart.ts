import { html, type Markup } from './markup.ts'
import type { ConcentrationChart } from './report.ts'

const TOP = 8
const HEIGHT = 240
const LABELS_HEIGHT = 20
const SHARES = [0, 0.25, 0.5, 0.75, 1]
/** The curve is drawn in its own units and stretched to the width; lines keep their strength. */
const UNITS = 1000

/** Share of spend over share of customers as steps: every customer adds at once, and nothing lies between two of them. */
export function concentrationCurve({ points, half, label }: ConcentrationChart): Markup {
  const most = Math.max(1, ...points.map(point => point.shareOfSpend))
  const least = Math.min(0, ...points.map(point => point.shareOfSpend))
  const unitsY = (share: number): string => (((most - share) / (most - least)) * UNITS).toFixed(1)
  const y = (share: number): string => (TOP + ((most - share) / (most - least)) * HEIGHT).toFixed(1)
  const steps = points.map(point => `H${(point.shareOfCustomers * UNITS).toFixed(1)}V${unitsY(point.shareOfSpend)}`).join('')
  const line = `M0 ${unitsY(0)}${steps}`
  const full = HEIGHT + TOP + LABELS_HEIGHT
  const mark =
    half === null
      ? null
      : html`<line class="mark" x1="0" x2="${percent(half)}" y1="${y(0.5)}" y2="${y(0.5)}"/><line class="mark" x1="${percent(half)}" x2="${percent(half)}" y1="${y(0.5)}" y2="${y(0)}"/><circle class="dot" cx="${percent(half)}" cy="${y(0.5)}" r="4"/>`
  return html`<div class="chart"><svg class="axis" height="${full}" aria-hidden="true">${SHARES.map(share => html`<text x="58" y="${Number(y(share)) + 4}" text-anchor="end">${percent(share)}</text>`)}</svg><svg class="plot" height="${full}" role="img" aria-label="${label}">${SHARES.map(share => html`<line class="rule" x1="0" x2="100%" y1="${y(share)}" y2="${y(share)}"/><text x="${percent(share)}" y="${full - 4}" text-anchor="${share === 0 ? 'start' : share === 1 ? 'end' : 'middle'}">${percent(share)}</text>`)}<svg y="${TOP}" width="100%" height="${HEIGHT}" viewBox="0 0 ${UNITS} ${UNITS}" preserveAspectRatio="none"><path class="area" d="${line}V${unitsY(0)}H0Z"/><path class="equal" vector-effect="non-scaling-stroke" d="M0 ${unitsY(0)}L${UNITS} ${unitsY(1)}"/><path class="curve" vector-effect="non-scaling-stroke" d="${line}"/></svg>${mark}</svg></div>`
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(3))}%`
}
