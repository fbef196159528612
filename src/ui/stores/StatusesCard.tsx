import { memo, useMemo } from 'react'
import { type StatusGrouping, statusTable } from '../../share/stores-formats.ts'
import type { StatusBreakdown } from '../../stores/results.ts'
import type { Lane, PictureKey } from '../parts/picture/picture.ts'
import { Segmented } from '../parts/Segmented.tsx'
import type { SortableColumn } from '../parts/SortableTable.tsx'
import { Tag } from '../parts/Tag.tsx'
import { count } from '../words/numbers.ts'
import { AnswerCard } from './AnswerCard.tsx'
import { storeColumn, textColumn } from './answer-columns.tsx'
import type { AnswerProps, ChooseStoreProps, SortProps } from './answer-props.ts'
import { LaneTable } from './LaneTable.tsx'
import { SaveAnswer } from './SaveAnswer.tsx'
import css from './StatusesCard.module.css'
import { StoreSwitches } from './StoreSwitches.tsx'
import { shareFigure, statusesSentence, worstGroupsSentence } from './sentences.ts'
import { storeNames } from './store-names.ts'

const GROUPINGS = [
  { value: 'byDeviceType', label: 'Device types' },
  { value: 'byCountry', label: 'Countries' },
  { value: 'byStore', label: 'Stores' },
] as const satisfies readonly { value: StatusGrouping; label: string }[]

/** What one group is called, in a heading and in a sentence. */
const GROUP_WORDS = {
  byDeviceType: { heading: 'Type', one: 'device type' },
  byCountry: { heading: 'Country', one: 'country' },
  byStore: { heading: 'Store', one: 'store' },
} as const satisfies Record<StatusGrouping, object>

interface StatusesCardProps extends AnswerProps, ChooseStoreProps, SortProps {
  readonly grouping: StatusGrouping
  readonly onGrouping: (grouping: StatusGrouping) => void
}

/** How transactions ended, by type of device, country or store. */
export const StatusesCard = memo(function StatusesCard({
  summary,
  answers,
  onDefinition,
  storeId,
  onStore,
  sort,
  onSort,
  grouping,
  onGrouping,
}: StatusesCardProps) {
  const { statusBreakdowns, directory, definition } = answers
  const rows = statusBreakdowns[grouping]
  const nameOf = storeNames(directory)
  const { heading, one } = GROUP_WORDS[grouping]
  const worst = worstGroupsSentence(rows, one)
  const columns = useMemo(() => {
    const list: readonly SortableColumn<StatusBreakdown>[] = [
      ...(grouping === 'byStore'
        ? [
            storeColumn<StatusBreakdown>(row => row.key, { storeId, onStore }),
            textColumn<StatusBreakdown>('name', 'Name', row => nameOf(row.key)),
          ]
        : [textColumn<StatusBreakdown>('key', heading, row => row.key)]),
      {
        id: 'transactions',
        heading: 'Transactions',
        kind: 'number',
        sortValue: row => row.transactions,
        cell: row => (
          <>
            {row.isSmall ? <Tag title="So few that one more would change the shares much">small</Tag> : null} {count(row.transactions)}
          </>
        ),
      },
      {
        id: 'accepted',
        heading: 'Accepted',
        kind: 'number',
        sortValue: row => row.byStatus.accepted / row.transactions,
        cell: row => (
          <span className={css['split']}>
            <SplitBar row={row} />
            <Rate share={row.byStatus.accepted / row.transactions} transactions={row.byStatus.accepted} />
          </span>
        ),
      },
      {
        id: 'refused',
        heading: 'Refused',
        kind: 'number',
        sortValue: row => row.refusedShare,
        cell: row => <Rate share={row.refusedShare} transactions={row.byStatus.refused} />,
      },
      {
        id: 'cancelled',
        heading: 'Cancelled',
        kind: 'number',
        sortValue: row => row.cancelledShare,
        cell: row => <Rate share={row.cancelledShare} transactions={row.byStatus.cancelled} />,
      },
    ]
    return list
  }, [grouping, heading, nameOf, storeId, onStore])
  return (
    <AnswerCard
      answer="statuses"
      sentence={statusesSentence(answers)}
      definition={definition}
      switches={<StoreSwitches definition={definition} names={['smallGroup']} onDefinition={onDefinition} />}
      foot={<SaveAnswer table={statusTable(answers, grouping)} last={summary.last} question="statuses" />}
    >
      <div className={css['head']}>
        <Segmented legend="Show statuses by" options={GROUPINGS} value={grouping} onChange={onGrouping} />
        <p className={css['key']}>
          <span className={css['accepted']} aria-hidden="true" /> accepted <span className={css['refused']} aria-hidden="true" /> refused{' '}
          <span className={css['cancelled']} aria-hidden="true" /> cancelled
        </p>
      </div>
      {worst === null ? null : <p>{worst}</p>}
      <LaneTable
        key={grouping}
        caption={`Refused and cancelled, by ${one}`}
        about={`Share of the transactions of each ${one} by how they ended. Behind each bar: the share accepted, and of how many.`}
        keys={STATUS_KEYS}
        laneOf={statusLane}
        columns={columns}
        rows={rows}
        keyOf={row => row.key}
        sortedBy={{ column: 'transactions', descending: true }}
        sort={sort}
        onSort={next => onSort('statuses', next)}
        isChosen={row => grouping === 'byStore' && row.key === storeId}
        {...(grouping === 'byStore' ? { onChoose: (row: StatusBreakdown) => onStore(row.key === storeId ? null : row.key) } : {})}
      />
    </AnswerCard>
  )
})

const STATUS_KEYS: readonly PictureKey[] = [
  { mark: 'solid bar', label: 'accepted' },
  { mark: 'ink bar', label: 'refused' },
  { mark: 'blank bar', label: 'cancelled' },
]

function statusLane({ key, transactions, byStatus, isSmall }: StatusBreakdown): Lane {
  return {
    heading: `${key === '' ? '–' : key}${isSmall ? ' (small)' : ''}`,
    figure: `${shareFigure(byStatus.accepted / transactions)} of ${count(transactions)}`,
    parts: [
      { share: byStatus.accepted / transactions, fill: 'solid' },
      { share: byStatus.refused / transactions, fill: 'ink' },
      { share: byStatus.cancelled / transactions, fill: 'blank' },
    ],
  }
}

function Rate({ share, transactions }: { readonly share: number; readonly transactions: number }) {
  return (
    <span>
      {shareFigure(share)} <small className={css['number']}>{count(transactions)}</small>
    </span>
  )
}

/** All transactions of a group as one bar. The figures stand beside it. */
function SplitBar({ row: { byStatus, transactions } }: { readonly row: StatusBreakdown }) {
  const part = (status: keyof typeof byStatus) =>
    byStatus[status] === 0 ? null : <span className={css[status]} style={{ width: `${(100 * byStatus[status]) / transactions}%` }} />
  return (
    <span className={css['lane']} aria-hidden="true">
      {part('accepted')}
      {part('refused')}
      {part('cancelled')}
    </span>
  )
}
