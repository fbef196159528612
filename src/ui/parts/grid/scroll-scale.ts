/*
 * Browsers cap the height of an element (about 17 million pixels in Firefox, 33 million device pixels in Chromium), a million rows are 38 million.
 * So the scrolled element is at most MAX_SCROLL_HEIGHT high, and what is shown is worked out from how the scroll position moves: small moves
 * (wheel, touch) count one to one, so that reading on feels as ever; large ones (dragging the bar, End) count in proportion to the whole.
 * One to one lets the bar run ahead of what is shown; when scrolling has come to rest, the bar is put back to where it belongs (`placeAtOffset`).
 */

/** Low enough for four device pixels per pixel in every browser. */
export const MAX_SCROLL_HEIGHT = 8_000_000

/** This close to an end (pixels of scrollTop), moves are stretched so that both ends are reached together. */
const END_ZONE = 200_000

export interface ScrollGeometry {
  readonly rows: number
  readonly rowHeight: number
  /** Height of the window through which rows are seen, without the header. */
  readonly viewHeight: number
}

export interface ScrollPlace {
  /** The element's scrollTop, pixels. */
  readonly scrollTop: number
  /** Distance of the first seen pixel from the top of the first row, pixels, were the rows laid out in full. */
  readonly offset: number
}

export function contentHeight(geometry: ScrollGeometry): number {
  return geometry.rows * geometry.rowHeight
}

/** Height of the element that is really scrolled, so much at most. */
export function scrollHeight(geometry: ScrollGeometry): number {
  return Math.min(contentHeight(geometry), MAX_SCROLL_HEIGHT)
}

function lastOffset(geometry: ScrollGeometry): number {
  return Math.max(0, contentHeight(geometry) - geometry.viewHeight)
}

function lastScrollTop(geometry: ScrollGeometry): number {
  return Math.max(0, scrollHeight(geometry) - geometry.viewHeight)
}

/** The scroll position that stands for an offset when both are in proportion. */
export function placeAtOffset(offset: number, geometry: ScrollGeometry): ScrollPlace {
  const end = lastOffset(geometry)
  const clamped = Math.min(end, Math.max(0, offset))
  return { offset: clamped, scrollTop: end === 0 ? 0 : (clamped / end) * lastScrollTop(geometry) }
}

/** What is shown after the element has scrolled from `from` to `scrollTop`. */
export function placeAfterScroll(from: ScrollPlace, scrollTop: number, geometry: ScrollGeometry): ScrollPlace {
  const end = lastOffset(geometry)
  const scrollEnd = lastScrollTop(geometry)
  const clamped = Math.min(scrollEnd, Math.max(0, scrollTop))
  if (end === scrollEnd) return { scrollTop: clamped, offset: clamped }
  if (clamped === 0) return { scrollTop: 0, offset: 0 }
  if (clamped >= scrollEnd - 0.5) return { scrollTop: clamped, offset: end }
  const moved = clamped - from.scrollTop
  if (Math.abs(moved) > 2 * geometry.viewHeight) return { scrollTop: clamped, offset: (clamped / scrollEnd) * end }
  const scrollLeft = moved > 0 ? scrollEnd - from.scrollTop : from.scrollTop
  const offsetLeft = moved > 0 ? end - from.offset : from.offset
  const stretch = scrollLeft < END_ZONE && scrollLeft > 0 ? offsetLeft / scrollLeft : 1
  return { scrollTop: clamped, offset: Math.min(end, Math.max(0, from.offset + moved * stretch)) }
}

/** The least move that brings a row into full view. */
export function offsetToShow(row: number, offset: number, geometry: ScrollGeometry): number {
  const top = row * geometry.rowHeight
  const bottom = top + geometry.rowHeight
  if (top < offset) return top
  if (bottom > offset + geometry.viewHeight) return bottom - geometry.viewHeight
  return offset
}
