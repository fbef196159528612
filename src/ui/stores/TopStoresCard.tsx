import { useMemo } from 'react'
import { topStoresTable } from '../../share/stores-formats.ts'
import type { TopStore } from '../../stores/results.ts'
import { LaneBar } from '../parts/charts/LaneBar.tsx'
import type { Lane } from '../parts/picture/picture.ts'
import { type SortableColumn, SortableTable } from '../parts/SortableTable.tsx'
import { exactMoney, fromUnits } from '../words/money.ts'
import { count } from '../words/numbers.ts'
import { countedTransactions, EURO } from '../words/store-words.ts'
import { AnswerCard } from './AnswerCard.tsx'
import type { AnswerProps, ChooseStoreProps } from './answer-props.ts'
import { SaveAnswer } from './SaveAnswer.tsx'
import { SaveLanes } from './SaveLanes.tsx'
import { StoreButton } from './StoreButton.tsx'
import { StoreSwitches } from './StoreSwitches.tsx'
import { storesBehindSentence, topStoresSentence } from './sentences.ts'
import { Tied } from './Tied.tsx'
import { tiedRows } from './ties.ts'

/** The stores with the largest transacted amount. */
export function TopStoresCard({ summary, answers, onDefinition, isBusy, storeId, onStore }: AnswerProps & ChooseStoreProps) {
  const { topStores, storesTiedBehind, definition } = answers
  const behind = storesBehindSentence(answers)
  const columns = useMemo(() => {
    const most = fromUnits(topStores[0]?.amountUnits ?? 0n)
    const tied = tiedRows(topStores, row => row.amountUnits, storesTiedBehind)
    const list: readonly SortableColumn<TopStore>[] = [
      { id: 'rank', heading: '#', explanation: 'Rank by amount', kind: 'number', sortValue: row => row.rank, cell: row => count(row.rank) },
      {
        id: 'store',
        heading: 'Store',
        kind: 'text',
        sortValue: row => row.storeId,
        cell: row => <StoreButton storeId={row.storeId} isChosen={row.storeId === storeId} onStore={onStore} />,
      },
      {
        id: 'name',
        heading: 'Name',
        kind: 'text',
        sortValue: row => row.name,
        cell: row => <span title={row.name}>{row.name || '–'}</span>,
      },
      {
        id: 'amount',
        heading: 'Amount',
        kind: 'number',
        sortValue: row => row.amountUnits,
        cell: row => (
          <LaneBar share={most > 0 ? fromUnits(row.amountUnits) / most : 0}>
            <Tied isTied={tied.has(row)} decidedBy="the store id decides" />
            {exactMoney(row.amountUnits, EURO)}
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
      { id: 'country', heading: 'Country', kind: 'text', sortValue: row => row.country, cell: row => row.country || '–' },
      { id: 'typology', heading: 'Typology', kind: 'text', sortValue: row => row.typology, cell: row => row.typology || '–' },
    ]
    return list
  }, [topStores, storesTiedBehind, storeId, onStore])
  const most = fromUnits(topStores[0]?.amountUnits ?? 0n)
  const lanes = topStores.map(
    ({ rank, storeId: id, name, amountUnits }): Lane => ({
      heading: `${count(rank)} · ${name === '' ? id : `${id} ${name}`}`,
      figure: exactMoney(amountUnits, EURO),
      parts: [{ share: most > 0 ? fromUnits(amountUnits) / most : 0, fill: 'solid' }],
    }),
  )
  return (
    <AnswerCard
      answer="top_stores"
      sentence={topStoresSentence(answers)}
      definition={definition}
      isBusy={isBusy}
      switches={<StoreSwitches definition={definition} names={['statuses', 'top']} onDefinition={onDefinition} />}
      foot={<SaveAnswer table={topStoresTable(answers)} last={summary.last} question="top_stores" />}
    >
      {topStores.length === 0 ? null : (
        <>
          <SaveLanes
            title={`The ${count(topStores.length)} stores with the largest amount`}
            caption={`Sum of the amounts of ${countedTransactions(definition)}, in euros.`}
            lanes={lanes}
          />
          <SortableTable
            caption={`The ${count(topStores.length)} stores with the largest amount`}
            columns={columns}
            headedBy="store"
            rows={topStores}
            keyOf={row => row.storeId}
            sortedBy={{ column: 'rank', descending: false }}
            isChosen={row => row.storeId === storeId}
            onChoose={row => onStore(row.storeId === storeId ? null : row.storeId)}
          />
        </>
      )}
      {behind === null ? null : <p>{behind}</p>}
    </AnswerCard>
  )
}
