import { sortedPlaces } from '../base/order.ts'

/**
 * How well scores put customers in the order of what really came: the area between the curve of cumulative value, best score first, and the diagonal,
 * divided by the same area for the perfect order. 1 is perfect, 0 is no better than chance, below 0 is worse; null when all values are equal or the sum is not
 * above 0. Customers of equal score share their value, so the order within ties does not matter. Cost: two sorts.
 */
export function normalisedGini(scores: Float64Array, values: Float64Array): number | null {
  const best = areaAboveDiagonal(values, values)
  const reached = areaAboveDiagonal(scores, values)
  return best === null || reached === null || best <= 0 ? null : reached / best
}

function areaAboveDiagonal(scores: Float64Array, values: Float64Array): number | null {
  const count = scores.length
  let total = 0
  for (let at = 0; at < count; at += 1) total += values[at] ?? 0
  if (!(total > 0)) return null
  const order = sortedPlaces(scores, 'descending')
  let area = 0
  let reached = 0
  for (let start = 0; start < count; ) {
    const score = scores[order[start] ?? 0]
    let end = start
    let value = 0
    while (end < count && scores[order[end] ?? 0] === score) {
      value += values[order[end] ?? 0] ?? 0
      end += 1
    }
    area += (end - start) * (reached + value / 2)
    reached += value
    start = end
  }
  return area / (count * total) - 0.5
}
