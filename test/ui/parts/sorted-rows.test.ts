import fc from 'fast-check'
import { expect, it } from 'vitest'
import { firstSortedRows, type SortValue } from '../../../src/ui/parts/sorted-rows.ts'

const VALUES = fc.oneof(
  fc.array(fc.oneof(fc.constant(null), fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true })), { maxLength: 60 }),
  fc.array(fc.oneof(fc.constant(null), fc.constantFrom('', '10', '9', 'a', 'Z', 'é')), { maxLength: 60 }),
  fc.array(fc.oneof(fc.constant(null), fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n })), { maxLength: 60 }),
)

it('the first rows are those of all rows sorted, alike ones as they came, nothing last in both directions', () => {
  fc.assert(
    fc.property(VALUES, fc.boolean(), fc.nat(70), (values: readonly SortValue[], descending, most) => {
      const rows = values.map((value, place) => ({ value, place }))
      const sign = descending ? -1 : 1
      const all = rows.toSorted(({ value: a }, { value: b }) =>
        a === null || b === null ? Number(a === null) - Number(b === null) : a < b ? -sign : a > b ? sign : 0,
      )
      expect(firstSortedRows(rows, row => row.value, descending, most)).toEqual(all.slice(0, most))
    }),
    { numRuns: 300 },
  )
})
