import type { KeyboardEvent } from 'react'

/** The row of a grid that a key moves to from the active one, or null for keys that do not move. `page` is how many rows are in sight. */
export function nextActiveRow(event: KeyboardEvent, active: number, page: number, count: number): number | null {
  const wanted = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: count - 1,
  }[event.key]
  return wanted === undefined ? null : Math.max(0, Math.min(count - 1, wanted))
}

/** The heading is row 1 of a grid. */
export const FIRST_ROW_INDEX = 2

/**
 * The row, counted from 0, in which something was clicked, or null. Rows are told apart by their number, so that they need no handler each and stay as they are
 * while the table scrolls.
 */
export function clickedRow(target: EventTarget, count: number): number | null {
  const clicked = target instanceof Element ? target.closest('tr') : null
  const row = Number(clicked?.getAttribute('aria-rowindex') ?? Number.NaN) - FIRST_ROW_INDEX
  return row >= 0 && row < count ? row : null
}
