import { describe, expect, it } from 'vitest'
import {
  contentHeight,
  MAX_SCROLL_HEIGHT,
  offsetToShow,
  placeAfterScroll,
  placeAtOffset,
  type ScrollPlace,
  scrollHeight,
} from '../../../../src/ui/parts/grid/scroll-scale.ts'

const MILLION = { rows: 1_000_000, rowHeight: 38, viewHeight: 600 }
const HUNDRED = { rows: 100, rowHeight: 38, viewHeight: 600 }
const START: ScrollPlace = { scrollTop: 0, offset: 0 }

describe('scrolling a table', () => {
  it('is one to one while the table fits into an element', () => {
    expect(scrollHeight(HUNDRED)).toBe(3_800)
    expect(placeAfterScroll(START, 1_234, HUNDRED)).toEqual({ scrollTop: 1_234, offset: 1_234 })
  })

  it('needs an element no higher than browsers allow for a million rows', () => {
    expect(contentHeight(MILLION)).toBe(38_000_000)
    expect(scrollHeight(MILLION)).toBe(MAX_SCROLL_HEIGHT)
  })

  it('moves by what the wheel moves, however many rows there are', () => {
    const middle = placeAtOffset(19_000_000, MILLION)
    expect(placeAfterScroll(middle, middle.scrollTop + 100, MILLION).offset).toBeCloseTo(19_000_100, 6)
    expect(placeAfterScroll(middle, middle.scrollTop - 100, MILLION).offset).toBeCloseTo(18_999_900, 6)
  })

  it('shows the middle row when the bar is dragged to the middle', () => {
    const dragged = placeAfterScroll(START, (MAX_SCROLL_HEIGHT - 600) / 2, MILLION)
    expect(dragged.offset).toBeCloseTo((38_000_000 - 600) / 2, 6)
  })

  it('reaches the very first and the very last row', () => {
    expect(placeAfterScroll(START, MAX_SCROLL_HEIGHT - 600, MILLION).offset).toBe(38_000_000 - 600)
    expect(placeAfterScroll(placeAtOffset(5_000, MILLION), 0, MILLION).offset).toBe(0)
  })

  it('passes every row on the way to an end by wheel: no step is larger than what is in sight', () => {
    for (const direction of [1, -1]) {
      let place = placeAtOffset(direction === 1 ? 36_500_000 : 1_500_000, MILLION)
      let steps = 0
      while (direction === 1 ? place.offset < 38_000_000 - 600 : place.offset > 0) {
        const next = placeAfterScroll(place, place.scrollTop + direction * 100, MILLION)
        expect(Math.abs(next.offset - place.offset)).toBeLessThanOrEqual(600)
        expect(Math.sign(next.offset - place.offset)).toBe(direction)
        // After 30 turns of the wheel the finger rests, and the bar is put in its place.
        place = ++steps % 30 === 0 ? placeAtOffset(next.offset, MILLION) : next
        expect(steps).toBeLessThan(20_000)
      }
    }
  })

  it('moves no further than needed to show a row', () => {
    expect(offsetToShow(10, 0, HUNDRED)).toBe(0)
    expect(offsetToShow(20, 0, HUNDRED)).toBe(21 * 38 - 600)
    expect(offsetToShow(3, 500, HUNDRED)).toBe(3 * 38)
  })
})
