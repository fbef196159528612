import { useMemo } from 'react'
import type { Ranking } from '../../ltv/results.ts'
import { useSortOrder } from '../../store/app-store.ts'
import { ConcentrationPanel } from './ConcentrationPanel.tsx'
import { concentrationOf } from './spend-concentration.ts'

/** How unevenly spend is spread, once the thread that holds the data has put the customers in order of spend. */
export function ConcentrationTab({ ranking }: { readonly ranking: Ranking }) {
  const order = useSortOrder('spend')
  const concentration = useMemo(() => (order === null ? null : concentrationOf(ranking, order)), [ranking, order])
  return <ConcentrationPanel facts={ranking.facts} concentration={concentration} />
}
