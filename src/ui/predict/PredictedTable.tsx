import { useState } from 'react'
import type { Prediction } from '../../clv/results.ts'
import type { CustomerDirectory, Ranking } from '../../ltv/results.ts'
import { Button } from '../parts/Button.tsx'
import { classes } from '../parts/classes.ts'
import { idOf } from '../result/customer-finder.ts'
import { columnMoney } from '../words/money.ts'
import { count, decimal, percent } from '../words/numbers.ts'
import { ValueWhisker } from './charts/ValueWhisker.tsx'
import css from './PredictedTable.module.css'
import { type PredictedColumn, type PredictedRanking, type PredictedSort, shownBuyers } from './predicted-rows.ts'

interface PredictedTableProps {
  readonly prediction: Prediction
  readonly predicted: PredictedRanking
  readonly directory: CustomerDirectory
  readonly ranking: Ranking
  readonly rankOf: Int32Array
  /** The best x are shown. */
  readonly x: number
  readonly sort: PredictedSort
  readonly currency: string
  /** Customer of the data set, or null. */
  readonly selected: number | null
  readonly onSort: (sort: PredictedSort) => void
  readonly onSelect: (customer: number) => void
}

/** Rows that are drawn before more are asked for. */
const FIRST_SHOWN = 100

const HEADINGS: readonly { readonly column: PredictedColumn; readonly heading: string; readonly explanation: string }[] = [
  { column: 'predictedClv', heading: 'Predicted', explanation: 'Expected value of the orders to come within the horizon, discounted' },
  { column: 'pAlive', heading: 'P(alive)', explanation: 'Probability that the customer has not stopped buying' },
  { column: 'expectedOrders', heading: 'Orders to come', explanation: 'Expected days with an order within the horizon' },
  { column: 'expectedSpend', heading: 'Spend each', explanation: 'Expected value of an order to come' },
  { column: 'historicRevenue', heading: 'Spent so far', explanation: 'All orders up to the as-of date, refunds taken off' },
  { column: 'frequency', heading: 'Repeat days', explanation: 'Days with an order after the first' },
]

/** Who is expected to bring most: estimates in amber with their interval, history in ink, and the rank by simple LTV beside the new one. */
export function PredictedTable(props: PredictedTableProps) {
  const { prediction, predicted, directory, ranking, rankOf, x, sort, currency, selected, onSort, onSelect } = props
  const [shown, setShown] = useState(FIRST_SHOWN)
  const buyers = shownBuyers(prediction, predicted, x, sort)
  const rows = [...buyers.subarray(0, shown)]
  const most = rows.reduce((high, buyer) => Math.max(high, prediction.clvHi95[buyer] ?? 0), 0)
  const highest = (values: Float64Array): number => rows.reduce((high, buyer) => Math.max(high, values[buyer] ?? 0), 0)
  const highestClv = highest(prediction.predictedClv)
  const highestSpend = highest(prediction.expectedSpend)
  const highestRevenue = highest(prediction.historicRevenue)
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={css['scroll']} tabIndex={0} aria-label="Customers by predicted value, scrollable">
        <table className={css['table']}>
          <caption className="visually-hidden">The {count(x)} customers who are expected to bring most</caption>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col" className={css['name']}>
                Customer
              </th>
              {HEADINGS.map(({ column, heading, explanation }) => {
                const isSorted = sort.column === column
                return (
                  <th
                    key={column}
                    scope="col"
                    title={explanation}
                    aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
                  >
                    <button
                      type="button"
                      className={css['heading']}
                      onClick={() => onSort({ column, descending: isSorted ? !sort.descending : true })}
                    >
                      {heading}
                      {isSorted ? <span aria-hidden="true">{sort.descending ? ' ↓' : ' ↑'}</span> : null}
                    </button>
                  </th>
                )
              })}
              <th scope="col" title="Rank by simple LTV, and how far the customer moves">
                Simple LTV
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(buyer => {
              const customer = prediction.customer[buyer] ?? 0
              const place = predicted.placeOf[customer] ?? 0
              const rank = rankOf[customer] ?? -1
              const value = prediction.predictedClv[buyer] ?? 0
              const low = prediction.clvLo95[buyer] ?? 0
              const high = prediction.clvHi95[buyer] ?? 0
              return (
                <tr key={buyer} className={classes(customer === selected && css['selected'])}>
                  <td>{count(place + 1)}</td>
                  <th scope="row" className={css['name']}>
                    <button type="button" className={css['open']} aria-pressed={customer === selected} onClick={() => onSelect(customer)}>
                      {idOf(directory, customer)}
                    </button>
                  </th>
                  <td className={css['estimate']}>
                    <b>{columnMoney(value, currency, highestClv)}</b>
                    <ValueWhisker value={value} low={low} high={high} most={most} />
                    <small>
                      {columnMoney(low, currency, most)} – {columnMoney(high, currency, most)}
                    </small>
                  </td>
                  <td className={css['estimate']}>{percent(prediction.pAlive[buyer] ?? 0)}</td>
                  <td className={css['estimate']}>{decimal(prediction.expectedOrders[buyer] ?? 0, 1)}</td>
                  <td className={css['estimate']}>{columnMoney(prediction.expectedSpend[buyer] ?? 0, currency, highestSpend)}</td>
                  <td>{columnMoney(prediction.historicRevenue[buyer] ?? 0, currency, highestRevenue)}</td>
                  <td>{count(prediction.frequency[buyer] ?? 0)}</td>
                  <td>{rank < 0 ? '–' : <Moved rank={ranking.sharedRank[rank] ?? rank + 1} place={place + 1} />}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
      {buyers.length > shown ? (
        <p className={css['more']}>
          The first {count(shown)} of {count(buyers.length)} rows.{' '}
          <Button kind="link" onClick={() => setShown(shown + 10 * FIRST_SHOWN)}>
            Show more
          </Button>
        </p>
      ) : null}
    </>
  )
}

/** The rank by simple LTV, and by how many places the prediction sees the customer higher or lower. */
function Moved({ rank, place }: { readonly rank: number; readonly place: number }) {
  const moved = rank - place
  return (
    <>
      {count(rank)}
      {moved === 0 ? null : (
        <small>
          {' '}
          {moved > 0 ? '↑' : '↓'}
          <span className="visually-hidden">{moved > 0 ? 'up' : 'down'} </span>
          {count(Math.abs(moved))}
        </small>
      )}
    </>
  )
}
