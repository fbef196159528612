import { memo, useMemo } from 'react'
import { deviceTypeSharesTable } from '../../share/stores-formats.ts'
import type { DeviceTypeShare } from '../../stores/results.ts'
import { AnswerCard } from './AnswerCard.tsx'
import { amountColumn, countColumn, laneColumn, textColumn } from './answer-columns.tsx'
import type { AnswerProps, SortProps } from './answer-props.ts'
import { LaneTable } from './LaneTable.tsx'
import { SaveAnswer } from './SaveAnswer.tsx'
import { StoreSwitches } from './StoreSwitches.tsx'
import { deviceSharesSentence, shareFigure } from './sentences.ts'
import { tiedRows } from './ties.ts'

/** The share of each type of device. A full bar is all of it. */
export const DeviceTypesCard = memo(function DeviceTypesCard({ summary, answers, onDefinition, sort, onSort }: AnswerProps & SortProps) {
  const { deviceTypeShares, definition } = answers
  const columns = useMemo(
    () => [
      textColumn<DeviceTypeShare>('type', 'Type', row => row.deviceType),
      laneColumn<DeviceTypeShare>({
        id: 'share',
        heading: 'Share',
        sortValue: row => row.share,
        shareOf: row => row.share ?? 0,
        isShare: true,
        wordsOf: row => shareFigure(row.share),
        // Where amounts do not add up there are no shares, and none that are alike.
        isTied: tiedRows(deviceTypeShares[0]?.share === null ? [] : deviceTypeShares, row => row.share ?? 0),
        decidedBy: 'the type decides',
      }),
      countColumn<DeviceTypeShare>('transactions', 'Transactions', row => row.transactions),
      amountColumn<DeviceTypeShare>(),
    ],
    [deviceTypeShares],
  )
  return (
    <AnswerCard
      answer="device_type_shares"
      sentence={deviceSharesSentence(answers)}
      definition={definition}
      switches={<StoreSwitches definition={definition} names={['shareOf', 'statuses']} onDefinition={onDefinition} />}
      foot={<SaveAnswer table={deviceTypeSharesTable(answers)} last={summary.last} question="device_type_shares" />}
    >
      <LaneTable
        caption="Share of each type of device"
        about="A whole lane is all of it."
        laneOf={({ deviceType, share }) => ({
          heading: deviceType === '' ? '–' : deviceType,
          figure: shareFigure(share),
          parts: [
            { share: share ?? 0, fill: 'solid' },
            { share: 1 - (share ?? 0), fill: 'rest' },
          ],
        })}
        columns={columns}
        rows={deviceTypeShares}
        keyOf={row => row.deviceType}
        sortedBy={{ column: 'share', descending: true }}
        sort={sort}
        onSort={next => onSort('device_type_shares', next)}
      />
    </AnswerCard>
  )
})
