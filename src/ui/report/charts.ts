import type { Ranking, WeeklySeries } from '../../ltv/results.ts'
import type { BarLabel, ConcentrationChart, WeekChart } from '../../share/report/report.ts'
import { LEAST_SLOTS } from '../../share/report/week-chart.ts'
import { dateTicks } from '../parts/charts/date-ticks.ts'
import { axisOf } from '../parts/charts/money-axis.ts'
import { type WeekBar, weekBars } from '../parts/charts/week-bars.ts'
import { shareWords } from '../result/share-words.ts'
import { concentrationOf } from '../result/spend-concentration.ts'
import { day, dayRange } from '../words/dates.ts'
import { axisMoney, exactMoney } from '../words/money.ts'
import { count, counted } from '../words/numbers.ts'

/** Two years of weeks; at 320 px a bar is then two pixels wide. */
const MOST_BARS = 104
/** Labels must not run into each other where the bars have the least room, in pixels: on the narrowest phone, and where it is no phone. */
const NARROW_PX = 200
const WIDE_PX = 440

/** Weekly spend as bars, several weeks to a bar where there are very many. `whose`: “of the top 10”, or blank. */
export function weekChartOf(series: WeeklySeries, currency: string, whose: string, withTable: boolean): WeekChart {
  const { bars, weeksPerBar } = weekBars(series, MOST_BARS)
  const title = `Spend per ${weeksPerBar === 1 ? 'week' : `${count(weeksPerBar)} weeks`}${whose === '' ? '' : ` ${whose}`}`
  const spends = bars.map(({ spend }) => spend)
  const { low, high, ticks } = axisOf(Math.min(0, ...spends), Math.max(0, ...spends))
  const labels = axisMoney(ticks, currency)
  const used = bars.length / Math.max(LEAST_SLOTS, bars.length)
  return {
    title,
    label: barsInWords(title, bars, currency),
    bars: bars.map(({ spend, partial }) => ({ value: spend, partial })),
    low,
    high,
    ticks: ticks.map((value, at) => ({ value, label: labels[at] ?? '' })),
    dates: barLabels(bars, WIDE_PX * used),
    narrowDates: barLabels(bars, NARROW_PX * used),
    table: withTable ? weekTable(series, currency, whose) : null,
  }
}

function barLabels(bars: readonly WeekBar[], width: number): readonly BarLabel[] {
  const barAt = new Map(bars.map(({ start }, bar) => [start, bar]))
  return dateTicks(bars, width).map(({ start, label }) => ({ bar: barAt.get(start) ?? 0, label }))
}

/** Week by week, whatever the bars hold. */
function weekTable(series: WeeklySeries, currency: string, whose: string): WeekChart['table'] {
  return {
    caption: `Table of spend per week ${whose}`.trim(),
    headings: ['Week of', 'Spend', 'Orders', 'Visits'],
    rows: weekBars(series, series.spendUnits.length).bars.map(week => [
      `${day(week.start)}${week.partial ? ' (partial)' : ''}`,
      exactMoney(BigInt(Math.round(week.spendUnits)), currency),
      count(week.orders),
      count(week.visits),
    ]),
  }
}

function barsInWords(title: string, bars: readonly WeekBar[], currency: string): string {
  const [first] = bars
  const last = bars.at(-1)
  if (first === undefined || last === undefined) return `${title}: no weeks.`
  const best = bars.reduce((most, bar) => (bar.spendUnits > most.spendUnits ? bar : most), first)
  const withSpend = bars.filter(bar => bar.spendUnits !== 0).length
  const partial = bars.filter(bar => bar.partial).length
  return (
    `${title}, ${dayRange(first.start, last.end - 1)}: spend in ${count(withSpend)} of ${counted(bars.length, 'bar')}, ` +
    `most from ${day(best.start)}: ${exactMoney(BigInt(Math.round(best.spendUnits)), currency)}. ` +
    `${counted(partial, 'bar is', 'bars are')} only partly in the data.`
  )
}

/** How unevenly spend is spread; null when there is nothing to share out. `bySpend`: rank indexes by spend ascending. */
export function concentrationChartOf(ranking: Ranking, bySpend: Uint32Array): ConcentrationChart | null {
  const concentration = concentrationOf(ranking, bySpend)
  if (concentration === null) return null
  const half = ranking.facts.customersForHalfOfSpend
  return {
    title: 'How spend is spread',
    caption: 'Share of spend against share of customers, those who spent most first. The straight line: if all spent the same.',
    label: `Curve of concentration.${half === null ? '' : ` ${counted(half, 'customer')} of ${count(ranking.ranked)} make half of all spend.`} The table has the numbers.`,
    points: concentration.curve,
    half: half === null ? null : half / ranking.ranked,
    table: {
      caption: 'Share of spend by the customers who spent most',
      headings: ['Top', 'of customers', 'make of spend'],
      rows: concentration.named.map(point => [count(point.customers), shareWords(point.shareOfCustomers), shareWords(point.shareOfSpend)]),
    },
  }
}
