/** Places and weights that turn an integral from 0 to 1 into a sum. */
export interface Rule {
  readonly places: Float64Array<ArrayBuffer>
  readonly weights: Float64Array<ArrayBuffer>
}

/** Gauss–Legendre on 0 … 1, exact for polynomials up to degree 2 × count − 1. Source: Abramowitz & Stegun 25.4.30, roots by Newton's method. */
export function gaussLegendre(count: number): Rule {
  const places = new Float64Array(count)
  const weights = new Float64Array(count)
  for (let root = 0; root < count; root += 1) {
    let at = Math.cos((Math.PI * (root + 0.75)) / (count + 0.5))
    let slope = 1
    for (let round = 0; round < 100; round += 1) {
      let before = 1
      let value = at
      for (let degree = 2; degree <= count; degree += 1)
        [before, value] = [value, ((2 * degree - 1) * at * value - (degree - 1) * before) / degree]
      slope = (count * (at * value - before)) / (at * at - 1)
      const step = value / slope
      at -= step
      if (Math.abs(step) < 1e-15) break
    }
    places[root] = (1 - at) / 2
    weights[root] = 1 / ((1 - at * at) * slope * slope)
  }
  return { places, weights }
}

export const RULE_8 = gaussLegendre(8)
export const RULE_14 = gaussLegendre(14)

/** Nodes lie this far apart in ln(p / (1 − p)) at most: the error e^(−π² / 0.42) is below 1e-10. */
const MOST_STEP = 0.42
/** Nodes go on until the weight has fallen by this power of e. */
const FALL = 25

/**
 * Means of smooth functions under a Beta(a, b) distribution: the trapezoidal rule in ln(p / (1 − p)), where integrands are analytic and fall
 * off on both sides. Where a < 1 or b < 1 they would fall off slowly: there the function's end values are taken out first, and the rest
 * (which vanishes at that end) is divided by the distance from it. About 60 nodes; relative error below 1e-9.
 */
export class BetaMean {
  private readonly p: Float64Array<ArrayBuffer>
  /** 1 − p, which near 1 is not what subtracting gives. */
  private readonly notP: Float64Array<ArrayBuffer>
  private readonly weights: Float64Array<ArrayBuffer>
  private readonly takesLeft: boolean
  private readonly takesRight: boolean
  private readonly a: number
  private readonly b: number

  constructor(a: number, b: number) {
    this.a = a
    this.b = b
    this.takesLeft = a < 1
    this.takesRight = b < 1
    const left = this.takesLeft ? a + 1 : a
    const right = this.takesRight ? b + 1 : b
    const step = Math.min(MOST_STEP, 0.7 * Math.sqrt(1 / left + 1 / right))
    const mode = Math.log(left / right)
    const logWeight = (q: number) => left * q - (left + right) * softplus(q)
    const highest = logWeight(mode)
    let first = 0
    while (logWeight(mode + (first - 1) * step) > highest - FALL) first -= 1
    let last = 0
    while (logWeight(mode + (last + 1) * step) > highest - FALL) last += 1
    const count = last - first + 1
    this.p = new Float64Array(count)
    this.notP = new Float64Array(count)
    this.weights = new Float64Array(count)
    let sum = 0
    for (let node = 0; node < count; node += 1) {
      const q = mode + (first + node) * step
      const weight = Math.exp(logWeight(q) - highest)
      this.p[node] = 1 / (1 + Math.exp(-q))
      this.notP[node] = 1 / (1 + Math.exp(q))
      this.weights[node] = weight
      sum += weight
    }
    for (let node = 0; node < count; node += 1) this.weights[node] = (this.weights[node] ?? 0) / sum
  }

  /** Mean of a function that has a limit at 0, given as `atZero`, and a value at 1. */
  of(value: (p: number) => number, atZero: number): number {
    const { p: places, notP: complements, weights, a, b } = this
    const zero = this.takesLeft ? atZero : 0
    const one = this.takesRight ? value(1) : 0
    let sum = 0
    for (let node = 0; node < places.length; node += 1) {
      const p = places[node] ?? 0
      const notP = complements[node] ?? 0
      let rest = value(p)
      if (this.takesLeft && this.takesRight) rest = (rest - zero * notP - one * p) / (p * notP)
      else if (this.takesLeft) rest = (rest - zero) / p
      else if (this.takesRight) rest = (rest - one) / notP
      sum += (weights[node] ?? 0) * rest
    }
    if (this.takesLeft && this.takesRight) return (zero * b + one * a) / (a + b) + (sum * a * b) / ((a + b) * (a + b + 1))
    if (this.takesLeft) return zero + (sum * a) / (a + b)
    if (this.takesRight) return one + (sum * b) / (a + b)
    return sum
  }
}

/** ln(1 + e^z) for any z. */
export function softplus(z: number): number {
  return z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z))
}

/** 1 / (1 + e^−z) for any z. */
export function logistic(z: number): number {
  return 1 / (1 + Math.exp(-z))
}
