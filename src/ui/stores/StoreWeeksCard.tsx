import { memo } from 'react'
import { weeklyAmountsTable } from '../../share/stores-formats.ts'
import type { StoreAnswers, WeeklyAmounts } from '../../stores/results.ts'
import { Button } from '../parts/Button.tsx'
import { PictureNotes } from '../parts/picture/picture-notes.tsx'
import { day } from '../words/dates.ts'
import { exactMoney } from '../words/money.ts'
import { count } from '../words/numbers.ts'
import { countedTransactions, EURO, transactionsWords } from '../words/store-words.ts'
import { AnswerCard } from './AnswerCard.tsx'
import type { AnswerProps, ChooseStoreProps } from './answer-props.ts'
import { FindStore } from './FindStore.tsx'
import { SaveAnswer } from './SaveAnswer.tsx'
import { StoreSwitches } from './StoreSwitches.tsx'
import css from './StoreWeeksCard.module.css'
import { StoreWeeksChart } from './StoreWeeksChart.tsx'
import { withName } from './sentences.ts'
import { storeNames } from './store-names.ts'
import { storeWeekBars } from './store-week-bars.ts'

interface StoreWeeksCardProps extends AnswerProps, ChooseStoreProps {
  /** Of the chosen store; null while it is added up, or when none is chosen. */
  readonly weekly: WeeklyAmounts | null
}

/** The amounts of the chosen store by calendar week, and the ways to choose one. */
export const StoreWeeksCard = memo(function StoreWeeksCard({
  summary,
  answers,
  onDefinition,
  storeId,
  weekly,
  onStore,
}: StoreWeeksCardProps) {
  const { definition, topStores, directory } = answers
  // Those of the store that was chosen before are no answer for this one.
  const shown = weekly !== null && weekly.storeId === storeId ? weekly : null
  const best = topStores[0]
  return (
    <AnswerCard
      answer="weekly_amounts"
      sentence={weeksSentence(answers, storeId, shown)}
      definition={definition}
      isWaiting={storeId !== null && shown === null}
      isPrinted={storeId !== null}
      switches={<StoreSwitches definition={definition} names={['statuses', 'time', 'weekStart']} onDefinition={onDefinition} />}
      {...(shown === null
        ? {}
        : {
            foot: (
              <SaveAnswer
                table={weeklyAmountsTable(shown, definition)}
                last={summary.last}
                question="weekly_amounts"
                storeId={shown.storeId}
              />
            ),
          })}
    >
      <FindStore directory={directory} onStore={onStore} />
      {storeId === null && best !== undefined ? (
        <p>
          <Button kind="link" onClick={() => onStore(best.storeId)}>
            Show store {best.storeId}, which sold most
          </Button>
        </p>
      ) : null}
      {storeId === null ? null : shown === null ? (
        <div className={css['room']} />
      ) : shown.amountUnits.length === 0 ? null : (
        <PictureNotes whose={`store ${shown.storeId}`}>
          <StoreWeeksChart weekly={shown} />
        </PictureNotes>
      )}
    </AnswerCard>
  )
})

function weeksSentence({ definition, directory }: StoreAnswers, storeId: string | null, weekly: WeeklyAmounts | null): string {
  if (storeId === null) return 'Choose a store, in a table or by its id or name, to see it week by week.'
  const who = withName(`Store ${storeId}`, storeNames(directory)(storeId))
  if (weekly === null) return `${who} is added up by week…`
  const { bars } = storeWeekBars(weekly, weekly.amountUnits.length)
  const [first] = bars
  const transactions = bars.reduce((sum, bar) => sum + bar.transactions, 0)
  if (first === undefined || transactions === 0) return `${who} has no ${countedTransactions(definition).slice(0, -1)} in these weeks.`
  const amount = bars.reduce((sum, bar) => sum + bar.amountUnits, 0n)
  const best = bars.reduce((most, bar) => (bar.amountUnits > most.amountUnits ? bar : most), first)
  const active = bars.filter(bar => bar.transactions > 0).length
  return (
    `${who} sold for ${exactMoney(amount, EURO)} in ${transactionsWords(transactions, definition)}, in ${count(active)} of ${count(bars.length)} weeks; ` +
    `most in the week of ${day(best.start)}: ${exactMoney(best.amountUnits, EURO)}.`
  )
}
