import type { Ranking } from '../../ltv/results.ts'
import { Fact, FactRow } from '../parts/FactRow.tsx'
import { factsOf, type ReadSummary } from './fact-words.ts'

interface FactsProps {
  readonly ranking: Ranking
  readonly summary: ReadSummary
}

/** Four figures that say what the ranking rests on; each opens to how it was counted. */
export function Facts({ ranking, summary }: FactsProps) {
  return (
    <FactRow>
      {factsOf(ranking, summary).map(({ term, value, title, explanation }) => (
        <Fact key={term} term={term} value={value} title={title}>
          {explanation.map(paragraph => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </Fact>
      ))}
    </FactRow>
  )
}
