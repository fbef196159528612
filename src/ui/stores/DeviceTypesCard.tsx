import { useMemo } from 'react'
import { deviceTypeSharesTable } from '../../share/stores-formats.ts'
import type { DeviceTypeShare } from '../../stores/results.ts'
import { LaneBar } from '../parts/charts/LaneBar.tsx'
import { type SortableColumn, SortableTable } from '../parts/SortableTable.tsx'
import { exactMoney } from '../words/money.ts'
import { count } from '../words/numbers.ts'
import { EURO } from '../words/store-words.ts'
import { AnswerCard } from './AnswerCard.tsx'
import type { AnswerProps } from './answer-props.ts'
import { SaveAnswer } from './SaveAnswer.tsx'
import { SaveLanes } from './SaveLanes.tsx'
import { StoreSwitches } from './StoreSwitches.tsx'
import { deviceSharesSentence, shareFigure } from './sentences.ts'
import { Tied } from './Tied.tsx'
import { tiedRows } from './ties.ts'

/** The share of each type of device. A full bar is all of it. */
export function DeviceTypesCard({ summary, answers, onDefinition, isBusy }: AnswerProps) {
  const { deviceTypeShares, definition } = answers
  const columns = useMemo(() => {
    const tied = tiedRows(deviceTypeShares, row => row.share)
    const list: readonly SortableColumn<DeviceTypeShare>[] = [
      { id: 'type', heading: 'Type', kind: 'text', sortValue: row => row.deviceType, cell: row => row.deviceType || '–' },
      {
        id: 'share',
        heading: 'Share',
        kind: 'number',
        sortValue: row => row.share,
        cell: row => (
          <LaneBar share={row.share ?? 0} isShare>
            <Tied isTied={row.share !== null && tied.has(row)} decidedBy="the type decides" />
            {shareFigure(row.share)}
          </LaneBar>
        ),
      },
      {
        id: 'transactions',
        heading: 'Transactions',
        kind: 'number',
        sortValue: row => row.transactions,
        cell: row => count(row.transactions),
      },
      {
        id: 'amount',
        heading: 'Amount',
        kind: 'number',
        sortValue: row => row.amountUnits,
        cell: row => exactMoney(row.amountUnits, EURO),
      },
    ]
    return list
  }, [deviceTypeShares])
  return (
    <AnswerCard
      answer="device_type_shares"
      sentence={deviceSharesSentence(answers)}
      definition={definition}
      isBusy={isBusy}
      switches={<StoreSwitches definition={definition} names={['shareOf', 'statuses']} onDefinition={onDefinition} />}
      foot={<SaveAnswer table={deviceTypeSharesTable(answers)} last={summary.last} question="device_type_shares" />}
    >
      {deviceTypeShares.length === 0 ? null : (
        <>
          <SaveLanes
            title="Share of each type of device"
            caption="A whole lane is all of it."
            lanes={deviceTypeShares.map(({ deviceType, share }) => ({
              heading: deviceType === '' ? '–' : deviceType,
              figure: shareFigure(share),
              parts: [
                { share: share ?? 0, fill: 'solid' },
                { share: 1 - (share ?? 0), fill: 'rest' },
              ],
            }))}
          />
          <SortableTable
            caption="Share of each type of device"
            columns={columns}
            rows={deviceTypeShares}
            keyOf={row => row.deviceType}
            sortedBy={{ column: 'share', descending: true }}
          />
        </>
      )}
    </AnswerCard>
  )
}
