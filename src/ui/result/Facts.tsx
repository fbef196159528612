import type { Ranking } from '../../ltv/results.ts'
import { Explained } from '../parts/Popover.tsx'
import css from './Facts.module.css'
import { type FactWords, factsOf, type ReadSummary } from './fact-words.ts'

interface FactsProps {
  readonly ranking: Ranking
  readonly summary: ReadSummary
}

/** Four figures that say what the ranking rests on; each opens to how it was counted. */
export function Facts({ ranking, summary }: FactsProps) {
  return (
    <dl className={css['facts']}>
      {factsOf(ranking, summary).map(fact => (
        <Fact key={fact.term} {...fact} />
      ))}
    </dl>
  )
}

function Fact({ term, value, title, explanation }: FactWords) {
  return (
    <div className={css['fact']}>
      <dt className={css['term']}>
        <Explained term={term}>
          {explanation.map(paragraph => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </Explained>
      </dt>
      <dd className={css['value']} title={title}>
        {value}
      </dd>
    </div>
  )
}
