import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../src/base/problems.ts'
import { FailedScreen } from '../../../src/ui/failed/FailedScreen.tsx'

const PROBLEM: Problem = {
  code: 'not-events',
  file: 'stores.csv',
  message: 'It has the columns id, name and city; type, verb, key and event_time are missing.',
  wayOut: 'Choose a file of events.',
}

function show(problems: readonly Problem[]): string[] {
  const did: string[] = []
  render(
    <FailedScreen
      session={{ phase: 'failed', problems, rejected: null, previous: null }}
      onGathered={() => {}}
      onPaste={() => {}}
      onBack={() => did.push('back')}
      onRejects={() => did.push('rejects')}
    />,
  )
  return did
}

describe('the screen after a failure', () => {
  it('says what was found, in which file, and the way out', async () => {
    const did = show([PROBLEM])
    for (const text of [PROBLEM.file, PROBLEM.message, PROBLEM.wayOut]) expect(screen.getByText(text ?? '')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Back to the start' }))
    expect(did).toEqual(['back'])
    expect(screen.queryByRole('button', { name: 'See which and why' })).toBeNull()
  })

  it('keeps the ways out in sight below many problems, all of which can be seen', async () => {
    show(Array.from({ length: 199 }, (_, index) => ({ ...PROBLEM, file: `stores-${index + 1}.csv` })))
    expect(screen.getByRole('heading', { name: 'None of the 199 files could be read as events.' })).toBeTruthy()
    expect(screen.getAllByRole('listitem').length).toBe(8)
    await userEvent.click(screen.getByRole('button', { name: 'Show all 199' }))
    expect(screen.getAllByRole('listitem').length).toBe(199)
    expect(screen.queryByRole('button', { name: 'Show all 199' })).toBeNull()
  })
})
