import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Boundary } from '../../../src/ui/parts/Boundary.tsx'

const mood = { broken: true }

function Moody() {
  if (mood.broken) throw new Error('the chunk is gone')
  return <p>all well</p>
}

describe('a boundary', () => {
  afterEach(() => vi.restoreAllMocks())

  it('shows what the browser says in place of a broken part, leaves the rest alone, and tries again', async () => {
    // React reports caught errors on the console as well.
    vi.spyOn(console, 'error').mockImplementation(() => {})
    render(
      <>
        <p>the rest</p>
        <Boundary what="this sheet">
          <Moody />
        </Boundary>
      </>,
    )
    expect(screen.getByText('the rest')).toBeTruthy()
    expect(screen.getByRole('alert').textContent).toContain('keeps this sheet from being shown')
    expect(screen.getByRole('alert').textContent).toContain('the chunk is gone')
    mood.broken = false
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(screen.getByText('all well')).toBeTruthy()
  })
})
