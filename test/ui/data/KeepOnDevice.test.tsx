import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { KeepOnDevice } from '../../../src/ui/data/KeepOnDevice.tsx'

const show = (shownBytes: number | null) =>
  render(
    <KeepOnDevice
      kept={{ phase: 'nothing' }}
      failure={null}
      shownBytes={shownBytes}
      isShown={false}
      onKeep={() => {}}
      onForget={() => {}}
    />,
  )

it('offers to keep files, and says how large they are', () => {
  show(1_234_567)
  screen.getByText(/A copy of the files can be kept in this browser/)
  screen.getByRole('button', { name: 'Keep on this device (1.2 MB)' })
})

it('does not say that files can be kept where there are none, as behind a sample', () => {
  show(null)
  screen.getByText('Nothing is kept. There is no file behind what is shown that could be.')
  expect(screen.queryByRole('button')).toBeNull()
})
