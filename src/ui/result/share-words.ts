import { percent } from '../words/numbers.ts'

const small = new Intl.NumberFormat('en-GB', { style: 'percent', maximumSignificantDigits: 2 })

/** A share with two digits where it is small: the top 10 of 2,000 are 0.5% of them, not 1%. */
export function shareWords(share: number): string {
  return share > 0 && share < 0.0995 ? small.format(share) : percent(share)
}
