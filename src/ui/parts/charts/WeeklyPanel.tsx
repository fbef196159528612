import { lazy, memo, Suspense, useDeferredValue, useId, useMemo, useState } from 'react'
import type { WeeklySeries } from '../../../ltv/results.ts'
import { day, dayRange } from '../../words/dates.ts'
import { exactMoney } from '../../words/money.ts'
import { count, counted } from '../../words/numbers.ts'
import { Button } from '../Button.tsx'
import type { PictureKey } from '../picture/picture.ts'
import { SavePicture } from '../picture/SavePicture.tsx'
import { useSize } from '../use-size.ts'
import { NumberTable } from './NumberTable.tsx'
import css from './WeeklyPanel.module.css'
import { PICTURE_PLOT_WIDTH, type WeekBar, weekBars } from './week-bars.ts'

const loadChart = () => import('./WeekBarChart.tsx')
const WeekBarChart = lazy(loadChart)

/** Fetches the chart's code ahead of need: call it while a file is being read. */
export function prefetchCharts(): void {
  // A failure here is not one yet: the chart asks again when it is shown, and then says so.
  loadChart().catch(() => undefined)
}

/** Below this width a bar would be hard to point at. */
const LEAST_BAR_PITCH = 7

interface WeeklyPanelProps {
  /** The level of its title among the titles around it. */
  readonly heading: 'h2' | 'h3'
  /** Whose spend: “of the top 10”. */
  readonly whose: string
  /** Null while it is being worked out. */
  readonly series: WeeklySeries | null
  readonly currency: string
}

/** What is drawn, with the words that belong to it. */
interface Drawn {
  readonly series: WeeklySeries
  readonly whose: string
  readonly currency: string
}

/** Weekly spend as bars, or as the table of the same numbers. Memoised: what is around it changes with every frame of a scroll. */
export const WeeklyPanel = memo(function WeeklyPanel({ heading: Heading, whose, series, currency }: WeeklyPanelProps) {
  // While another series is worked out the bars of the one before stay, out of sight: to change a chart takes less than to make another.
  const [latest, setLatest] = useState<Drawn | null>(null)
  if (series !== null && (latest?.series !== series || latest.whose !== whose || latest.currency !== currency))
    setLatest({ series, whose, currency })
  // Drawing a chart takes longer than a frame. What stands around it, like the table after Cancel, does not wait for that.
  const drawn = useDeferredValue(latest, null)
  const shown = drawn !== null && drawn.series === series ? drawn : null
  const [asTable, setAsTable] = useState(false)
  const [size, measure] = useSize<HTMLDivElement>()
  const titleId = useId()
  const { bars, weeksPerBar } = useMemo(
    () => (drawn === null || size.width === 0 ? NO_BARS : weekBars(drawn.series, size.width / LEAST_BAR_PITCH)),
    [drawn, size.width],
  )
  // A week without spend is a tick, which has no room for a hatch; the table says that it is partial.
  const hasPartial = bars.some(bar => bar.partial && bar.spendUnits !== 0)
  const title = titleOf(weeksPerBar)
  return (
    <section aria-labelledby={titleId} className={asTable ? undefined : css['whole']}>
      <div className={css['caption']}>
        <Heading id={titleId} className={css['title']}>
          {title} {whose}
        </Heading>
        <span className={css['beside']}>
          {hasPartial && !asTable ? <PartialKey /> : null}
          {shown === null || asTable ? null : <SaveWeeks {...shown} />}
          <Button kind="link" onClick={() => setAsTable(!asTable)}>
            {asTable ? 'Show as bars' : 'Show as table'}
          </Button>
        </span>
      </div>
      <div ref={measure} className={asTable ? undefined : css['room']}>
        {drawn === null || size.width === 0 ? null : asTable ? (
          shown === null ? null : (
            <WeekTable
              bars={weekBars(shown.series, shown.series.spendUnits.length).bars}
              currency={shown.currency}
              caption={`Table of spend per week ${shown.whose}`.trim()}
            />
          )
        ) : (
          <div className={shown === null ? css['awaited'] : undefined}>
            <Suspense fallback={null}>
              <WeekBarChart
                bars={bars}
                currency={drawn.currency}
                width={size.width}
                label={chartWords(title, drawn.whose, bars, drawn.currency)}
              />
            </Suspense>
          </div>
        )}
      </div>
    </section>
  )
})

/** The picture has a width of its own, so it has bars of its own. */
function SaveWeeks({ series, whose, currency }: Drawn) {
  const { bars, weeksPerBar } = weekBars(series, PICTURE_PLOT_WIDTH / LEAST_BAR_PITCH)
  const hasPartial = bars.some(bar => bar.partial && bar.spendUnits !== 0)
  const hasVisits = bars.some(bar => bar.visits > 0)
  return (
    <SavePicture
      title={`${titleOf(weeksPerBar)} ${whose}`.trim()}
      caption={`Sum of the amounts of orders in ${currency} by calendar week${hasVisits ? '; below it, the number of visits' : ''}. Weeks of nothing are ticks.`}
      keys={hasPartial ? [SPEND_KEY, PARTIAL_KEY] : [SPEND_KEY]}
      drawing={() => (bars.length === 0 ? null : { kind: 'weeks', bars, currency })}
    />
  )
}

const SPEND_KEY: PictureKey = { mark: 'solid bar', label: 'spend' }
const PARTIAL_KEY: PictureKey = { mark: 'partial bar', label: 'only partly in the data' }

function titleOf(weeksPerBar: number): string {
  return `Spend per ${weeksPerBar === 1 ? 'week' : `${count(weeksPerBar)} weeks`}`
}

const NO_BARS = { bars: [], weeksPerBar: 1 } as const

function PartialKey() {
  return (
    <span className={css['key']}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <path className={css['hatch']} d="M0 12 12 0M0 7 7 0M5 12 12 5M0 2 2 0M10 12 12 10" />
      </svg>
      partial week
    </span>
  )
}

function chartWords(title: string, whose: string, bars: readonly WeekBar[], currency: string): string {
  const first = bars[0]
  const last = bars.at(-1)
  if (first === undefined || last === undefined) return `${title} ${whose}: no weeks.`
  const best = bars.reduce((most, bar) => (bar.spendUnits > most.spendUnits ? bar : most), first)
  const withSpend = bars.filter(bar => bar.spendUnits !== 0).length
  return (
    `${title} ${whose}, ${dayRange(first.start, last.end - 1)}: spend in ${count(withSpend)} of ${counted(bars.length, 'bar')}, ` +
    `most from ${day(best.start)}: ${exactMoney(BigInt(Math.round(best.spendUnits)), currency)}. The table has all numbers.`
  )
}

function WeekTable({
  bars,
  currency,
  caption,
}: {
  readonly bars: readonly WeekBar[]
  readonly currency: string
  readonly caption: string
}) {
  return (
    <NumberTable
      caption={caption}
      columns={['Week of', 'Spend', 'Orders', 'Visits']}
      rows={bars.map(bar => ({
        key: bar.start,
        heading: day(bar.start),
        ...(bar.partial ? { note: 'partial', isIncomplete: true } : {}),
        cells: [exactMoney(BigInt(Math.round(bar.spendUnits)), currency), count(bar.orders), count(bar.visits)],
      }))}
    />
  )
}
