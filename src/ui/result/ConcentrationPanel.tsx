import { useRef } from 'react'
import type { RankingFacts } from '../../ltv/results.ts'
import { ConcentrationCurve } from '../parts/charts/ConcentrationCurve.tsx'
import type { PictureKey } from '../parts/picture/picture.ts'
import { SavePicture } from '../parts/picture/SavePicture.tsx'
import { count, counted } from '../words/numbers.ts'
import css from './ConcentrationPanel.module.css'
import { shareWords } from './share-words.ts'
import type { Concentration, ConcentrationPoint } from './spend-concentration.ts'

interface ConcentrationPanelProps {
  readonly facts: RankingFacts
  /** Null while it is being worked out. */
  readonly concentration: Concentration | null
}

/** How unevenly spend is spread over the customers. */
export function ConcentrationPanel({ facts, concentration }: ConcentrationPanelProps) {
  const svg = useRef<SVGSVGElement>(null)
  if (facts.totalSpendUnits <= 0n)
    return <p className={css['none']}>There is no spend to share out: refunds cancel or exceed purchases, or nothing was ordered.</p>
  if (concentration === null) return <div className={css['room']} aria-busy="true" />
  const { curve, named } = concentration
  const { customers, customersForHalfOfSpend: half } = facts
  const told = pointToTell(named, customers)
  const title =
    told === null ? 'How spend is spread' : `The top ${count(told.customers)} customers make ${shareWords(told.shareOfSpend)} of spend.`
  return (
    <section className={css['concentration']} aria-label="Concentration of spend">
      <div className={css['figure']}>
        <h2 className={css['title']}>{title}</h2>
        <div className={css['head']}>
          <p>{CAPTION}</p>
          <SavePicture
            title={title}
            caption={`${CAPTION}.`}
            keys={
              half === null
                ? [CURVE_KEY]
                : [CURVE_KEY, { mark: 'dot', label: `half of all spend: ${counted(half, 'customer')} of ${count(customers)}` }]
            }
            drawing={() => (svg.current === null ? null : { kind: 'on page', svg: svg.current })}
          />
        </div>
        <ConcentrationCurve
          ref={svg}
          points={curve}
          customersForHalf={half}
          customers={customers}
          label={`${half === null ? '' : `${counted(half, 'customer')} of ${count(customers)} make half of all spend. `}The table has the numbers.`}
        />
      </div>
      <table className={css['table']}>
        <caption className="visually-hidden">Share of spend by the customers who spent most</caption>
        <thead>
          <tr>
            <th scope="col">Top</th>
            <th scope="col">of customers</th>
            <th scope="col">make of spend</th>
          </tr>
        </thead>
        <tbody>
          {named.map(point => (
            <tr key={point.customers} className={point.customers === half ? css['half'] : undefined}>
              <th scope="row">{count(point.customers)}</th>
              <td>{shareWords(point.shareOfCustomers)}</td>
              <td>{shareWords(point.shareOfSpend)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const CAPTION = 'Share of spend against share of customers, those who spent most first'
const CURVE_KEY: PictureKey = { mark: 'solid line', label: 'share of spend' }

/** The point worth a sentence: the top 10, or the top tenth where ten are most of the customers. */
function pointToTell(named: readonly ConcentrationPoint[], customers: number): ConcentrationPoint | null {
  const wanted = customers > 20 ? 10 : Math.round(customers / 10)
  return wanted < 2 ? null : (named.find(point => point.customers === wanted) ?? null)
}
