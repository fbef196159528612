import { SavePicture } from '../../parts/picture/SavePicture.tsx'
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
    <div className={css['bars']}>
      <div className={css['head']}>
        <strong className={css['title']}>{TITLE}</strong>
        <SavePicture
          title={TITLE}
          caption="The chance of each number of orders within the horizon, for this one customer."
          keys={[{ mark: 'hatched bar', label: 'chance, estimated' }]}
          drawing={() => ({
            kind: 'lanes',
            lanes: bars.map(({ label, chance }) => ({
              heading: label,
              figure: percent(chance),
              parts: [{ share: most > 0 ? chance / most : 0, fill: 'estimated' }],
            })),
          })}
        />
      </div>
      <table className={css['table']}>
        <caption className="visually-hidden">{TITLE}</caption>
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
    </div>
  )
}

const TITLE = 'How many orders to expect, and how likely each number is'
