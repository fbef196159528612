import { currencyNumber } from '../base/currencies.ts'

const [CAPITAL_A, LETTERS] = [65, 26] as const
/** Added to what is known, so that 0 stands for what nobody has asked for yet. */
const KNOWN = 2

/** Reads codes of currencies from bytes, as `currencyNumber` does from texts; only those in capitals. Cost: a look into a table. */
export class CurrencyBytes {
  /** By the letters of a code. */
  readonly #numbers = new Int16Array(LETTERS ** 3)

  /** Number of the currency whose three capitals stand at an index, or −1 when it is none. What stands behind them is not looked at. */
  number(bytes: Uint8Array, at: number): number {
    if (at + 3 > bytes.length) return -1
    const first = (bytes[at] ?? 0) - CAPITAL_A
    const second = (bytes[at + 1] ?? 0) - CAPITAL_A
    const third = (bytes[at + 2] ?? 0) - CAPITAL_A
    if ((first | (LETTERS - 1 - first) | second | (LETTERS - 1 - second) | third | (LETTERS - 1 - third)) < 0) return -1
    const place = (first * LETTERS + second) * LETTERS + third
    const known = this.#numbers[place] ?? 0
    if (known > 0) return known - KNOWN
    const number = currencyNumber(String.fromCharCode(first + CAPITAL_A, second + CAPITAL_A, third + CAPITAL_A))
    this.#numbers[place] = number + KNOWN
    return number
  }
}
