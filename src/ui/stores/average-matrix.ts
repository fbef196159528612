import type { AverageAmount } from '../../stores/results.ts'

/** Averages as a matrix: its headings, those with most transactions first (ties by text), and what stands where. */
export interface AverageMatrix {
  readonly countries: readonly string[]
  readonly typologies: readonly string[]
  readonly at: (country: string, typology: string) => AverageAmount | null
}

/** Cost: one pass over the groups, and a sort of their names. */
export function averageMatrix(averages: readonly AverageAmount[]): AverageMatrix {
  const groups = new Map<string, Map<string, AverageAmount>>()
  for (const average of averages) {
    const ofCountry = groups.get(average.country) ?? new Map<string, AverageAmount>()
    ofCountry.set(average.typology, average)
    groups.set(average.country, ofCountry)
  }
  return {
    countries: mostFirst(averages, average => average.country),
    typologies: mostFirst(averages, average => average.typology),
    at: (country, typology) => groups.get(country)?.get(typology) ?? null,
  }
}

function mostFirst(averages: readonly AverageAmount[], nameOf: (average: AverageAmount) => string): readonly string[] {
  const transactions = new Map<string, number>()
  for (const average of averages) transactions.set(nameOf(average), (transactions.get(nameOf(average)) ?? 0) + average.transactions)
  return [...transactions].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1)).map(([name]) => name)
}
