import { percent } from '../../words/numbers.ts'
import { highestOf } from './highest.ts'
import css from './OrderCountBars.module.css'
import { orderCountBars } from './order-count-bars.ts'

/**
 * How likely one customer is to order so and so often within the horizon. `counts` as `orderCounts` gives them: probabilities of 0, 1, 2 …
 * orders. A table with bars in it: it needs no measuring, and is its own twin.
 */
export function OrderCountBars({ counts }: { readonly counts: Float64Array }) {
  if (counts.length === 0) return <p className={css['none']}>There is no number of orders to expect.</p>
  const bars = orderCountBars(counts)
  const most = highestOf(bars.map(({ chance }) => chance))
  return (
    <table className={css['table']}>
      <caption className={css['caption']}>How many orders to expect, and how likely each number is</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Orders</th>
          <th scope="col">Chance</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ label, chance }) => (
          <tr key={label}>
            <th scope="row" className={css['orders']}>
              {label}
            </th>
            <td>
              <span className={css['chance']}>
                <span className={css['lane']}>
                  {chance > 0 ? <span className={css['hatched']} style={{ width: `${(100 * chance) / most}%` }} /> : null}
                </span>
                <span className={css['figure']}>{percent(chance)}</span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
