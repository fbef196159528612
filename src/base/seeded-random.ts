/**
 * A reproducible stream of numbers (Chris Doty-Humphrey's sfc32). The core may not use Math.random,
 * and only integer operations occur here, so every engine gives the same stream for the same seed.
 */
export class SeededRandom {
  #a: number
  #b: number
  #c: number
  #counter = 1

  /** @param seed whole number; its lowest 32 bits count */
  constructor(seed: number) {
    this.#a = mix32(seed)
    this.#b = mix32(this.#a ^ 0x9e3779b9)
    this.#c = mix32(this.#b ^ 0x85ebca6b)
    // The first outputs still resemble the seed; twelve rounds are what sfc32's author recommends.
    for (let round = 0; round < 12; round++) this.next()
  }

  /** The next whole number, 0 … 2^32 − 1. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum
    return sum >>> 0
  }

  /** A number in 0 ≤ n < 1. */
  unit(): number {
    return this.next() / 0x1_0000_0000
  }

  /** A whole number 0 … limit − 1. */
  below(limit: number): number {
    return Math.floor(this.unit() * limit)
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.unit() < probability
  }
}

/** Scrambles 32 bits one to one (MurmurHash3's finalizer): different numbers give different results. */
export function mix32(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
