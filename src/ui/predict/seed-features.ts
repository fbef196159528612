import type { SeedFeature, SeedReading } from '../../clv/results.ts'

/** The two readings of the original task's features, as people are asked for them. */
export const SEED_READING_OPTIONS: readonly { readonly value: SeedReading; readonly label: string }[] = [
  { value: 'spec', label: 'Of orders' },
  { value: 'seed', label: 'Of rows' },
]

/** In the order in which the original model takes them. */
export const SEED_FEATURE_HEADINGS: readonly { readonly feature: SeedFeature; readonly heading: string; readonly decimals: number }[] = [
  { feature: 'mostItems', heading: 'Most items in one order', decimals: 0 },
  { feature: 'mostRevenue', heading: 'Most revenue in one order', decimals: 2 },
  { feature: 'totalRevenue', heading: 'Total revenue', decimals: 2 },
  { feature: 'orders', heading: 'Orders', decimals: 0 },
  { feature: 'daysSinceLastOrder', heading: 'Days since the last', decimals: 0 },
  { feature: 'longestIntervalDays', heading: 'Longest interval in days', decimals: 1 },
]
