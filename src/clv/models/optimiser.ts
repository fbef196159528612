import { dot, inverseOfPositive, type Matrix, times, zeroMatrix } from './symmetric-matrix.ts'

/** A function to make as large as possible; fills `gradient` with its derivatives. May answer NaN or −∞ where it has no value. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number

export interface Peak {
  readonly point: Float64Array<ArrayBuffer>
  readonly value: number
  /** Inverse of the negative Hessian at the point, for a log-likelihood the covariance of the estimate; null when the function is not curved downwards in all directions. */
  readonly covariance: Matrix | null
  /**
   * √(gᵀ C g): how far the point still is from the top of the parabola that fits there, in standard errors. NaN without a covariance.
   */
  readonly distance: number
  /** Some coordinate has run against {@link BOUND}. */
  readonly atBound: boolean
  /** How far the lowest of the tops that the starts led to is below this one; 0 for one start, NaN when a start led nowhere. */
  readonly startsApart: number
  /** How often the function was asked. */
  readonly evaluations: number
}

/** Coordinates are logarithms of parameters: they stay between one in 10⁸ and 10⁸. */
const BOUND = Math.log(1e8)
const MOST_STEP = 2
const MOST_ITERATIONS = 150
const MOST_NEWTON_STEPS = 12
/** The climb ends this close to the top, in standard errors as it guesses them; Newton's steps then go on to {@link SETTLED}. */
const CLOSE = 1e-3
const SETTLED = 1e-8
const DIFFERENCE = 1e-4

/**
 * Climbs from each start by BFGS with a backtracking line search, then from the highest top by Newton's steps with a Hessian from differences of gradients, until the distance to
 * the top is below 1e-8 standard errors or nothing is gained in double precision. `metric` is a first guess of the covariance, where one is known.
 * Cost: about 25 evaluations a start and 20 more, for four parameters. Throws RangeError without a start.
 */
export function climb(objective: Objective, starts: readonly Float64Array<ArrayBuffer>[], metric: Matrix | null = null): Peak {
  let evaluations = 0
  const evaluate: Objective = (point, gradient) => {
    evaluations += 1
    return objective(point, gradient)
  }
  const [first, ...others] = starts.map(start => bfgs(evaluate, start, metric))
  if (first === undefined) throw new RangeError('There is no start to search from')
  const climbed = others.reduce((best, stand) => (stand.value > best.value || Number.isNaN(best.value) ? stand : best), first)
  const lowest = others.reduce((least, stand) => Math.min(least, stand.value), first.value)
  const settled = climbed.atBound ? { ...climbed, covariance: curvature(evaluate, climbed.point) } : newton(evaluate, climbed)
  const { point, value, gradient, covariance, atBound } = settled
  const distance = covariance === null ? Number.NaN : Math.sqrt(Math.max(0, dot(gradient, times(covariance, gradient))))
  return { point, value, covariance, distance, atBound, evaluations, startsApart: Math.abs(value - lowest) }
}

interface Stand {
  readonly point: Float64Array<ArrayBuffer>
  readonly value: number
  readonly gradient: Float64Array<ArrayBuffer>
  readonly atBound: boolean
}

function bfgs(objective: Objective, start: Float64Array<ArrayBuffer>, metric: Matrix | null): Stand {
  const size = start.length
  let stand = standAt(objective, start)
  let inverse = metric
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration += 1) {
    const { gradient } = stand
    const direction =
      inverse === null ? scaled(gradient, 1 / Math.max(1e-300, Math.sqrt(dot(gradient, gradient)))) : times(inverse, gradient)
    if (inverse !== null && Math.sqrt(Math.max(0, dot(gradient, direction))) < CLOSE) return stand
    const next = lineSearch(objective, stand, direction)
    if (next === null) {
      // The guess of the curvature may be what is wrong: once more along the gradient.
      if (inverse === null) return stand
      inverse = null
      continue
    }
    const step = difference(next.point, stand.point)
    const change = difference(stand.gradient, next.gradient)
    const curvatureAlong = dot(step, change)
    if (curvatureAlong > 1e-300)
      inverse = updated(inverse ?? scaledIdentity(size, curvatureAlong / dot(change, change)), step, change, curvatureAlong)
    stand = next
    if (stand.atBound) return stand
  }
  return stand
}

/** The first of ever shorter steps that gains a fair part of what the slope promises; null when none does. */
function lineSearch(objective: Objective, from: Stand, direction: Float64Array): Stand | null {
  let largest = 0
  for (const part of direction) largest = Math.max(largest, Math.abs(part))
  let length = largest > MOST_STEP ? MOST_STEP / largest : 1
  const slope = dot(from.gradient, direction)
  if (!(slope > 0)) return null
  for (let tries = 0; tries < 40; tries += 1) {
    const point = Float64Array.from(from.point, (value, at) => Math.max(-BOUND, Math.min(BOUND, value + length * (direction[at] ?? 0))))
    const next = standAt(objective, point)
    if (next.value >= from.value + 1e-4 * length * slope && next.value > from.value) return next
    // The top of the parabola through what is known, kept within reason.
    const top = (0.5 * length * slope) / Math.max(1e-300, from.value + length * slope - next.value)
    length *= Number.isFinite(top) ? Math.min(0.5, Math.max(0.1, top)) : 0.2
  }
  return null
}

function newton(objective: Objective, from: Stand): Stand & { covariance: Matrix | null } {
  let stand = from
  let covariance = curvature(objective, stand.point)
  for (let round = 0; round < MOST_NEWTON_STEPS && covariance !== null; round += 1) {
    const direction = times(covariance, stand.gradient)
    const distance = Math.sqrt(Math.max(0, dot(stand.gradient, direction)))
    if (distance < SETTLED) break
    // This close, values differ by less than their rounding; the gradient still tells.
    const next = distance < CLOSE ? closer(objective, stand, direction, covariance, distance) : lineSearch(objective, stand, direction)
    if (next === null) break
    stand = next
    if (stand.atBound) break
    // Close to the top the curvature does not change any more within the digits that matter.
    if (distance > 0.01) covariance = curvature(objective, stand.point)
  }
  return { ...stand, covariance }
}

/** A whole step, when it leads closer to the top. */
function closer(objective: Objective, from: Stand, direction: Float64Array, covariance: Matrix, distance: number): Stand | null {
  const next = standAt(
    objective,
    from.point.map((value, at) => value + (direction[at] ?? 0)),
  )
  return Math.sqrt(Math.max(0, dot(next.gradient, times(covariance, next.gradient)))) < distance ? next : null
}

/** Inverse of the negative Hessian by central differences of the gradient. */
function curvature(objective: Objective, point: Float64Array<ArrayBuffer>): Matrix | null {
  const size = point.length
  const negative = zeroMatrix(size)
  const above = new Float64Array(size)
  const below = new Float64Array(size)
  for (let column = 0; column < size; column += 1) {
    const at = Float64Array.from(point)
    at[column] = (point[column] ?? 0) + DIFFERENCE
    objective(at, above)
    at[column] = (point[column] ?? 0) - DIFFERENCE
    objective(at, below)
    for (let row = 0; row < size; row += 1) {
      const half = ((below[row] ?? 0) - (above[row] ?? 0)) / (4 * DIFFERENCE)
      const ofRow = negative[row]
      const ofColumn = negative[column]
      if (ofRow !== undefined) ofRow[column] = (ofRow[column] ?? 0) + half
      if (ofColumn !== undefined) ofColumn[row] = (ofColumn[row] ?? 0) + half
    }
  }
  return inverseOfPositive(negative)
}

function standAt(objective: Objective, point: Float64Array<ArrayBuffer>): Stand {
  const gradient = new Float64Array(point.length)
  const value = objective(point, gradient)
  return { point, value, gradient, atBound: point.some(part => Math.abs(part) >= BOUND) }
}

/** BFGS update of the inverse curvature of the negative function: (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ. */
function updated(inverse: Matrix, step: Float64Array, change: Float64Array, along: number): Matrix {
  const turned = times(inverse, change)
  const factor = (1 + dot(change, turned) / along) / along
  return inverse.map((row, i) =>
    row.map(
      (value, j) =>
        value + factor * (step[i] ?? 0) * (step[j] ?? 0) - ((turned[i] ?? 0) * (step[j] ?? 0) + (step[i] ?? 0) * (turned[j] ?? 0)) / along,
    ),
  )
}

function scaledIdentity(size: number, scale: number): Matrix {
  const matrix = zeroMatrix(size)
  matrix.forEach((row, at) => {
    row[at] = scale
  })
  return matrix
}

function scaled(vector: Float64Array, factor: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(vector, part => part * factor)
}

function difference(a: Float64Array, b: Float64Array): Float64Array<ArrayBuffer> {
  return Float64Array.from(a, (part, at) => part - (b[at] ?? 0))
}
