import type { WeeksRule } from '../../ltv/definition.ts'

/** The ways of counting weeks, each by its name and what it does to the figure. */
export const WEEKS_RULE_WORDS: Readonly<Record<WeeksRule, { readonly name: string; readonly explanation: string }>> = {
  dataset: {
    name: 'Weeks of the data',
    explanation: 'Calendar weeks from the first to the last event of all the data, the same for everyone. Partial weeks count whole.',
  },
  customer: {
    name: 'Weeks of the customer',
    explanation:
      'Calendar weeks from the customer’s own first to last event. Favours newcomers: one busy week is multiplied by all the others.',
  },
  active: {
    name: 'Active weeks',
    explanation: 'Only the calendar weeks in which the customer did anything. Favours those who come rarely and spend much.',
  },
  elapsed: {
    name: 'Elapsed time',
    explanation: 'The days from the customer’s first to last event, divided by 7, not rounded; at least one week.',
  },
  'dataset-years': {
    name: 'Weeks by calendar year',
    explanation:
      'For each calendar year, the weeks from its first to its last event, added up over the years. Months without data between years do not count.',
  },
}
