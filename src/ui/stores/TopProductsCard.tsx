import { memo, useMemo } from 'react'
import { topProductsTable } from '../../share/stores-formats.ts'
import type { TopProduct } from '../../stores/results.ts'
import type { Lane } from '../parts/picture/picture.ts'
import type { SortableColumn } from '../parts/SortableTable.tsx'
import { exactMoney, fromUnits } from '../words/money.ts'
import { count } from '../words/numbers.ts'
import { countedTransactions, EURO } from '../words/store-words.ts'
import { AnswerCard } from './AnswerCard.tsx'
import { AMOUNT, amountColumn, countColumn, laneColumn, textColumn } from './answer-columns.tsx'
import type { AnswerProps, SortProps } from './answer-props.ts'
import { LaneTable } from './LaneTable.tsx'
import { SaveAnswer } from './SaveAnswer.tsx'
import { StoreSwitches } from './StoreSwitches.tsx'
import { productsBehindSentence, topProductsSentence } from './sentences.ts'
import { tiedRows } from './ties.ts'

const TIMES_SOLD = { id: 'transactions', heading: 'Times sold' } as const

/** The products sold most, by SKU. The bar is at what they are ranked by. */
export const TopProductsCard = memo(function TopProductsCard({ summary, answers, onDefinition, sort, onSort }: AnswerProps & SortProps) {
  const { topProducts, productsTiedBehind, definition } = answers
  const behind = productsBehindSentence(answers)
  const byCount = definition.productsBy === 'count'
  const { shareOf, wordsOf } = useMemo(() => {
    const measureOf = (row: TopProduct): number => (byCount ? row.transactions : fromUnits(row.amountUnits))
    const most = topProducts[0] === undefined ? 0 : measureOf(topProducts[0])
    return {
      shareOf: (row: TopProduct) => (most > 0 ? measureOf(row) / most : 0),
      wordsOf: (row: TopProduct) => (byCount ? count(row.transactions) : exactMoney(row.amountUnits, EURO)),
    }
  }, [topProducts, byCount])
  const columns = useMemo((): readonly SortableColumn<TopProduct>[] => {
    const measureOf = (row: TopProduct) => (byCount ? row.transactions : row.amountUnits)
    const ranking = laneColumn<TopProduct>({
      ...(byCount ? TIMES_SOLD : AMOUNT),
      sortValue: measureOf,
      shareOf,
      wordsOf,
      isTied: tiedRows(topProducts, measureOf, productsTiedBehind),
      decidedBy: byCount ? 'the amount decides, then the SKU' : 'the number decides, then the SKU',
    })
    return [
      countColumn('rank', '#', row => row.rank, 'Rank'),
      textColumn('sku', 'SKU', row => row.sku),
      textColumn('name', 'Sold most as', row => row.name),
      byCount ? ranking : countColumn(TIMES_SOLD.id, TIMES_SOLD.heading, row => row.transactions),
      byCount ? amountColumn() : ranking,
      countColumn('names', 'Names', row => row.names, 'How many names the SKU is sold under'),
    ]
  }, [topProducts, productsTiedBehind, byCount, shareOf, wordsOf])
  const laneOf = (row: TopProduct): Lane => ({
    heading: `${count(row.rank)} · ${row.name === '' ? row.sku : `${row.name} (${row.sku})`}`,
    figure: wordsOf(row),
    parts: [{ share: shareOf(row), fill: 'solid' }],
  })
  return (
    <AnswerCard
      answer="top_products"
      sentence={topProductsSentence(answers)}
      definition={definition}
      switches={<StoreSwitches definition={definition} names={['productsBy', 'statuses', 'top']} onDefinition={onDefinition} />}
      foot={<SaveAnswer table={topProductsTable(answers)} last={summary.last} question="top_products" />}
    >
      <LaneTable
        caption={`The ${count(topProducts.length)} products sold most`}
        about={
          byCount
            ? `Number of ${countedTransactions(definition)} of each SKU.`
            : `Sum of the amounts of ${countedTransactions(definition)} of each SKU, in euros.`
        }
        laneOf={laneOf}
        columns={columns}
        headedBy="sku"
        rows={topProducts}
        keyOf={row => row.sku}
        sortedBy={{ column: 'rank', descending: false }}
        sort={sort}
        onSort={next => onSort('top_products', next)}
      />
      {behind === null ? null : <p>{behind}</p>}
    </AnswerCard>
  )
})
