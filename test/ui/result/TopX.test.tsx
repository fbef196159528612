import { fireEvent, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { TopX } from '../../../src/ui/result/TopX.tsx'

function Held({ start, customers, told }: { readonly start: number; readonly customers: number; readonly told: string[] }) {
  const [x, setX] = useState(start)
  return (
    <TopX
      x={x}
      customers={customers}
      onChange={(next, history) => {
        told.push(`${history} ${next}`)
        setX(next)
      }}
    />
  )
}

function shown(start = 10, customers = 18_442) {
  const told: string[] = []
  render(<Held start={start} customers={customers} told={told} />)
  return {
    told,
    user: userEvent.setup(),
    slider: screen.getByRole('slider', { name: 'Show top' }),
    number: screen.getByRole('textbox', { name: 'How many of 18,442 customers to show' }),
  }
}

describe('choosing how many customers to show', () => {
  it('makes one step of Back out of one drag', () => {
    const { told, slider } = shown()
    fireEvent.change(slider, { target: { value: '500' } })
    fireEvent.change(slider, { target: { value: '1000' } })
    fireEvent.pointerUp(slider)
    fireEvent.pointerUp(slider)
    expect(told).toEqual(['replace 140', 'replace 18442', 'push 18442'])
  })

  it('moves by one with the arrows where the slider itself would stand still', async () => {
    const { told, user, slider } = shown(2)
    slider.focus()
    await user.keyboard('{ArrowRight}{ArrowLeft}{PageUp}')
    expect(told).toEqual(['replace 3', 'push 3', 'replace 2', 'push 2', 'replace 12', 'push 12'])
    expect(slider.getAttribute('aria-valuetext')).toBe('12 of 18,442')
  })

  it('takes a typed number, with or without commas, no more than there are', async () => {
    const { told, user, number } = shown()
    await user.clear(number)
    await user.type(number, '1,250{Enter}')
    expect(told.at(-1)).toBe('push 1250')
    await user.clear(number)
    await user.type(number, '999999{Enter}')
    expect(told.at(-1)).toBe('push 18442')
    expect(number).toHaveProperty('value', '18,442')
  })

  it('keeps x while what is typed is no number', async () => {
    const { told, user, number } = shown()
    await user.clear(number)
    await user.type(number, '0')
    await user.type(number, 'x{Enter}')
    expect(screen.getByRole('alert').textContent).toBe('“0x” is not a whole number from 1 to 18,442. Still the top 10.')
    expect(number.getAttribute('aria-invalid')).toBe('true')
    await user.tab()
    expect(screen.queryByRole('alert')).toBeNull()
    expect(told).toEqual([])
    expect(number).toHaveProperty('value', '10')
  })

  it('shows all at once', async () => {
    const { told, user } = shown()
    await user.click(screen.getByRole('button', { name: 'All' }))
    expect(told).toEqual(['push 18442'])
    expect(screen.getByRole('button', { name: 'All' })).toHaveProperty('disabled', true)
  })
})
