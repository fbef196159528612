import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION, type Definition } from '../../../src/ltv/definition.ts'
import { DIALECT_IDS, DIALECTS, ltvSql } from '../../../src/sql/index.ts'
import { SqlSheet } from '../../../src/ui/sql/SqlSheet.tsx'

const ACTIVE: Definition = { ...DEFAULT_DEFINITION, weeksRule: 'active', currency: 'EUR' }

const show = (open = true) => render(<SqlSheet open={open} definition={ACTIVE} x={25} onClose={() => {}} />)

const textOf = (title: string): string | null | undefined => screen.getByRole('region', { name: title }).querySelector('pre')?.textContent

describe('the sheet of SQL', () => {
  it('shows the four texts of the definition in force in the dialect that is chosen', async () => {
    show()
    for (const id of DIALECT_IDS) {
      await userEvent.selectOptions(screen.getByRole('combobox', { name: 'For' }), DIALECTS[id].name)
      const { query, model, staging, rollup } = ltvSql(ACTIVE, 25, id)
      expect(textOf('Query: the top 25')).toBe(query)
      expect(textOf('Tables')).toBe(model)
      expect(textOf('Load: from events as they came to the tables')).toBe(staging)
      expect(textOf('Query: weeks of each customer')).toBe(rollup)
    }
  })

  it('says which dialects the tests run and which nobody ran', () => {
    show()
    const names = (group: string) =>
      within(screen.getByRole('group', { name: group }))
        .getAllByRole('option')
        .map(option => option.textContent)
    expect(names('Run by our tests')).toEqual(['DuckDB', 'PostgreSQL', 'SQLite', 'ClickHouse'])
    expect(names('Written from the documentation')).toEqual(['BigQuery', 'Snowflake', 'Spark', 'Trino'])
  })

  it('says that nothing was copied when the browser refuses', async () => {
    const user = userEvent.setup()
    show()
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: () => Promise.reject(new Error('refused')) } })
    await user.click(screen.getByRole('button', { name: 'Copy Tables' }))
    expect((await screen.findByRole('status')).textContent).toBe('The browser refused to copy. Select the text, or save it.')
  })

  it('writes nothing while it is closed', () => {
    show(false)
    expect(document.querySelector('pre')).toBeNull()
  })
})
