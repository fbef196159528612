import { useMemo } from 'react'
import { firstFiveTable } from '../../share/stores-formats.ts'
import type { MerchantStart, StoreStart } from '../../stores/results.ts'
import { LaneBar } from '../parts/charts/LaneBar.tsx'
import { type SortableColumn, SortableTable } from '../parts/SortableTable.tsx'
import { Tag } from '../parts/Tag.tsx'
import { count, counted } from '../words/numbers.ts'
import { type SpanUnit, spanFigure, spanUnit } from '../words/spans.ts'
import { AnswerCard } from './AnswerCard.tsx'
import type { AnswerProps, ChooseStoreProps } from './answer-props.ts'
import css from './FirstFiveCard.module.css'
import { SaveAnswer } from './SaveAnswer.tsx'
import { SpanHistogram } from './SpanHistogram.tsx'
import { StoreButton } from './StoreButton.tsx'
import { StoreSwitches } from './StoreSwitches.tsx'
import { firstFiveSentence } from './sentences.ts'
import { Tied } from './Tied.tsx'
import { tiedRows } from './ties.ts'

/** How long stores, or merchants, take for their first five transactions. */
export function FirstFiveCard({ summary, answers, onDefinition, isBusy, storeId, onStore }: AnswerProps & ChooseStoreProps) {
  const { firstFive, definition } = answers
  const { stores, merchants, meanSeconds, medianSeconds, storesWithFewer, storesWithNone, isSmall } = firstFive
  const byMerchant = definition.firstFiveMeanOf === 'merchants'
  const starts: readonly { readonly seconds: number }[] = byMerchant ? merchants : stores
  const unit = spanUnit(Math.max(Math.abs(starts[0]?.seconds ?? 0), Math.abs(starts.at(-1)?.seconds ?? 0)))
  return (
    <AnswerCard
      answer="first_five"
      sentence={firstFiveSentence(answers)}
      definition={definition}
      isBusy={isBusy}
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
            seconds={starts.map(({ seconds }) => seconds)}
            meanSeconds={meanSeconds}
            medianSeconds={medianSeconds}
          />
          {byMerchant ? (
            <MerchantTable merchants={merchants} unit={unit} />
          ) : (
            <StartTable stores={stores} unit={unit} storeId={storeId} onStore={onStore} />
          )}
        </>
      )}
    </AnswerCard>
  )
}

function StartTable({
  stores,
  unit,
  storeId,
  onStore,
}: ChooseStoreProps & { readonly stores: readonly StoreStart[]; readonly unit: SpanUnit }) {
  const columns = useMemo(() => {
    const tied = tiedRows(stores, row => row.seconds)
    const most = stores.at(-1)?.seconds ?? 0
    const list: readonly SortableColumn<StoreStart>[] = [
      {
        id: 'store',
        heading: 'Store',
        kind: 'text',
        sortValue: row => row.storeId,
        cell: row => <StoreButton storeId={row.storeId} isChosen={row.storeId === storeId} onStore={onStore} />,
      },
      { id: 'merchant', heading: 'Merchant', kind: 'text', sortValue: row => row.merchantId, cell: row => row.merchantId },
      {
        id: 'seconds',
        heading: `${capital(unit.name)} to the fifth`,
        kind: 'number',
        sortValue: row => row.seconds,
        cell: row => (
          <LaneBar share={most > 0 ? row.seconds / most : 0}>
            <Tied isTied={tied.has(row)} decidedBy="the store id decides" />
            {spanFigure(row.seconds, unit)}
          </LaneBar>
        ),
      },
    ]
    return list
  }, [stores, unit, storeId, onStore])
  return (
    <SortableTable
      caption="Stores by the time to their fifth transaction"
      columns={columns}
      rows={stores}
      keyOf={row => row.storeId}
      sortedBy={{ column: 'seconds', descending: false }}
      isChosen={row => row.storeId === storeId}
      onChoose={row => onStore(row.storeId === storeId ? null : row.storeId)}
    />
  )
}

function MerchantTable({ merchants, unit }: { readonly merchants: readonly MerchantStart[]; readonly unit: SpanUnit }) {
  const columns = useMemo(() => {
    const tied = tiedRows(merchants, row => row.seconds)
    const most = merchants.at(-1)?.seconds ?? 0
    const list: readonly SortableColumn<MerchantStart>[] = [
      { id: 'merchant', heading: 'Merchant', kind: 'text', sortValue: row => row.merchantId, cell: row => row.merchantId },
      { id: 'stores', heading: 'Stores', kind: 'number', sortValue: row => row.stores, cell: row => count(row.stores) },
      {
        id: 'seconds',
        heading: `Mean ${unit.name} to the fifth`,
        kind: 'number',
        sortValue: row => row.seconds,
        cell: row => (
          <LaneBar share={most > 0 ? row.seconds / most : 0}>
            <Tied isTied={tied.has(row)} decidedBy="the merchant’s id decides" />
            {spanFigure(row.seconds, unit)}
          </LaneBar>
        ),
      },
    ]
    return list
  }, [merchants, unit])
  return (
    <SortableTable
      caption="Merchants by the mean time to the fifth transaction of their stores"
      columns={columns}
      rows={merchants}
      keyOf={row => row.merchantId}
      sortedBy={{ column: 'seconds', descending: false }}
    />
  )
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
