import type { Definition } from '../../ltv/definition.ts'
import { sameDefinition } from '../../store/loaded.ts'
import type { LoadedCustomers } from '../../store/session.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { definitionLine } from '../words/definition-line.ts'
import { count, counted } from '../words/numbers.ts'
import css from './ChangesTab.module.css'
import { ChangesTable } from './ChangesTable.tsx'

interface ChangesTabProps {
  /** The data that were shown before. */
  readonly earlier: LoadedCustomers
  readonly loaded: LoadedCustomers
  readonly x: number
  /** Goes back to the definition that the earlier data were ranked under. */
  readonly onDefinition: (definition: Definition) => void
}

/** What changed among the top x since the data that were shown before, if both rankings mean the same. */
export function ChangesTab({ earlier, loaded, x, onDefinition }: ChangesTabProps) {
  const definition = inForce(earlier)
  if (sameDefinition(definition, inForce(loaded)))
    return (
      <div className={css['tab']}>
        <OtherWeeks earlier={earlier} loaded={loaded} />
        <div>
          <ChangesTable earlierLabel={earlier.label} before={earlier} now={loaded} x={x} />
        </div>
      </div>
    )
  return (
    <Notice
      kind="caution"
      title={`${earlier.label} was ranked under another definition, so the figures do not compare.`}
      actions={<Button onClick={() => onDefinition(definition)}>Use that definition</Button>}
    >
      It was {definitionLine(definition)}
    </Notice>
  )
}

/** A newer export covers more weeks: by the rules that divide everyone's spend by those of the data, LTVs change of customers who did nothing. */
function OtherWeeks({ earlier, loaded }: Pick<ChangesTabProps, 'earlier' | 'loaded'>) {
  const [before, now] = [sharedWeeks(earlier), sharedWeeks(loaded)]
  if (before === null || now === null || before === now) return null
  return (
    <Notice title={`Spend is divided by ${counted(now, 'week')} now, and was by ${count(before)} in ${earlier.label}.`}>
      These are the weeks of all the data. So LTVs change also where nothing was bought and nothing given back.
    </Notice>
  )
}

/** What the spend of all customers is divided by; null where each has weeks of their own, or nobody is ranked. */
function sharedWeeks({ ranking: { definition, customer, weeks } }: LoadedCustomers): number | null {
  const isShared = definition.weeksRule === 'dataset' || definition.weeksRule === 'dataset-years'
  const first = customer[0]
  return isShared && first !== undefined ? (weeks[first] ?? null) : null
}

/** With the currency that was found where none was chosen. */
function inForce({ ranking: { definition, currency } }: LoadedCustomers): Definition {
  return { ...definition, currency }
}
