/**
 * For `ref`: the element that has the focus when its sheet opens, instead of the sheet's first button. A sheet looks for the attribute;
 * React's autoFocus would focus at once, when the sheet is not open yet.
 */
export function focusFirst(element: HTMLElement | null): void {
  element?.setAttribute('autofocus', '')
}
