import { memo, useMemo } from 'react'
import { averageAmountsTable } from '../../share/stores-formats.ts'
import type { StoreView } from '../../store/view.ts'
import type { AverageAmount } from '../../stores/results.ts'
import { HeatMap } from '../parts/charts/HeatMap.tsx'
import { Segmented } from '../parts/Segmented.tsx'
import { type SortableColumn, SortableTable } from '../parts/SortableTable.tsx'
import { Tag } from '../parts/Tag.tsx'
import { columnMoney, exactMoney, money } from '../words/money.ts'
import { count, counted } from '../words/numbers.ts'
import { EURO, transactionsWords } from '../words/store-words.ts'
import { AnswerCard } from './AnswerCard.tsx'
import css from './AveragesCard.module.css'
import { amountColumn, countColumn, laneColumn, textColumn } from './answer-columns.tsx'
import type { AnswerProps, SortProps } from './answer-props.ts'
import { type AverageMatrix, averageMatrix } from './average-matrix.ts'
import { SaveAnswer } from './SaveAnswer.tsx'
import { StoreSwitches } from './StoreSwitches.tsx'
import { averagesSentence, named } from './sentences.ts'
import { tiedRows } from './ties.ts'

const FORMS = [
  { value: 'map', label: 'Map' },
  { value: 'list', label: 'List' },
] as const

interface AveragesCardProps extends AnswerProps, SortProps {
  readonly form: StoreView['averagesAs']
  readonly onForm: (form: StoreView['averagesAs']) => void
}

/** The average amount of each typology in each country, as a map of shades or as the list of the same figures. */
export const AveragesCard = memo(function AveragesCard({ summary, answers, onDefinition, sort, onSort, form, onForm }: AveragesCardProps) {
  const { averageAmounts, definition } = answers
  return (
    <AnswerCard
      answer="average_amounts"
      sentence={averagesSentence(answers)}
      definition={definition}
      switches={<StoreSwitches definition={definition} names={['averageOf', 'statuses', 'smallGroup']} onDefinition={onDefinition} />}
      foot={<SaveAnswer table={averageAmountsTable(answers)} last={summary.last} question="average_amounts" />}
    >
      {averageAmounts.length === 0 ? null : (
        <>
          <div className={css['head']}>
            <Segmented legend="Show averages as" options={FORMS} value={form} onChange={onForm} />
            <p className={css['caption']}>
              {form === 'map' ? 'Darker is more. Those with most transactions stand first. ' : ''}
              {counted(averageAmounts.filter(row => row.isSmall).length, 'group')} of {count(averageAmounts.length)} rest on few{' '}
              {definition.averageOf === 'transactions' ? 'transactions' : 'stores'}.
            </p>
          </div>
          {form === 'map' ? <AveragesMap answers={answers} /> : <AveragesList answers={answers} sort={sort} onSort={onSort} />}
        </>
      )}
    </AnswerCard>
  )
})

function basisOf({ transactions, stores }: AverageAmount, { definition }: AnswerProps['answers']): number {
  return definition.averageOf === 'transactions' ? transactions : stores
}

function AveragesMap({ answers }: Pick<AnswerProps, 'answers'>) {
  const { averageAmounts, definition } = answers
  const matrix = useMemo(() => averageMatrix(averageAmounts), [averageAmounts])
  const highest = averageAmounts[0]?.mean ?? 0
  return (
    <HeatMap
      caption="Average amounts"
      rowsAre="Country"
      columnsAre="Typology"
      rows={matrix.countries.map(key => ({ key, words: named(key, 'country') }))}
      columns={matrix.typologies.map(key => ({ key, words: named(key, 'typology') }))}
      notDrawn={notDrawn(matrix)}
      cellOf={(country, typology) => {
        const average = matrix.at(country, typology)
        if (average === null) return null
        const basis = basisOf(average, answers)
        return {
          value: average.mean,
          words: columnMoney(average.mean, EURO, highest),
          basis: `of ${count(basis)}`,
          hatched: average.isSmall,
          title:
            `${named(typology, 'typology')} in ${named(country, 'country')}: ${money(average.mean, EURO)}, ${exactMoney(average.amountUnits, EURO)} in ` +
            `${transactionsWords(average.transactions, definition)} of ${counted(average.stores, 'store')}${average.isSmall ? '; rests on few' : ''}`,
        }
      }}
    />
  )
}

/** What the map leaves out; null when that is nothing. */
function notDrawn({ countries, allCountries, typologies, allTypologies }: AverageMatrix): string | null {
  const parts = [
    countries.length < allCountries ? `the ${count(countries.length)} countries with most transactions of ${count(allCountries)}` : null,
    typologies.length < allTypologies ? `the ${count(typologies.length)} typologies with most of ${count(allTypologies)}` : null,
  ].filter(part => part !== null)
  return parts.length === 0 ? null : `Drawn are ${parts.join(', and ')}. The list and the export have all.`
}

function AveragesList({ answers, sort, onSort }: Pick<AnswerProps, 'answers'> & SortProps) {
  const { averageAmounts } = answers
  const columns = useMemo(() => {
    const most = averageAmounts[0]?.mean ?? 0
    const list: readonly SortableColumn<AverageAmount>[] = [
      textColumn('typology', 'Typology', row => row.typology),
      textColumn('country', 'Country', row => row.country),
      laneColumn({
        id: 'mean',
        heading: 'Mean',
        sortValue: row => row.mean,
        shareOf: row => (most > 0 ? row.mean / most : 0),
        isHatched: row => row.isSmall,
        wordsOf: row => money(row.mean, EURO),
        isTied: tiedRows(averageAmounts, row => row.mean),
        decidedBy: 'typology and country decide',
      }),
      countColumn('transactions', 'Transactions', row => row.transactions),
      countColumn('stores', 'Stores', row => row.stores),
      amountColumn(),
      {
        id: 'small',
        heading: 'Basis',
        explanation: 'Whether enough transactions or stores are behind the mean',
        kind: 'text',
        sortValue: row => (row.isSmall ? 1 : 0),
        cell: row => (row.isSmall ? <Tag>small</Tag> : 'enough'),
      },
    ]
    return list
  }, [averageAmounts])
  return (
    <SortableTable
      caption="Average amounts by typology and country"
      columns={columns}
      rows={averageAmounts}
      keyOf={row => JSON.stringify([row.typology, row.country])}
      sortedBy={{ column: 'mean', descending: true }}
      sort={sort}
      onSort={next => onSort('average_amounts', next)}
    />
  )
}
