import { DEFAULT_DEFINITION, type Definition } from '../../ltv/definition.ts'

/** A definition with a name. */
export interface Preset {
  readonly id: string
  readonly name: string
  readonly description: string
  /** What it sets; all else is as in the original. */
  readonly settings: Partial<Definition>
}

export const PRESETS: readonly Preset[] = [
  {
    id: 'original',
    name: 'Original task',
    description: '52 × spend per calendar week of the data × 10 years, as its questions and answers ask for.',
    settings: {},
  },
  {
    id: 'customer',
    name: 'Per-customer weeks',
    description: 'Each customer’s spend over their own weeks, from first to last event.',
    settings: { weeksRule: 'customer' },
  },
  {
    id: 'active',
    name: 'Active weeks',
    description: 'Spend per week in which the customer did anything.',
    settings: { weeksRule: 'active' },
  },
  {
    id: 'elapsed',
    name: 'Elapsed time',
    description: 'Spend per seven days between first and last event, as the original task’s SQL counted.',
    settings: { weeksRule: 'elapsed' },
  },
  {
    id: 'dataset-years',
    name: 'Weeks per calendar year',
    description: 'Weeks of the data counted year by year, so that a gap between years does not count.',
    settings: { weeksRule: 'dataset-years' },
  },
  {
    id: 'one-year',
    name: 'One year ahead',
    description: 'A year’s spend at the present pace: the shortest extrapolation.',
    settings: { lifespanYears: 1 },
  },
]

/** The preset that a definition is, or null. A window and a currency belong to the data rather than to the definition's idea. */
export function presetOf(definition: Definition): Preset | null {
  return PRESETS.find(preset => sameIdea({ ...DEFAULT_DEFINITION, ...preset.settings }, definition)) ?? null
}

/** The preset's definition, with the window and currency that are set. */
export function withPreset(definition: Definition, preset: Preset): Definition {
  const { windowStart, windowEnd, currency } = definition
  return { ...DEFAULT_DEFINITION, windowStart, windowEnd, currency, ...preset.settings }
}

function sameIdea(left: Definition, right: Definition): boolean {
  return (
    left.weeksRule === right.weeksRule &&
    left.weekStart === right.weekStart &&
    left.lifespanYears === right.lifespanYears &&
    left.margin === right.margin
  )
}
