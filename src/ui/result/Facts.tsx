import type { LoadedCustomers } from '../../store/session.ts'
import { Fact, FactRow } from '../parts/FactRow.tsx'
import { factsOf } from './fact-words.ts'

/** Four figures that say what the ranking rests on; each opens to how it was counted. */
export function Facts({ ranking, summary }: Pick<LoadedCustomers, 'ranking' | 'summary'>) {
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
