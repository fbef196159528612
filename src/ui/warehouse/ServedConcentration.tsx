import { type Definition, definitionKey } from '../../ltv/definition.ts'
import type { WarehouseEvents, WarehouseFacts } from '../../warehouse/warehouse.ts'
import { Button } from '../parts/Button.tsx'
import { ConcentrationPanel } from '../result/ConcentrationPanel.tsx'
import { AskingLine } from './AskingLine.tsx'
import { ProblemNotice } from './ProblemNotice.tsx'
import { RanSql } from './RanSql.tsx'
import { useAnswer } from './use-answer.ts'

interface ServedConcentrationProps {
  readonly events: WarehouseEvents
  readonly facts: WarehouseFacts
  readonly definition: Definition
}

/** How unevenly spend is spread, asked for only while somebody looks. */
export function ServedConcentration({ events, facts, definition }: ServedConcentrationProps) {
  const { asked, cancel, again } = useAnswer(definitionKey(definition), asking => events.concentration(definition, asking))
  switch (asked?.phase) {
    case undefined:
      return null
    case 'answered':
      return (
        <>
          <ConcentrationPanel facts={facts} concentration={asked.value} />
          <RanSql subject="this curve" ran={asked.ran} />
        </>
      )
    case 'failed':
      return <ProblemNotice problem={asked.problem} actions={<Button onClick={again}>Ask again</Button>} />
    case 'asking':
      return <AskingLine what="Sharing out the spend" open={asked} onCancel={cancel} />
  }
}
