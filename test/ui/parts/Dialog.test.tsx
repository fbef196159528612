import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { Dialog } from '../../../src/ui/parts/Dialog.tsx'

describe('a sheet', () => {
  it('has no content until it is opened, and is named by its title', () => {
    const { rerender } = render(
      <Dialog open={false} title="Export" onClose={() => {}}>
        inside
      </Dialog>,
    )
    expect(screen.queryByText('inside')).toBeNull()
    rerender(
      <Dialog open title="Export" onClose={() => {}}>
        inside
      </Dialog>,
    )
    expect(screen.getByRole('dialog', { name: 'Export' }).textContent).toContain('inside')
  })

  it('asks to be closed by its button, by a click beside it and by the browser, but not by a click inside', async () => {
    const onClose = vi.fn()
    render(
      <Dialog open title="Export" onClose={onClose}>
        inside
      </Dialog>,
    )
    await userEvent.click(screen.getByText('inside'))
    expect(onClose).not.toHaveBeenCalled()
    await userEvent.click(screen.getByRole('button', { name: 'Close' }))
    expect(onClose).toHaveBeenCalledTimes(1)
    await userEvent.click(screen.getByRole('dialog'))
    expect(onClose).toHaveBeenCalledTimes(2)
    fireEvent(screen.getByRole('dialog'), new Event('close'))
    expect(onClose).toHaveBeenCalledTimes(3)
  })
})
