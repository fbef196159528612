import { html, type Markup } from './markup.ts'
import type { FigureTable, RankCell, RankColumn, RankRow, RankTable } from './report.ts'

/** The anchor of a receipt, counted from 1. */
export function receiptAnchor(receipt: number): string {
  return `receipt-${receipt}`
}

/** The ranking, in pieces of a few tens of kilobytes. */
export function* rankTable({ title, columns, rows }: RankTable): Generator<Markup, void, undefined> {
  // A place that scrolls must be reachable by keyboard to be scrolled.
  yield html`<div class="scroll" role="region" aria-label="${title}" tabindex="0"><table data-sortable><thead><tr>${columns.map(heading)}</tr></thead><tbody>`
  for (let start = 0; start < rows.length; start += ROWS_PER_PIECE)
    yield html`${rows.slice(start, start + ROWS_PER_PIECE).map(row => rankRow(row, columns))}`
  yield html`</tbody></table></div>`
}
const ROWS_PER_PIECE = 100

function heading({ heading: text, kind, first, sorted }: RankColumn): Markup {
  const order = sorted === null ? null : html` aria-sort="${sorted}"`
  return html`<th scope="col" class="${kind}" data-kind="${kind}" data-first="${first}"${order}>${text}</th>`
}

function rankRow({ cells, receipt }: RankRow, columns: readonly RankColumn[]): Markup {
  return html`<tr>${cells.map((cell, index) => rankCell(cell, columns[index]?.kind ?? 'text', index === CUSTOMER ? receipt : null))}</tr>
`
}
/** The column whose cells lead to receipts. */
const CUSTOMER = 1

function rankCell({ text, sort, tag }: RankCell, kind: RankColumn['kind'], receipt: number | null): Markup {
  // Ids may run from right to left; what stands around them does not.
  const name = kind === 'text' ? html`<bdi>${text}</bdi>` : html`${text}`
  const linked = receipt === null ? name : html`<a href="#${receiptAnchor(receipt)}">${name}</a>`
  const caution = tag === null ? null : html` <span class="tag">${tag}</span>`
  return html`<td class="${kind}"${sort === null ? null : html` data-sort="${sort}"`}>${linked}${caution}</td>`
}

/** A table of figures in a box of its own that scrolls where it is too wide. `kind` is that of all columns but the first. */
export function figureTable({ caption, headings, rows }: FigureTable, kind: RankColumn['kind']): Markup {
  const heads = headings.map((text, index) => html`<th scope="col" class="${index === 0 ? 'text' : kind}">${text}</th>`)
  const body = rows.map(
    ([name = '', ...cells]) =>
      html`<tr><th scope="row">${name}</th>${cells.map(cell => html`<td class="${kind}"><bdi>${cell}</bdi></td>`)}</tr>
`,
  )
  return html`<div class="${kind === 'number' ? 'scroll figures' : 'scroll'}" role="region" aria-label="${caption}" tabindex="0"><table><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table></div>`
}
