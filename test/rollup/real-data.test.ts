import { describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION, WEEK_STARTS, WEEKS_RULES } from '../../src/ltv/definition.ts'
import { rank, topXSimpleLtvCustomers, weekTable } from '../../src/ltv/index.ts'
import { parquet } from '../../src/share/parquet.ts'
import { weeksTable } from '../../src/share/week-rows.ts'
import { customersOfFiles, readFiles, textFile } from '../support/rollup-reading.ts'
import { expectedReports, hasShared, readShared } from '../support/shared-data.ts'

describe.skipIf(!hasShared('shutterfly', 'expected.json'))('weeks of files that other people wrote', () => {
  it.each(expectedReports().map(([path]) => path))('give the ranking of the events: %s', async path => {
    const { data } = await readFiles(textFile(path, readShared('shutterfly', ...path.split('/'))))
    if (data?.report !== 'customers') throw new Error(`${path} is not read as customers`)
    if (data.counts().accepted === 0) return
    for (const weekStart of WEEK_STARTS) {
      const file = new Blob([...parquet(weeksTable(weekTable(data.dataset, { weekStart })))])
      const weeks = await customersOfFiles({ path: 'weeks.parquet', content: file })
      for (const weeksRule of WEEKS_RULES) {
        const definition = { ...DEFAULT_DEFINITION, weeksRule, weekStart }
        expect(topXSimpleLtvCustomers(10_000, weeks.dataset, definition)).toEqual(topXSimpleLtvCustomers(10_000, data.dataset, definition))
        expect(rank(weeks.dataset, definition).facts).toEqual(rank(data.dataset, definition).facts)
      }
    }
  })
})
