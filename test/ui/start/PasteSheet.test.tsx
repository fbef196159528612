import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { PasteSheet } from '../../../src/ui/start/PasteSheet.tsx'

function sheet(canAdd: boolean, initialText = '') {
  const taken: (readonly [mode: string, bytes: number | undefined])[] = []
  render(
    <PasteSheet
      open
      initialText={initialText}
      canAdd={canAdd}
      onClose={() => {}}
      onPaste={({ files }, mode) => taken.push([mode, files[0]?.content.size])}
    />,
  )
  return taken
}

describe('the sheet to paste into', () => {
  it('reads nothing as long as there is nothing but white space', async () => {
    const taken = sheet(false, '  ')
    await userEvent.click(screen.getByRole('button', { name: 'Read it' }))
    expect(taken).toEqual([])
  })

  it('reads what was typed or pasted', async () => {
    const taken = sheet(false)
    await userEvent.type(screen.getByRole('textbox', { name: 'Events as text' }), 'type,verb')
    await userEvent.click(screen.getByRole('button', { name: 'Read it' }))
    expect(taken).toEqual([['replace', 9]])
  })

  it('asks whether to add or to replace when something is shown', async () => {
    const taken = sheet(true, 'type,verb')
    await userEvent.click(screen.getByRole('button', { name: 'Add to what is shown' }))
    await userEvent.click(screen.getByRole('button', { name: 'Replace what is shown' }))
    expect(taken).toEqual([
      ['add', 9],
      ['replace', 9],
    ])
  })
})
