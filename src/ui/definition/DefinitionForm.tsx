import { type Definition, WEEK_STARTS, WEEKS_RULES } from '../../ltv/definition.ts'
import type { RankingFacts } from '../../ltv/results.ts'
import { unanswerable, type WeekLimits } from '../../ltv/week-limits.ts'
import { Choices } from '../parts/Choices.tsx'
import { Field } from '../parts/Field.tsx'
import { NumberField } from '../parts/NumberField.tsx'
import { Segmented } from '../parts/Segmented.tsx'
import { count } from '../words/numbers.ts'
import { WEEKS_RULE_WORDS } from '../words/weeks-rules.ts'
import css from './DefinitionForm.module.css'
import { PresetField } from './PresetField.tsx'
import { WindowFields } from './WindowFields.tsx'

export interface DefinitionFormProps {
  readonly definition: Definition
  /** Orders in each currency, most first. */
  readonly currencies: RankingFacts['currencies']
  readonly currencyInForce: string
  /** Milliseconds UTC of the first and last event of the data, or null. */
  readonly dataFirst: number | null
  readonly dataLast: number | null
  /** Of data that is weeks; null where everything can be asked. */
  readonly limits?: WeekLimits | null
  readonly onChange: (definition: Definition, history: 'push' | 'replace') => void
}

const WEEK_START_OPTIONS = WEEK_STARTS.map(value => ({ value, label: value === 'sunday' ? 'Sunday' : 'Monday' }))
const MOST_YEARS = 100
const LEAST_YEARS = 0.0001
const LEAST_MARGIN_PERCENT = 0.0001

export function DefinitionForm({
  definition,
  currencies,
  currencyInForce,
  dataFirst,
  dataLast,
  limits = null,
  onChange,
}: DefinitionFormProps) {
  const whyNot = (patch: Partial<Definition>): string | null => (limits === null ? null : unanswerable(limits, { ...definition, ...patch }))
  const set = (patch: Partial<Definition>, history: 'push' | 'replace' = 'push'): void => onChange({ ...definition, ...patch }, history)
  // What was typed stands once its field is left: that makes it one step for Back.
  const settle = (): void => set({})
  return (
    <div className={css['form']}>
      <PresetField definition={definition} onChange={preset => onChange(preset, 'push')} />
      <Choices
        legend="How weeks are counted"
        options={WEEKS_RULES.map(value => {
          const refusal = whyNot({ weeksRule: value })
          return {
            value,
            label: WEEKS_RULE_WORDS[value].name,
            explanation: refusal ?? WEEKS_RULE_WORDS[value].explanation,
            disabled: refusal !== null,
          }
        })}
        value={definition.weeksRule}
        onChange={weeksRule => set({ weeksRule })}
      />
      <div>
        <p className={css['legend']}>Weeks start on</p>
        {limits === null ? (
          <Segmented
            legend="Weeks start on"
            options={WEEK_START_OPTIONS}
            value={definition.weekStart}
            onChange={weekStart => set({ weekStart })}
          />
        ) : (
          <p className={css['fixed']}>
            {limits.weekStart === 'sunday' ? 'Sunday' : 'Monday'}. The data is weeks already, which cannot be cut anew: make the rollup with
            another start of the week, or drop the events.
          </p>
        )}
      </div>
      <div className={css['pair']}>
        <NumberField
          label="Lifespan in years"
          value={definition.lifespanYears}
          least={LEAST_YEARS}
          most={MOST_YEARS}
          decimals={4}
          onChange={lifespanYears => set({ lifespanYears }, 'replace')}
          onLeave={settle}
        />
        <NumberField
          label="Gross margin in %"
          hint={definition.margin === 1 ? '100 means LTV of revenue.' : undefined}
          value={asPercent(definition.margin)}
          least={LEAST_MARGIN_PERCENT}
          most={100}
          decimals={4}
          onChange={percent => set({ margin: asShare(percent) }, 'replace')}
          onLeave={settle}
        />
      </div>
      <WindowFields definition={definition} dataFirst={dataFirst} dataLast={dataLast} whyNot={whyNot} onChange={window => set(window)} />
      <Field
        label="Currency"
        hint={currencies.length > 1 ? 'Orders in other currencies are set aside and counted; nothing is converted.' : undefined}
      >
        {input => (
          <select {...input} value={definition.currency ?? ''} onChange={event => set({ currency: event.target.value || null })}>
            <option value="">That of most orders{definition.currency === null ? ` (${currencyInForce})` : ''}</option>
            {currencyChoices(currencies, definition.currency).map(choice => (
              <option key={choice.currency} value={choice.currency}>
                {choice.currency} · {count(choice.orders)} {choice.orders === 1 ? 'order' : 'orders'}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  )
}

/** A currency that a link asks for is offered even when no order has it: the form must show what is in force. */
function currencyChoices(currencies: RankingFacts['currencies'], chosen: string | null): RankingFacts['currencies'] {
  if (chosen === null || currencies.some(entry => entry.currency === chosen)) return currencies
  return [...currencies, { currency: chosen, orders: 0 }]
}

/** Share and percent by way of rounding to the six decimals that a margin may have, so that 0.07 is 7 and not 7.000000000000001. */
function asPercent(share: number): number {
  return Math.round(share * 1e6) / 1e4
}

function asShare(percent: number): number {
  return Math.round(percent * 1e4) / 1e6
}
