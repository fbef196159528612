import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { SampleShop } from '../../../src/ui/start/SampleShop.tsx'
import type { SampleRecipe } from '../../../src/worker/protocol.ts'

function shop() {
  const opened: SampleRecipe[] = []
  const saved: SampleRecipe[] = []
  render(
    <SampleShop
      initialRecipe={{ seed: 7, customers: 100, events: 2000 }}
      onOpen={recipe => opened.push(recipe)}
      onSave={recipe => saved.push(recipe)}
      drawSeed={() => 4711}
    />,
  )
  return { opened, saved }
}

describe('the sample shop', () => {
  it('opens the recipe that stands in its fields', async () => {
    const { opened } = shop()
    const customers = screen.getByRole('textbox', { name: 'Customers' })
    await userEvent.clear(customers)
    await userEvent.type(customers, '50,000')
    await userEvent.click(screen.getByRole('button', { name: 'Try with a sample shop' }))
    expect(opened).toEqual([{ seed: 7, customers: 50_000, events: 2000 }])
  })

  it('shows a new seed in its field and saves the file of that recipe', async () => {
    const { saved } = shop()
    await userEvent.click(screen.getByRole('button', { name: 'New seed' }))
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Seed' }).value).toBe('4711')
    await userEvent.click(screen.getByRole('button', { name: 'Download this file' }))
    expect(saved).toEqual([{ seed: 4711, customers: 100, events: 2000 }])
  })

  it('keeps to numbers that can be generated', async () => {
    const { opened } = shop()
    const events = screen.getByRole('textbox', { name: 'Events' })
    await userEvent.clear(events)
    await userEvent.type(events, '5000001')
    expect(screen.getByText('“5000001” is not a whole number from 1 to 5,000,000.')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Try with a sample shop' }))
    expect(opened[0]?.events).toBeLessThanOrEqual(5_000_000)
  })
})
