import { html, type Markup } from './markup.ts'
import type { BarLabel, WeekChart } from './report.ts'

/** Room for half a label above the highest line. */
const TOP = 8
const DATES_HEIGHT = 20
/** Few bars do not become slabs: they stand at the start of a row of at least so many. */
export const LEAST_SLOTS = 12
const BAR_SHARE = 0.68

/** Id of the pattern that every incomplete bar is filled with; see {@link partialPattern}. */
const PATTERN = 'partial'

/** Hatches as a pattern, since paper drops the backgrounds of style sheets. Once in a document, not hidden: what is hidden fills nothing. */
export function partialPattern(): Markup {
  return html`<svg class="pattern" width="0" height="0" aria-hidden="true"><defs><pattern id="${PATTERN}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground" width="6" height="6"/><line class="hatch" x1="0" x2="0" y1="0" y2="6"/></pattern></defs></svg>`
}

/** What the hatch means, to stand beside a chart that has one. */
export function partialKey(): Markup {
  return html`<span class="key"><svg width="12" height="12" aria-hidden="true"><rect class="partial" width="12" height="12"/></svg>partial week</span>`
}

/** Whether any bar shows a hatch; a week without spend is a tick, which has no room for one. */
export function hasHatch({ bars }: WeekChart): boolean {
  return bars.some(bar => bar.partial && bar.value !== 0)
}

/**
 * Bars of `height` pixels with their axis. Places along the time are shares of the width, so that it fits a phone and a page without a script;
 * heights are pixels.
 */
export function weekBars(chart: WeekChart, height: number): Markup {
  const { bars, low, high, ticks, dates, narrowDates } = chart
  const y = (value: number): number => TOP + ((high - value) / (high - low)) * height
  const slot = 100 / Math.max(LEAST_SLOTS, bars.length)
  const full = height + TOP + DATES_HEIGHT
  const drawn = bars.map(({ value, partial }, index) => {
    const left = `${share(index * slot + (slot * (1 - BAR_SHARE)) / 2)}%`
    const width = `${share(slot * BAR_SHARE)}%`
    if (value === 0) return html`<rect class="zero" x="${left}" width="${width}" y="${pixel(y(0) - 2)}" height="2"/>`
    // A small order is not no order.
    const tall = Math.max(1.5, Math.abs(y(value) - y(0)))
    const top = value > 0 ? y(0) - tall : y(0)
    return html`<rect class="${partial ? 'partial' : 'bar'}" x="${left}" width="${width}" y="${pixel(top)}" height="${pixel(tall)}"/>`
  })
  const labels = (list: readonly BarLabel[], room: 'wide' | 'narrow'): Markup =>
    html`<g class="${room}">${list.map(({ bar, label }) => html`<text x="${share((bar + 0.5) * slot)}%" y="${full - 4}" text-anchor="middle">${label}</text>`)}</g>`
  return html`<div class="chart"><svg class="axis" height="${full}" aria-hidden="true">${ticks.map(({ value, label }) => html`<text x="58" y="${pixel(y(value) + 4)}" text-anchor="end">${label}</text>`)}</svg><svg class="plot" height="${full}" role="img" aria-label="${chart.label}">${ticks.map(({ value }) => html`<line class="rule" x1="0" x2="100%" y1="${pixel(y(value))}" y2="${pixel(y(value))}"/>`)}${drawn}${labels(dates, 'wide')}${labels(narrowDates, 'narrow')}</svg></div>`
}

function pixel(value: number): string {
  return value.toFixed(1)
}

function share(percent: number): string {
  return percent.toFixed(3)
}
