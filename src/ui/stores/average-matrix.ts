import type { AverageAmount } from '../../stores/results.ts'

/** Averages as a matrix: its headings, those with most transactions first (ties by text), and what stands where. */
export interface AverageMatrix {
  /** At most 60. */
  readonly countries: readonly string[]
  /** At most 20. */
  readonly typologies: readonly string[]
  /** How many there are, drawn or not. */
  readonly allCountries: number
  readonly allTypologies: number
  readonly at: (country: string, typology: string) => AverageAmount | null
}

/* Nobody looks over a larger map, and drawing 250 countries by 100 typologies would hold the page up for seconds. */
const MOST_COUNTRIES = 60
const MOST_TYPOLOGIES = 20

/** Cost: one pass over the groups, and a sort of their names. */
export function averageMatrix(averages: readonly AverageAmount[]): AverageMatrix {
  const groups = new Map<string, Map<string, AverageAmount>>()
  for (const average of averages) {
    const ofCountry = groups.get(average.country) ?? new Map<string, AverageAmount>()
    ofCountry.set(average.typology, average)
    groups.set(average.country, ofCountry)
  }
  const countries = mostFirst(averages, average => average.country)
  const typologies = mostFirst(averages, average => average.typology)
  return {
    countries: countries.slice(0, MOST_COUNTRIES),
    typologies: typologies.slice(0, MOST_TYPOLOGIES),
    allCountries: countries.length,
    allTypologies: typologies.length,
    at: (country, typology) => groups.get(country)?.get(typology) ?? null,
  }
}

function mostFirst(averages: readonly AverageAmount[], nameOf: (average: AverageAmount) => string): readonly string[] {
  const transactions = new Map<string, number>()
  for (const average of averages) transactions.set(nameOf(average), (transactions.get(nameOf(average)) ?? 0) + average.transactions)
  return [...transactions].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1)).map(([name]) => name)
}
