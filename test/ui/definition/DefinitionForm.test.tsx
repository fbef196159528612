import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { DEFAULT_DEFINITION, type Definition } from '../../../src/ltv/definition.ts'
import { DefinitionForm } from '../../../src/ui/definition/DefinitionForm.tsx'

type Step = readonly [change: Partial<Definition>, history: 'push' | 'replace']

/** What differs from the default. */
function changed(definition: Definition): Partial<Definition> {
  return Object.fromEntries(Object.entries(definition).filter(([key, value]) => value !== DEFAULT_DEFINITION[key as keyof Definition]))
}

function Host({ steps, start }: { readonly steps: Step[]; readonly start: Partial<Definition> }) {
  const [definition, setDefinition] = useState<Definition>({ ...DEFAULT_DEFINITION, ...start })
  return (
    <DefinitionForm
      definition={definition}
      currencies={[
        { currency: 'USD', orders: 1200 },
        { currency: 'EUR', orders: 1 },
      ]}
      currencyInForce="USD"
      dataFirst={Date.UTC(2025, 0, 6)}
      dataLast={Date.UTC(2025, 2, 28)}
      onChange={(next, history) => {
        steps.push([changed(next), history])
        setDefinition(next)
      }}
    />
  )
}

function form(start: Partial<Definition> = {}): Step[] {
  const steps: Step[] = []
  render(<Host steps={steps} start={start} />)
  return steps
}

describe('the definition form', () => {
  it('offers all five ways of counting weeks, each with an explanation', async () => {
    const steps = form()
    for (const name of [/^Weeks of the customer/, /^Active weeks/, /^Elapsed time/, /^Weeks by calendar year/, /^Weeks of the data/])
      await userEvent.click(screen.getByRole('radio', { name }))
    expect(steps.map(([change]) => change.weeksRule)).toEqual(['customer', 'active', 'elapsed', 'dataset-years', undefined])
    expect(steps.every(([, history]) => history === 'push')).toBe(true)
  })

  it('changes the first day of the week', async () => {
    const steps = form()
    await userEvent.click(screen.getByRole('radio', { name: 'Monday' }))
    expect(steps).toEqual([[{ weekStart: 'monday' }, 'push']])
  })

  it('applies typed numbers as they are typed, as one step for Back', async () => {
    const steps = form()
    const years = screen.getByRole('textbox', { name: 'Lifespan in years' })
    await userEvent.clear(years)
    await userEvent.type(years, '2.5')
    await userEvent.tab()
    expect(steps).toEqual([
      [{ lifespanYears: 2 }, 'replace'],
      [{ lifespanYears: 2.5 }, 'replace'],
      [{ lifespanYears: 2.5 }, 'push'],
    ])
  })

  it('turns the margin from percent into a share without dust', async () => {
    const steps = form()
    const margin = screen.getByRole<HTMLInputElement>('textbox', { name: 'Gross margin in %' })
    await userEvent.clear(margin)
    await userEvent.type(margin, '7')
    expect(steps.at(-1)).toEqual([{ margin: 0.07 }, 'replace'])
    expect(margin.value).toBe('7')
    await userEvent.clear(margin)
    await userEvent.type(margin, '16.15')
    // Divided by 100 it would be 0.16149999999999998.
    expect(steps.at(-1)).toEqual([{ margin: 0.1615 }, 'replace'])
  })

  it('counts the last day of the window in', () => {
    const steps = form()
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2025-02-28' } })
    expect(steps).toEqual([[{ windowEnd: Date.UTC(2025, 2, 1) }, 'push']])
    expect(screen.getByLabelText<HTMLInputElement>('To').value).toBe('2025-02-28')
  })

  it('does not apply a window that ends before it begins, and says why', () => {
    const steps = form({ windowStart: Date.UTC(2025, 1, 1) })
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2025-01-31' } })
    expect(steps).toEqual([])
    expect(screen.getByText('The last day lies before the first.')).toBeTruthy()
    fireEvent.change(screen.getByLabelText('From'), { target: { value: '2025-01-31' } })
    expect(steps).toEqual([[{ windowStart: Date.UTC(2025, 0, 31), windowEnd: Date.UTC(2025, 1, 1) }, 'push']])
  })

  it('chooses a currency, and leaves the choice to the data again', async () => {
    const steps = form()
    const currency = screen.getByRole('combobox', { name: 'Currency' })
    await userEvent.selectOptions(currency, 'EUR · 1 order')
    await userEvent.selectOptions(currency, 'That of most orders')
    expect(steps).toEqual([
      [{ currency: 'EUR' }, 'push'],
      [{}, 'push'],
    ])
  })

  it('names the definition in force, and keeps window and currency when another name is chosen', async () => {
    const steps = form({ margin: 0.6, windowStart: Date.UTC(2025, 0, 8), currency: 'EUR' })
    const named = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Named definition' })
    expect(named.selectedOptions[0]?.text).toBe('Own')
    await userEvent.selectOptions(named, 'Active weeks')
    expect(steps).toEqual([[{ weeksRule: 'active', windowStart: Date.UTC(2025, 0, 8), currency: 'EUR' }, 'push']])
    expect(named.selectedOptions[0]?.text).toBe('Active weeks')
  })
})
