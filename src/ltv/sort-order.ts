import { sortedPlaces } from '../base/order.ts'
import type { Dataset } from './dataset.ts'
import type { Definition } from './definition.ts'
import { type Figures, figuresOf } from './figures.ts'
import { placesById } from './ids.ts'
import { placeRanks } from './profiles.ts'
import type { SortColumn } from './results.ts'

/**
 * Rank indexes in ascending order of a column, or descending, as a table shows them: whichever the direction, equal customers stand best first, and those come last
 * of whom the column knows nothing, without a place or, per visit and visits per week, without a visit. Ids and places are compared by UTF-16 code units.
 * Cost: one sort, about 20 ms for 500,000 customers.
 */
export function sortOrder(dataset: Dataset, definition: Definition, column: SortColumn, descending = false): Uint32Array<ArrayBuffer> {
  const figures = figuresOf(dataset, definition)
  const { ranked } = figures
  const values = columnValues(dataset, figures, column, descending ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY)
  const keys = new Float64Array(ranked.length)
  // One loop for each type of array, which would otherwise be looked up for every value.
  if (values === null) for (let index = 0; index < keys.length; index += 1) keys[index] = index
  else if (values instanceof Uint32Array) for (let index = 0; index < keys.length; index += 1) keys[index] = values[ranked[index] ?? 0] ?? 0
  else for (let index = 0; index < keys.length; index += 1) keys[index] = values[ranked[index] ?? 0] ?? 0
  return sortedPlaces(keys, descending ? 'descending' : 'ascending')
}

/** By customer, `unknown` where there is nothing to say; null for the rank index itself. */
function columnValues(dataset: Dataset, figures: Figures, column: SortColumn, unknown: number): Uint32Array | Float64Array | null {
  const { activity, spend, weeks, ltv } = figures
  switch (column) {
    case 'rank':
      return null
    case 'customer':
      return placesById(dataset)
    case 'place':
      return placeValues(dataset, unknown)
    case 'ltv':
      return ltv
    case 'spend':
      return spend.units
    case 'orders':
      return spend.orders
    case 'visits':
      return activity.visits
    case 'spendPerVisit':
      return perVisit(spend.units, activity.visits, unknown)
    case 'visitsPerWeek':
      return perWeek(activity.visits, weeks, unknown)
    case 'weeks':
      return weeks
    case 'first':
      return activity.first
    case 'last':
      return activity.last
    default:
      return column satisfies never
  }
}

function placeValues(dataset: Dataset, unknown: number): Float64Array {
  const values = Float64Array.from(placeRanks(dataset))
  for (let customer = 0; customer < values.length; customer += 1) if (values[customer] === 0) values[customer] = unknown
  return values
}

function perVisit(units: Float64Array, visits: Uint32Array, unknown: number): Float64Array {
  const values = new Float64Array(units.length)
  for (let customer = 0; customer < values.length; customer += 1) {
    const count = visits[customer] ?? 0
    values[customer] = count === 0 ? unknown : (units[customer] ?? 0) / count
  }
  return values
}

function perWeek(visits: Uint32Array, weeks: Float64Array, unknown: number): Float64Array {
  const values = new Float64Array(visits.length)
  for (let customer = 0; customer < values.length; customer += 1) {
    const count = visits[customer] ?? 0
    values[customer] = count === 0 ? unknown : count / (weeks[customer] ?? 1)
  }
  return values
}
