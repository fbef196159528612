import { useCallback, useDeferredValue, useEffect } from 'react'
import type { SortedTable, StoreView, TableSort } from '../../store/view.ts'
import type { StoreDefinition } from '../../stores/definition.ts'
import type { StoreAnswers, StoreSummary, WeeklyAmounts } from '../../stores/results.ts'
import { Turns } from '../parts/InTurn.tsx'
import { PictureNotes } from '../parts/picture/picture-notes.tsx'
import { dayRange } from '../words/dates.ts'
import { STORE_ANSWERS } from '../words/store-words.ts'
import { goToAnswer } from './AnswerCard.tsx'
import { AnswerIndex } from './AnswerIndex.tsx'
import { AveragesCard } from './AveragesCard.tsx'
import { BusyAnswers } from './busy-answers.ts'
import { DeviceTypesCard } from './DeviceTypesCard.tsx'
import { FirstFiveCard } from './FirstFiveCard.tsx'
import { ModelPanel } from './ModelPanel.tsx'
import { StatusesCard } from './StatusesCard.tsx'
import { StoreFacts } from './StoreFacts.tsx'
import css from './StoresReport.module.css'
import { StoreWeeksCard } from './StoreWeeksCard.tsx'
import { reportHeadline } from './sentences.ts'
import { storeNames } from './store-names.ts'
import { TopProductsCard } from './TopProductsCard.tsx'
import { TopStoresCard } from './TopStoresCard.tsx'

interface StoresReportProps {
  readonly summary: StoreSummary
  readonly answers: StoreAnswers
  readonly onDefinition: (definition: StoreDefinition) => void
  /** The answers of another definition are being worked out; these are still those of the old one. */
  readonly isBusy: boolean
  /** The store that is shown by week, or null. */
  readonly storeId: string | null
  /** Its weeks, or null while they are added up. */
  readonly weekly: WeeklyAmounts | null
  readonly onStore: (storeId: string | null) => void
  /** How tables are looked at. Callbacks must stay the same. */
  readonly looks: StoreLooks
  readonly onSort: (table: SortedTable, sort: TableSort) => void
  readonly onLooks: (change: Partial<StoreLooks>) => void
}

export type StoreLooks = Pick<StoreView, 'sorts' | 'averagesAs' | 'statusesBy'>

/** How stores perform: the answers at a glance, then each with what it means, its figures and the ways to take it along. */
export function StoresReport({
  summary,
  answers: newest,
  onDefinition,
  isBusy,
  storeId,
  weekly,
  onStore,
  looks: { sorts, averagesAs, statusesBy },
  onSort,
  onLooks,
}: StoresReportProps) {
  const { first, last } = summary
  // Drawn again in small steps, which give way to whoever presses something meanwhile.
  const answers = useDeferredValue(newest)
  const shared = { summary, answers, onDefinition }
  const chooseStore = { storeId, onStore }
  const showStore = useCallback(
    (chosen: string | null): void => {
      onStore(chosen)
      if (chosen !== null) goToAnswer('weekly_amounts')
    },
    [onStore],
  )
  // Begun as soon as there are any, so that they are known when the cards that need them are drawn.
  useEffect(() => void storeNames(newest.directory), [newest.directory])
  const sorting = (table: SortedTable) => ({ sort: sorts[table] ?? null, onSort })
  const onForm = useCallback((form: StoreLooks['averagesAs']) => onLooks({ averagesAs: form }), [onLooks])
  const onGrouping = useCallback((grouping: StoreLooks['statusesBy']) => onLooks({ statusesBy: grouping }), [onLooks])
  return (
    <div className={css['report']}>
      <div>
        <h1>{reportHeadline(summary, answers)}</h1>
        <p className={css['line']}>
          {first === null || last === null ? '' : `Transactions of ${dayRange(first, last)}, UTC · `}amounts in euros, nothing is converted.
          A switch that stands in several places is one and the same.
        </p>
      </div>
      <StoreFacts summary={summary} answers={answers} />
      <AnswerIndex answers={answers} storeId={storeId} />
      <PictureNotes first={first} last={last}>
        <BusyAnswers value={isBusy || answers !== newest}>
          <Turns turns={STORE_ANSWERS.length}>
            <TopStoresCard {...shared} {...chooseStore} {...sorting('top_stores')} />
            <StoreWeeksCard {...shared} {...chooseStore} weekly={weekly} />
            <TopProductsCard {...shared} {...sorting('top_products')} />
            <AveragesCard {...shared} {...sorting('average_amounts')} form={averagesAs} onForm={onForm} />
            <DeviceTypesCard {...shared} {...sorting('device_type_shares')} />
            <FirstFiveCard {...shared} storeId={storeId} onStore={showStore} {...sorting('first_five')} />
            <StatusesCard
              {...shared}
              storeId={storeId}
              onStore={showStore}
              {...sorting('statuses')}
              grouping={statusesBy}
              onGrouping={onGrouping}
            />
          </Turns>
        </BusyAnswers>
      </PictureNotes>
      <ModelPanel definition={answers.definition} last={last} />
    </div>
  )
}
