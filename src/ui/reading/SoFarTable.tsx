import type { SoFarRow } from '../../worker/protocol.ts'
import { Tag } from '../parts/Tag.tsx'
import { columnMoney, exactMoney } from '../words/money.ts'
import { shownText } from '../words/texts.ts'
import css from './SoFarTable.module.css'

/** The ranking of what has been read so far. Provisional throughout: hatched, amber, and said so. */
export function SoFarTable({ rows }: { readonly rows: readonly SoFarRow[] }) {
  const best = rows[0]?.ltv ?? 0
  return (
    <div className={css['frame']} aria-busy="true">
      <table>
        <caption>
          <span>Best customers so far</span> <Tag>provisional</Tag>
        </caption>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">Customer</th>
            <th scope="col" className={css['wide']}>
              <span className="visually-hidden">Share of the best</span>
            </th>
            <th scope="col">LTV</th>
            <th scope="col">Spend</th>
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 ? (
            <tr>
              <td colSpan={5} className={css['none']}>
                No order has been read yet.
              </td>
            </tr>
          ) : (
            rows.map((row, index) => (
              <tr key={row.id}>
                <td>{index + 1}</td>
                <td className={css['id']}>{shownText(row.id)}</td>
                <td className={css['wide']}>
                  <span className={css['bar']} style={{ width: `${best > 0 ? Math.max(0, (100 * row.ltv) / best) : 0}%` }} />
                </td>
                <td>{columnMoney(row.ltv, row.currency, best)}</td>
                <td>{exactMoney(row.spendUnits, row.currency)}</td>
              </tr>
            ))
          )}
        </tbody>
      </table>
    </div>
  )
}
