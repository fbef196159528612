import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { RanSql } from '../../../src/ui/warehouse/RanSql.tsx'

const RAN = [
  { sql: 'SELECT 1\n', parameters: {}, milliseconds: 250, rowsRead: 1_000, bytesRead: 2_000 },
  { sql: 'SELECT {id:String}\n', parameters: { id: "o'neill\\" }, milliseconds: 250, rowsRead: 500, bytesRead: 1_000 },
]

test('the SQL is shown word for word with its values, and what it took', () => {
  const { container } = render(<RanSql subject="the top 10" ran={RAN} />)
  expect(container.querySelector('summary')?.textContent).toMatch(/^The SQL run for the top 10 0\.5 s, 1,500 rows, 3(?:\.0)? kB read$/)
  expect(Array.from(container.querySelectorAll('pre'), text => text.textContent)).toEqual(['SELECT 1\n', 'SELECT {id:String}\n'])
  expect(container.querySelector('dl')?.textContent).toBe("ido'neill\\")
})

test('copied, its values come first in the form that ClickHouse takes, quotes and all', async () => {
  const user = userEvent.setup()
  render(<RanSql subject="one" ran={RAN} />)
  await user.click(screen.getByRole('button', { name: 'Copy the SQL run for one', hidden: true }))
  expect(await navigator.clipboard.readText()).toBe("SELECT 1\n\nSET param_id = 'o\\'neill\\\\';\nSELECT {id:String}\n")
})
