import { DAY } from '../../base/time.ts'
import { ORDER_MODELS, type OrderModelKey } from '../../clv/models/order-model.ts'
import { SPEND_BASES } from '../../clv/settings.ts'
import type { PredictionChoices } from '../../store/view.ts'
import { Button } from '../parts/Button.tsx'
import { Choices } from '../parts/Choices.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { NumberField } from '../parts/NumberField.tsx'
import { Segmented } from '../parts/Segmented.tsx'
import { isoDay } from '../words/dates.ts'
import { ORDER_MODEL_NAME } from '../words/order-models.ts'
import { isoDayOfNumber, numberOfIsoDay, SPEND_BASIS_NAMES } from '../words/prediction-words.ts'
import css from './PredictionSheet.module.css'

interface PredictionSheetProps {
  readonly open: boolean
  readonly choices: PredictionChoices
  /** Milliseconds UTC of the first and last event of the data, or null. */
  readonly dataFirst: number | null
  readonly dataLast: number | null
  /** `replace` while a value is being typed, `push` when it stands. */
  readonly onChange: (choices: PredictionChoices, history: 'push' | 'replace') => void
  readonly onReset: () => void
  readonly onClose: () => void
}

const MOST_MONTHS = 120
const MOST_DISCOUNT_PERCENT = 900
const BEST = 'best'
const MODEL_WORDS: Record<OrderModelKey, string> = {
  'bg-nbd': 'Customers may stop after any order.',
  'mbg-nbd': 'The same, and they may stop after the first one.',
  'pareto-nbd': 'Customers may stop at any time.',
  nbd: 'Nobody stops. It promises more than the others.',
}
const MODEL_OPTIONS = [
  { value: BEST, label: 'The one that fits best', explanation: 'By likelihood, and by the back-test where that does not decide.' },
  ...ORDER_MODELS.map(value => ({ value, label: ORDER_MODEL_NAME[value], explanation: MODEL_WORDS[value] })),
] as const
const SPEND_OPTIONS = SPEND_BASES.map(value => ({ value, label: value === 'repeats' ? 'Repeat orders' : 'All orders' }))

/** The days that a back-test can start from: a day up to the as-of date must be left to test on. */
function splitLimits(asked: number | null, dataFirst: number | null, dataLast: number | null): { min?: string; max?: string } {
  if (dataFirst === null || dataLast === null) return {}
  const [first, last] = [Math.floor(dataFirst / DAY), Math.floor(dataLast / DAY)]
  // An as-of date outside of the data is not used.
  const asOf = asked !== null && asked >= first && asked <= last ? asked : last
  return { min: isoDayOfNumber(first), max: isoDayOfNumber(asOf - 1) }
}

/** Every parameter of the prediction, applied as it changes. */
export function PredictionSheet({ open, choices, dataFirst, dataLast, onChange, onReset, onClose }: PredictionSheetProps) {
  const set = (patch: Partial<PredictionChoices>, history: 'push' | 'replace' = 'push'): void => onChange({ ...choices, ...patch }, history)
  const settle = (): void => set({})
  const limits = dataFirst === null || dataLast === null ? {} : { min: isoDay(dataFirst), max: isoDay(dataLast) }
  return (
    <Dialog
      open={open}
      kind="side"
      title="Prediction"
      onClose={onClose}
      footer={
        <>
          <Button kind="quiet" className={css['reset']} onClick={onReset}>
            Reset
          </Button>
          <Button kind="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <div className={css['form']}>
        <div className={css['pair']}>
          <NumberField
            label="Months ahead"
            value={choices.horizonMonths}
            least={0.25}
            most={MOST_MONTHS}
            decimals={2}
            onChange={horizonMonths => set({ horizonMonths }, 'replace')}
            onLeave={settle}
          />
          <NumberField
            label="Discount a year in %"
            hint="10 says that 1.10 in a year is worth 1.00 today."
            value={Math.round(choices.annualDiscount * 1e4) / 100}
            least={0}
            most={MOST_DISCOUNT_PERCENT}
            decimals={2}
            onChange={percent => set({ annualDiscount: Math.round(percent * 100) / 1e4 }, 'replace')}
            onLeave={settle}
          />
        </div>
        <Choices
          legend="Model of when customers buy"
          options={MODEL_OPTIONS}
          value={choices.model ?? BEST}
          onChange={model => set({ model: model === BEST ? null : model })}
        />
        <div>
          <p className={css['legend']}>Spend is learned from</p>
          <Segmented
            legend="Spend is learned from"
            options={SPEND_OPTIONS}
            value={choices.spendBasis}
            onChange={spendBasis => set({ spendBasis })}
          />
          <p className={css['hint']}>
            {choices.spendBasis === 'repeats'
              ? `From ${SPEND_BASIS_NAMES.repeats}, as in the literature: who bought once is expected to spend the mean.`
              : `From ${SPEND_BASIS_NAMES['with-first']}, the first included, so that every customer’s own spend counts.`}
          </p>
        </div>
        <div className={css['pair']}>
          <Field label="As of" hint="Blank: the last day of the data. Nothing after it is known.">
            {input => (
              <input
                {...input}
                {...limits}
                type="date"
                value={isoDayOfNumber(choices.throughDay)}
                onChange={event => set({ throughDay: numberOfIsoDay(event.target.value) })}
              />
            )}
          </Field>
          <Field label="Back-test from" hint="Last day that the back-test knows. Blank: two thirds into the history.">
            {input => (
              <input
                {...input}
                {...splitLimits(choices.throughDay, dataFirst, dataLast)}
                type="date"
                value={isoDayOfNumber(choices.splitDay)}
                onChange={event => set({ splitDay: numberOfIsoDay(event.target.value) })}
              />
            )}
          </Field>
        </div>
        <p className={css['hint']}>The margin and the days that count are those of the definition.</p>
      </div>
    </Dialog>
  )
}
