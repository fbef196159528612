import { type RefCallback, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { useSize } from '../use-size.ts'
import {
  contentHeight,
  offsetToShow,
  placeAfterScroll,
  placeAtOffset,
  type ScrollGeometry,
  type ScrollPlace,
  scrollHeight,
} from './scroll-scale.ts'

/** Rows drawn before the box has been measured. */
const UNMEASURED_ROWS = 12
const AT_REST_MS = 150

/** Which rows of a long table are in sight. Put `scroller` and `onScroll` on the box that scrolls. */
export interface RowWindow {
  readonly scroller: RefCallback<HTMLDivElement>
  readonly onScroll: () => void
  readonly rowHeight: number
  readonly headerHeight: number
  /** Inner size of the box in pixels; 0 until measured. */
  readonly width: number
  readonly height: number
  /** Height of all that scrolls, header included. */
  readonly fullHeight: number
  /** The rows to draw: from `first` up to but not including `past`. */
  readonly first: number
  readonly past: number
  /** How far the first drawn row stands above the upper edge, pixels. */
  readonly hidden: number
  /** Whole rows that fit into sight. */
  readonly rowsInSight: number
  /** Scrolls no further than needed to have a row in full view. */
  readonly reveal: (row: number) => void
}

/** Below this width columns go without their pictures, and rows may be taller, for fingers. */
export const NARROW_PX = 560

/** Whether the box that a window belongs to is narrow; not before it has been measured. */
export function isNarrow({ width }: RowWindow): boolean {
  return width > 0 && width < NARROW_PX
}

export function useRowWindow(rows: number, rowHeight: number, headerHeight: number): RowWindow {
  const [size, measure] = useSize<HTMLDivElement>()
  const element = useRef<HTMLDivElement>(null)
  const restTimer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [scrolled, setScrolled] = useState<ScrollPlace>({ scrollTop: 0, offset: 0 })
  const viewHeight = size.height === 0 ? UNMEASURED_ROWS * rowHeight : Math.max(rowHeight, size.height - headerHeight)
  const geometry: ScrollGeometry = { rows, rowHeight, viewHeight }
  const isScaled = scrollHeight(geometry) < contentHeight(geometry)
  const offset = Math.max(0, Math.min(scrolled.offset, contentHeight(geometry) - viewHeight))

  const goTo = (place: ScrollPlace): void => {
    setScrolled(place)
    if (element.current !== null) element.current.scrollTop = place.scrollTop
  }

  // The box clamps its own scroll position when there are fewer rows; in a scaled table the same position then stands for other rows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the table changes its length; while it is scrolled, onScroll keeps both in step
  useLayoutEffect(() => {
    if (element.current === null) return
    const place = placeAtOffset(offset, { rows, rowHeight, viewHeight })
    if (Math.abs(place.scrollTop - element.current.scrollTop) < 1) return
    setScrolled(place)
    element.current.scrollTop = place.scrollTop
  }, [rows, rowHeight])

  const onScroll = (): void => {
    const scrollTop = element.current?.scrollTop ?? 0
    setScrolled(before => placeAfterScroll(before, scrollTop, geometry))
    if (!isScaled) return
    clearTimeout(restTimer.current)
    restTimer.current = setTimeout(() => setScrolled(before => atRest(before, element.current, geometry)), AT_REST_MS)
  }

  const scroller = useCallback(
    (box: HTMLDivElement | null) => {
      element.current = box
      return measure(box)
    },
    [measure],
  )

  const first = Math.min(Math.floor(offset / rowHeight), Math.max(0, rows - 1))
  return {
    scroller,
    onScroll,
    rowHeight,
    headerHeight,
    width: size.width,
    height: size.height,
    fullHeight: headerHeight + scrollHeight(geometry),
    first,
    past: Math.min(rows, Math.ceil((offset + viewHeight) / rowHeight)),
    hidden: offset - first * rowHeight,
    rowsInSight: Math.max(1, Math.floor(viewHeight / rowHeight)),
    reveal: row => {
      const wanted = offsetToShow(row, offset, geometry)
      if (wanted !== offset) goTo(placeAtOffset(wanted, geometry))
    },
  }
}

/** Puts the scroll bar to where it belongs for what is shown; see scroll-scale. */
function atRest(place: ScrollPlace, box: HTMLDivElement | null, geometry: ScrollGeometry): ScrollPlace {
  const rested = placeAtOffset(place.offset, geometry)
  if (box !== null) box.scrollTop = rested.scrollTop
  return rested
}
