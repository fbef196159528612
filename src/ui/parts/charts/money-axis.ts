/** Ends and lines of an axis at round amounts, always with 0 on it. At most five steps: more lines than that compete with the bars. */
export function roundTicks(least: number, most: number): readonly number[] {
  const low = Math.min(0, least)
  const high = Math.max(0, most)
  if (low === high) return [0, 1]
  const rough = (high - low) / 4
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5].find(factor => factor * magnitude >= rough) ?? 10) * magnitude
  const ticks: number[] = []
  for (let index = Math.floor(low / step); index * step < high + step; index++) ticks.push(index * step)
  return ticks
}
