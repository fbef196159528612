import type { Definition } from '../../ltv/definition.ts'
import { sameDefinition } from '../../store/loaded.ts'
import type { LoadedCustomers } from '../../store/session.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { definitionLine } from '../words/definition-line.ts'
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
  if (sameDefinition(definition, inForce(loaded))) return <ChangesTable earlierLabel={earlier.label} before={earlier} now={loaded} x={x} />
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

/** With the currency that was found where none was chosen. */
function inForce({ ranking: { definition, currency } }: LoadedCustomers): Definition {
  return { ...definition, currency }
}
