const HALF_LOG_TWO_PI = 0.918_938_533_204_672_7
/** From here on the asymptotic series below are good to the last digit of a double. */
const ASYMPTOTIC_FROM = 10

/** ln Γ(z) for z > 0. Relative error about 1e-15 away from its zeros at 1 and 2, absolute there. Source: Abramowitz & Stegun 6.1.40. */
export function logGamma(z: number): number {
  let shifted = z
  let product = 1
  while (shifted < ASYMPTOTIC_FROM) {
    product *= shifted
    shifted += 1
  }
  return (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI + stirlingRest(shifted) - Math.log(product)
}

/** ψ(z) = d ln Γ(z) / dz for z > 0. Source: Abramowitz & Stegun 6.3.5 and 6.3.18. */
export function digamma(z: number): number {
  let shifted = z
  let sum = 0
  while (shifted < ASYMPTOTIC_FROM) {
    sum += 1 / shifted
    shifted += 1
  }
  const square = 1 / (shifted * shifted)
  const rest =
    square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square * (1 / 132 - (square * 691) / 32_760)))))
  return Math.log(shifted) - 0.5 / shifted - rest - sum
}

/** ln Γ(z + step) − ln Γ(z) for z, step > 0, without the loss of digits that subtracting two large logarithms brings. */
export function logGammaRise(z: number, step: number): number {
  if (z < ASYMPTOTIC_FROM) return logGamma(z + step) - logGamma(z)
  const end = z + step
  return step * Math.log(z) + (end - 0.5) * Math.log1p(step / z) - step + stirlingRest(end) - stirlingRest(z)
}

/** ln B(a, b) for a, b > 0. */
export function logBeta(a: number, b: number): number {
  return a > b ? logGamma(b) - logGammaRise(a, b) : logGamma(a) - logGammaRise(b, a)
}

function stirlingRest(z: number): number {
  const square = 1 / (z * z)
  return (1 / 12 - square * (1 / 360 - square * (1 / 1_260 - square * (1 / 1_680 - square * (1 / 1_188 - (square * 691) / 360_360))))) / z
}
