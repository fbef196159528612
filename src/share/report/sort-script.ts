/**
 * The report's only script: makes the headings of the ranking into buttons that sort it. Without it the table stands best first.
 * Plain text, because the file's own policy allows exactly these bytes (see policy.ts).
 */
export const SORT_SCRIPT = `'use strict'
for (const table of document.querySelectorAll('table[data-sortable]')) {
  const body = table.tBodies[0]
  const rows = [...body.rows]
  const headings = [...table.tHead.rows[0].cells]
  headings.forEach((heading, column) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.append(...heading.childNodes)
    heading.append(button)
    const values = new Map(rows.map((row, index) => {
      const text = row.cells[column].dataset.sort
      return [row, { index, value: text === undefined || heading.dataset.kind === 'text' ? text : Number(text) }]
    }))
    button.addEventListener('click', () => {
      const sorted = heading.getAttribute('aria-sort')
      const direction = sorted === null ? heading.dataset.first : sorted === 'ascending' ? 'descending' : 'ascending'
      const sign = direction === 'ascending' ? 1 : -1
      for (const other of headings) other.removeAttribute('aria-sort')
      heading.setAttribute('aria-sort', direction)
      const compare = (a, b) => {
        if (a.value === undefined || b.value === undefined) return (a.value === undefined) - (b.value === undefined)
        return a.value < b.value ? -sign : a.value > b.value ? sign : 0
      }
      const ordered = [...rows].sort((a, b) => compare(values.get(a), values.get(b)) || values.get(a).index - values.get(b).index)
      body.append(...ordered)
    })
  })
}
`
