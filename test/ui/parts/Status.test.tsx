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

function Whisperer() {
  const say = useSay()
  return (
    <button type="button" onClick={() => say('Reading may.json.')}>
      read
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

  it('keeps on the screen what is shown when something is said behind it for ears alone', async () => {
    render(
      <Status>
        <Speaker />
        <Whisperer />
      </Status>,
    )
    await userEvent.click(screen.getByRole('button', { name: 'copy' }))
    await userEvent.click(screen.getByRole('button', { name: 'read' }))
    expect(screen.getByText('Copied.').className).toBe('')
    expect(screen.getByText('Reading may.json.').className).toBe('visually-hidden')
    await userEvent.click(screen.getByRole('button', { name: 'copy' }))
    expect(screen.getByRole('status').textContent).toBe('Copied.')
  })
})
