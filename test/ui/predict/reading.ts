import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'

/** The words of a table, row by row. */
export function tableRows(): (string | null)[][] {
  return screen.getAllByRole('row').map(row => [...row.children].map(cell => cell.textContent))
}

export async function showTable(): Promise<void> {
  await userEvent.setup().click(screen.getByRole('button', { name: 'Show as table' }))
}

/** What a chart draws with a mark, like “observed-bar”; its key is no part of the drawing. */
export function drawn(mark: string): Element[] {
  return [...document.querySelectorAll(`svg[role="img"] .${mark}`)]
}

/** The numbers of an attribute of each, to the pixel. */
export function pixels(elements: readonly Element[], attribute: string): number[] {
  return elements.map(element => Math.round(Number(element.getAttribute(attribute))))
}

export function words(): (string | null)[] {
  return [...document.querySelectorAll('svg[role="img"] text')].map(text => text.textContent)
}
