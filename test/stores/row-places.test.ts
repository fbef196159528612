import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packPlace } from '../../src/base/places.ts'
import { RowPlaces } from '../../src/stores/row-places.ts'

/** Rows as files have them: mostly one behind the other on lines of their own, with gaps, long rows and new files. */
const rows = fc
  .array(
    fc.oneof(
      {
        weight: 12,
        arbitrary: fc.record({ bytes: fc.integer({ min: 1, max: 300 }), lines: fc.constant(1), isNewFile: fc.constant(false) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          bytes: fc.constantFrom(0, 65_535, 65_536, 5_000_000),
          lines: fc.constantFrom(0, 1, 2, 9),
          isNewFile: fc.boolean(),
        }),
      },
    ),
    { maxLength: 300 },
  )
  .map(steps => {
    let [file, byte, line] = [-1, 0, 1]
    return steps.map(({ bytes, lines, isNewFile }) => {
      if (isNewFile) [file, byte, line] = [file + 1, 0, 1]
      byte += bytes
      line += lines
      return { place: packPlace(file, byte), line }
    })
  })

function placesOf(all: readonly { readonly place: number; readonly line: number }[]): RowPlaces {
  const places = new RowPlaces()
  for (const { place, line } of all) places.add(place, line)
  return places
}

const FILE = 2 ** 36

describe('places of rows', () => {
  it('are told as they were, in whatever order they are asked for', () => {
    fc.assert(
      fc.property(rows, fc.array(fc.nat(10_000)), (all, asked) => {
        const places = placesOf(all)
        for (const at of [...all.keys(), ...asked.map(number => number % Math.max(1, all.length))]) {
          if (all.length === 0) return
          expect(places.at(at)).toEqual(all[at])
          expect(Math.floor(places.near(at) / FILE)).toBe(Math.floor((all[at]?.place ?? 0) / FILE))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('are told as they were last said to be, also by their parts, to which more can be added', () => {
    fc.assert(
      fc.property(rows, fc.array(fc.tuple(fc.nat(300), fc.nat(1_000_000))), rows, (all, moves, more) => {
        const places = placesOf(all)
        const expected = [...all]
        for (const [row, place] of moves) {
          if (row >= all.length) continue
          places.move(row, place, 3)
          expected[row] = { place, line: 3 }
        }
        const copy = new RowPlaces(places.parts())
        for (const { place, line } of more) copy.add(place, line)
        expect([...expected, ...more].map((_, at) => copy.at(at))).toEqual([...expected, ...more])
        expect(expected.map((_, at) => places.at(at))).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  it('cost two bytes a row where rows follow each other', () => {
    const places = placesOf(Array.from({ length: 100_000 }, (_, at) => ({ place: 90 + at * 118, line: at + 2 })))
    const { distances, firstRows, runPlaces, runLines } = places.parts()
    expect(distances.byteLength + firstRows.byteLength + runPlaces.byteLength + runLines.byteLength).toBeLessThan(202_000)
    expect(places.at(99_999)).toEqual({ place: 90 + 99_999 * 118, line: 100_001 })
  })
})
