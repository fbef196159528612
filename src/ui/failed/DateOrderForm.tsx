import type { UndecidedDates } from '../../base/problems.ts'
import { Button } from '../parts/Button.tsx'
import { day, fromIsoDay } from '../words/dates.ts'
import css from './DateOrderForm.module.css'

interface DateOrderFormProps {
  readonly dates: UndecidedDates
  readonly onOrder: (order: 'day-first' | 'month-first') => void
}

/** Which of the two a date means, with the date in words on either button. */
export function DateOrderForm({ dates, onOrder }: DateOrderFormProps) {
  return (
    <fieldset className={css['choice']}>
      <legend className="visually-hidden">Which date is meant</legend>
      <Button kind="primary" onClick={() => onOrder('day-first')}>
        It is {inWords(dates.dayFirst)}: day first
      </Button>
      <Button kind="primary" onClick={() => onOrder('month-first')}>
        It is {inWords(dates.monthFirst)}: month first
      </Button>
    </fieldset>
  )
}

function inWords(isoDay: string): string {
  const time = fromIsoDay(isoDay)
  return time === null ? isoDay : day(time)
}
