import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { NumberField } from '../../../src/ui/parts/NumberField.tsx'

function Host({ told, decimals = 0 }: { readonly told: (number | string)[]; readonly decimals?: number }) {
  const [value, setValue] = useState(10)
  const onChange = (next: number): void => {
    told.push(next)
    setValue(next)
  }
  return (
    <>
      <NumberField
        label="Years"
        value={value}
        least={1}
        most={2000}
        decimals={decimals}
        onChange={onChange}
        onLeave={() => told.push('left')}
      />
      <button type="button" onClick={() => setValue(77)}>
        elsewhere
      </button>
    </>
  )
}

async function typed(text: string, decimals = 0) {
  const told: (number | string)[] = []
  render(<Host told={told} decimals={decimals} />)
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Years' })
  await userEvent.clear(field)
  await userEvent.type(field, text)
  return { told, field }
}

describe('a number field', () => {
  it('tells every number within its limits as it is typed, and that it was left', async () => {
    const { told, field } = await typed('25')
    await userEvent.tab()
    expect(told).toEqual([2, 25, 'left'])
    expect(field.value).toBe('25')
  })

  it('understands grouping commas and writes the plain number when left', async () => {
    const { told, field } = await typed('1,204')
    expect(field.value).toBe('1,204')
    await userEvent.tab()
    expect(field.value).toBe('1204')
    expect(told.at(-2)).toBe(1204)
  })

  it.each([
    ['2001', '“2001” is not a whole number from 1 to 2,000.'],
    ['-3', '“-3” is not a whole number from 1 to 2,000.'],
    ['1e3', '“1e3” is not a whole number from 1 to 2,000.'],
    ['1.5', '“1.5” is not a whole number from 1 to 2,000.'],
  ])('keeps %s with a message that says what is expected', async (text, message) => {
    const { field } = await typed(text)
    expect(field.value).toBe(text)
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText(message).id).toBe(field.getAttribute('aria-describedby'))
  })

  it('says that nothing is entered, and names limits with all their decimals', async () => {
    render(<NumberField label="Years" value={10} least={0.0001} most={100} decimals={4} onChange={() => {}} />)
    const field = screen.getByRole('textbox')
    await userEvent.clear(field)
    expect(screen.getByText('Nothing is entered; expected is a number with up to 4 decimals from 0.0001 to 100.')).toBeTruthy()
    await userEvent.type(field, '0')
    expect(screen.getByText('“0” is not a number with up to 4 decimals from 0.0001 to 100.')).toBeTruthy()
  })

  it('takes so many decimals and no more', async () => {
    const { told } = await typed('1.25', 2)
    expect(told.at(-1)).toBe(1.25)
    await userEvent.type(screen.getByRole('textbox'), '5')
    expect(told.at(-1)).toBe(1.25)
    expect(screen.getByText(/up to 2 decimals/)).toBeTruthy()
  })

  it('gives up a half-written text when the value is set elsewhere', async () => {
    const { field } = await typed('x')
    await userEvent.click(screen.getByRole('button'))
    expect(field.value).toBe('77')
  })
})
