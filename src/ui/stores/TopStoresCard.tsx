import { memo, useMemo } from 'react'
import { topStoresTable } from '../../share/stores-formats.ts'
import type { TopStore } from '../../stores/results.ts'
import type { Lane } from '../parts/picture/picture.ts'
import { exactMoney, fromUnits } from '../words/money.ts'
import { count } from '../words/numbers.ts'
import { countedTransactions, EURO } from '../words/store-words.ts'
import { AnswerCard } from './AnswerCard.tsx'
import { AMOUNT, countColumn, laneColumn, storeColumn, textColumn } from './answer-columns.tsx'
import type { AnswerProps, ChooseStoreProps, SortProps } from './answer-props.ts'
import { LaneTable } from './LaneTable.tsx'
import { SaveAnswer } from './SaveAnswer.tsx'
import { StoreSwitches } from './StoreSwitches.tsx'
import { storesBehindSentence, topStoresSentence } from './sentences.ts'
import { tiedRows } from './ties.ts'

/** The stores with the largest transacted amount. */
export const TopStoresCard = memo(function TopStoresCard({
  summary,
  answers,
  onDefinition,
  storeId,
  onStore,
  sort,
  onSort,
}: AnswerProps & ChooseStoreProps & SortProps) {
  const { topStores, storesTiedBehind, definition } = answers
  const behind = storesBehindSentence(answers)
  const most = fromUnits(topStores[0]?.amountUnits ?? 0n)
  const columns = useMemo(
    () => [
      countColumn<TopStore>('rank', '#', row => row.rank, 'Rank by amount'),
      storeColumn<TopStore>(row => row.storeId, { storeId, onStore }),
      textColumn<TopStore>('name', 'Name', row => row.name),
      laneColumn<TopStore>({
        ...AMOUNT,
        sortValue: row => row.amountUnits,
        shareOf: row => (most > 0 ? fromUnits(row.amountUnits) / most : 0),
        wordsOf: row => exactMoney(row.amountUnits, EURO),
        isTied: tiedRows(topStores, row => row.amountUnits, storesTiedBehind),
        decidedBy: 'the store id decides',
      }),
      countColumn<TopStore>('transactions', 'Transactions', row => row.transactions),
      textColumn<TopStore>('country', 'Country', row => row.country),
      textColumn<TopStore>('typology', 'Typology', row => row.typology),
    ],
    [topStores, storesTiedBehind, most, storeId, onStore],
  )
  const laneOf = ({ rank, storeId: id, name, amountUnits }: TopStore): Lane => ({
    heading: `${count(rank)} · ${name === '' ? id : `${id} ${name}`}`,
    figure: exactMoney(amountUnits, EURO),
    parts: [{ share: most > 0 ? fromUnits(amountUnits) / most : 0, fill: 'solid' }],
  })
  return (
    <AnswerCard
      answer="top_stores"
      sentence={topStoresSentence(answers)}
      definition={definition}
      switches={<StoreSwitches definition={definition} names={['statuses', 'top']} onDefinition={onDefinition} />}
      foot={<SaveAnswer table={topStoresTable(answers)} last={summary.last} question="top_stores" />}
    >
      <LaneTable
        caption={`The ${count(topStores.length)} stores with the largest amount`}
        about={`Sum of the amounts of ${countedTransactions(definition)}, in euros.`}
        laneOf={laneOf}
        columns={columns}
        headedBy="store"
        rows={topStores}
        keyOf={row => row.storeId}
        sortedBy={{ column: 'rank', descending: false }}
        sort={sort}
        onSort={next => onSort('top_stores', next)}
        isChosen={row => row.storeId === storeId}
        onChoose={row => onStore(row.storeId === storeId ? null : row.storeId)}
      />
      {behind === null ? null : <p>{behind}</p>}
    </AnswerCard>
  )
})
