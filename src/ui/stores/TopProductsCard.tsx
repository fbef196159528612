import { useMemo } from 'react'
import { topProductsTable } from '../../share/stores-formats.ts'
import type { TopProduct } from '../../stores/results.ts'
import { LaneBar } from '../parts/charts/LaneBar.tsx'
import type { Lane } from '../parts/picture/picture.ts'
import { type SortableColumn, SortableTable } from '../parts/SortableTable.tsx'
import { exactMoney, fromUnits } from '../words/money.ts'
import { count } from '../words/numbers.ts'
import { countedTransactions, EURO } from '../words/store-words.ts'
import { AnswerCard } from './AnswerCard.tsx'
import type { AnswerProps } from './answer-props.ts'
import { SaveAnswer } from './SaveAnswer.tsx'
import { SaveLanes } from './SaveLanes.tsx'
import { StoreSwitches } from './StoreSwitches.tsx'
import { productsBehindSentence, topProductsSentence } from './sentences.ts'
import { Tied } from './Tied.tsx'
import { tiedRows } from './ties.ts'

/** The products sold most, by SKU. The bar is at what they are ranked by. */
export function TopProductsCard({ summary, answers, onDefinition, isBusy }: AnswerProps) {
  const { topProducts, productsTiedBehind, definition } = answers
  const behind = productsBehindSentence(answers)
  const columns = useMemo(() => {
    const byCount = definition.productsBy === 'count'
    const measureOf = (row: TopProduct): number => (byCount ? row.transactions : fromUnits(row.amountUnits))
    const most = topProducts[0] === undefined ? 0 : measureOf(topProducts[0])
    const tied = tiedRows(topProducts, row => (byCount ? row.transactions : row.amountUnits), productsTiedBehind)
    const withBar = (row: TopProduct, words: string) => (
      <LaneBar share={most > 0 ? measureOf(row) / most : 0}>
        <Tied isTied={tied.has(row)} decidedBy={byCount ? 'the amount decides, then the SKU' : 'the number decides, then the SKU'} />
        {words}
      </LaneBar>
    )
    const list: readonly SortableColumn<TopProduct>[] = [
      { id: 'rank', heading: '#', explanation: 'Rank', kind: 'number', sortValue: row => row.rank, cell: row => count(row.rank) },
      { id: 'sku', heading: 'SKU', kind: 'text', sortValue: row => row.sku, cell: row => row.sku },
      {
        id: 'name',
        heading: 'Sold most as',
        kind: 'text',
        sortValue: row => row.name,
        cell: row => <span title={row.name}>{row.name || '–'}</span>,
      },
      {
        id: 'transactions',
        heading: 'Times sold',
        kind: 'number',
        sortValue: row => row.transactions,
        cell: row => (byCount ? withBar(row, count(row.transactions)) : count(row.transactions)),
      },
      {
        id: 'amount',
        heading: 'Amount',
        kind: 'number',
        sortValue: row => row.amountUnits,
        cell: row => (byCount ? exactMoney(row.amountUnits, EURO) : withBar(row, exactMoney(row.amountUnits, EURO))),
      },
      {
        id: 'names',
        heading: 'Names',
        explanation: 'How many names the SKU is sold under',
        kind: 'number',
        sortValue: row => row.names,
        cell: row => count(row.names),
      },
    ]
    return list
  }, [topProducts, productsTiedBehind, definition.productsBy])
  const byCount = definition.productsBy === 'count'
  const amountOf = (row: TopProduct): number => (byCount ? row.transactions : fromUnits(row.amountUnits))
  const most = topProducts[0] === undefined ? 0 : amountOf(topProducts[0])
  const lanes = topProducts.map(
    (row): Lane => ({
      heading: `${count(row.rank)} · ${row.name === '' ? row.sku : `${row.name} (${row.sku})`}`,
      figure: byCount ? count(row.transactions) : exactMoney(row.amountUnits, EURO),
      parts: [{ share: most > 0 ? amountOf(row) / most : 0, fill: 'solid' }],
    }),
  )
  return (
    <AnswerCard
      answer="top_products"
      sentence={topProductsSentence(answers)}
      definition={definition}
      isBusy={isBusy}
      switches={<StoreSwitches definition={definition} names={['productsBy', 'statuses', 'top']} onDefinition={onDefinition} />}
      foot={<SaveAnswer table={topProductsTable(answers)} last={summary.last} question="top_products" />}
    >
      {topProducts.length === 0 ? null : (
        <>
          <SaveLanes
            title={`The ${count(topProducts.length)} products sold most`}
            caption={
              byCount
                ? `Number of ${countedTransactions(definition)} of each SKU.`
                : `Sum of the amounts of ${countedTransactions(definition)} of each SKU, in euros.`
            }
            lanes={lanes}
          />
          <SortableTable
            caption={`The ${count(topProducts.length)} products sold most`}
            columns={columns}
            headedBy="sku"
            rows={topProducts}
            keyOf={row => row.sku}
            sortedBy={{ column: 'rank', descending: false }}
          />
        </>
      )}
      {behind === null ? null : <p>{behind}</p>}
    </AnswerCard>
  )
}
