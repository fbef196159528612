/**
 * Σ_{j<n} ln(z + j) and its derivative Σ_{j<n} 1 / (z + j) for all whole n up to a limit: ln Γ(z + n) − ln Γ(z) without a gamma function.
 * Purchase counts are whole, so three such tables replace all gamma functions in the likelihoods. Cost: one logarithm and one division an entry.
 */
export class RisingSums {
  readonly logs: Float64Array<ArrayBuffer>
  readonly inverses: Float64Array<ArrayBuffer>

  constructor(z: number, limit: number) {
    this.logs = new Float64Array(limit + 1)
    this.inverses = new Float64Array(limit + 1)
    for (let n = 0; n < limit; n += 1) {
      this.logs[n + 1] = (this.logs[n] ?? 0) + Math.log(z + n)
      this.inverses[n + 1] = (this.inverses[n] ?? 0) + 1 / (z + n)
    }
  }
}
