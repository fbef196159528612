/** The highest of values from 0 up; NaN, which stands for nobody, is passed over. 0 when there is none. */
export function highestOf(values: Iterable<number>): number {
  let highest = 0
  for (const value of values) if (value > highest) highest = value
  return highest
}
