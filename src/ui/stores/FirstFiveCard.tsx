import { memo, useMemo } from 'react'
import { firstFiveTable } from '../../share/stores-formats.ts'
import type { MerchantStart, StoreDirectory, StoreStart } from '../../stores/results.ts'
import { SortableTable } from '../parts/SortableTable.tsx'
import { Tag } from '../parts/Tag.tsx'
import { count, counted } from '../words/numbers.ts'
import { type SpanUnit, spanFigure, spanUnit } from '../words/spans.ts'
import { AnswerCard } from './AnswerCard.tsx'
import { countColumn, laneColumn, storeColumn, textColumn } from './answer-columns.tsx'
import type { AnswerProps, ChooseStoreProps, SortProps } from './answer-props.ts'
import css from './FirstFiveCard.module.css'
import { SaveAnswer } from './SaveAnswer.tsx'
import { SpanHistogram } from './SpanHistogram.tsx'
import { StoreSwitches } from './StoreSwitches.tsx'
import { firstFiveSentence } from './sentences.ts'
import { storeNames } from './store-names.ts'
import { tiedRows } from './ties.ts'

/** How long stores, or merchants, take for their first five transactions. */
export const FirstFiveCard = memo(function FirstFiveCard({
  summary,
  answers,
  onDefinition,
  storeId,
  onStore,
  sort,
  onSort,
}: AnswerProps & ChooseStoreProps & SortProps) {
  const { firstFive, directory, definition } = answers
  const { stores, merchants, meanSeconds, medianSeconds, storesWithFewer, storesWithNone, isSmall } = firstFive
  const byMerchant = definition.firstFiveMeanOf === 'merchants'
  const starts: readonly { readonly seconds: number }[] = byMerchant ? merchants : stores
  const seconds = useMemo(() => starts.map(start => start.seconds), [starts])
  const unit = spanUnit(Math.max(Math.abs(starts[0]?.seconds ?? 0), Math.abs(starts.at(-1)?.seconds ?? 0)))
  return (
    <AnswerCard
      answer="first_five"
      sentence={firstFiveSentence(answers)}
      definition={definition}
      switches={
        <StoreSwitches
          definition={definition}
          names={['time', 'firstFiveStatuses', 'firstFiveFrom', 'firstFiveMeanOf', 'smallGroup']}
          onDefinition={onDefinition}
        />
      }
      foot={<SaveAnswer table={firstFiveTable(answers)} last={summary.last} question="first_five" />}
    >
      <p className={css['left-out']}>
        {isSmall && starts.length > 0 ? (
          <>
            <Tag>small</Tag> The mean is over {counted(starts.length, byMerchant ? 'merchant' : 'store')} only.{' '}
          </>
        ) : null}
        {counted(stores.length, 'store')} with five or more {stores.length === 1 ? 'is' : 'are'} counted.{' '}
        {storesWithFewer + storesWithNone === 0 ? (
          'No store is left out.'
        ) : (
          <>
            {counted(storesWithFewer, 'store')} with one to four and {count(storesWithNone)} with none{' '}
            {storesWithFewer + storesWithNone === 1 ? 'is' : 'are'} left out.
          </>
        )}
      </p>
      {meanSeconds === null || medianSeconds === null ? null : (
        <>
          <SpanHistogram
            one={byMerchant ? 'merchant' : 'store'}
            seconds={seconds}
            meanSeconds={meanSeconds}
            medianSeconds={medianSeconds}
          />
          {byMerchant ? (
            <MerchantTable merchants={merchants} unit={unit} sort={sort} onSort={onSort} />
          ) : (
            <StartTable stores={stores} directory={directory} unit={unit} storeId={storeId} onStore={onStore} sort={sort} onSort={onSort} />
          )}
        </>
      )}
    </AnswerCard>
  )
})

function StartTable({
  stores,
  directory,
  unit,
  storeId,
  onStore,
  sort,
  onSort,
}: ChooseStoreProps & SortProps & { readonly stores: readonly StoreStart[]; readonly directory: StoreDirectory; readonly unit: SpanUnit }) {
  const nameOf = storeNames(directory)
  const columns = useMemo(
    () => [
      storeColumn<StoreStart>(row => row.storeId, { storeId, onStore }),
      textColumn<StoreStart>('name', 'Name', row => nameOf(row.storeId)),
      textColumn<StoreStart>('merchant', 'Merchant', row => row.merchantId),
      spanColumn(stores, `${capital(unit.name)} to the fifth`, unit, 'the store id decides'),
    ],
    [stores, nameOf, unit, storeId, onStore],
  )
  return (
    <SortableTable
      caption="Stores by the time to their fifth transaction"
      columns={columns}
      rows={stores}
      keyOf={row => row.storeId}
      sortedBy={SHORTEST_FIRST}
      sort={sort}
      onSort={next => onSort('first_five', next)}
      isChosen={row => row.storeId === storeId}
      onChoose={row => onStore(row.storeId === storeId ? null : row.storeId)}
    />
  )
}

function MerchantTable({
  merchants,
  unit,
  sort,
  onSort,
}: SortProps & { readonly merchants: readonly MerchantStart[]; readonly unit: SpanUnit }) {
  const columns = useMemo(
    () => [
      textColumn<MerchantStart>('merchant', 'Merchant', row => row.merchantId),
      countColumn<MerchantStart>('stores', 'Stores', row => row.stores),
      spanColumn(merchants, `Mean ${unit.name} to the fifth`, unit, 'the merchant’s id decides'),
    ],
    [merchants, unit],
  )
  return (
    <SortableTable
      caption="Merchants by the mean time to the fifth transaction of their stores"
      columns={columns}
      rows={merchants}
      keyOf={row => row.merchantId}
      sortedBy={SHORTEST_FIRST}
      sort={sort}
      onSort={next => onSort('first_five', next)}
    />
  )
}

const SHORTEST_FIRST = { column: 'seconds', descending: false } as const

/** Time to the fifth transaction. `rows`: the shortest first. */
function spanColumn<Row extends { readonly seconds: number }>(rows: readonly Row[], heading: string, unit: SpanUnit, decidedBy: string) {
  const most = rows.at(-1)?.seconds ?? 0
  return laneColumn<Row>({
    id: SHORTEST_FIRST.column,
    heading,
    sortValue: row => row.seconds,
    shareOf: row => (most > 0 ? row.seconds / most : 0),
    wordsOf: row => spanFigure(row.seconds, unit),
    isTied: tiedRows(rows, row => row.seconds),
    decidedBy,
  })
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
