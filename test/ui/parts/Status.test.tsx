import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { Status, useSay } from '../../../src/ui/parts/Status.tsx'

function Speaker() {
  const say = useSay()
  return (
    <button type="button" onClick={() => say('Copied.', true)}>
      copy
    </button>
  )
}

describe('the status region', () => {
  it('is there before anything is said, and says what it is told', async () => {
    render(
      <Status>
        <Speaker />
      </Status>,
    )
    const region = screen.getByRole('status')
    expect(region.textContent).toBe('')
    await userEvent.click(screen.getByRole('button'))
    expect(region.textContent).toBe('Copied.')
    expect(screen.getByRole('status')).toBe(region)
  })

  it('says the same words again as a new message', async () => {
    render(
      <Status>
        <Speaker />
      </Status>,
    )
    await userEvent.click(screen.getByRole('button'))
    const first = screen.getByText('Copied.')
    await userEvent.click(screen.getByRole('button'))
    expect(screen.getByText('Copied.')).not.toBe(first)
  })
})
