import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { DEFAULT_STORE_DEFINITION, type StoreDefinition } from '../../../src/stores/definition.ts'
import { StoreSwitches } from '../../../src/ui/stores/StoreSwitches.tsx'

const switches = (definition: StoreDefinition) => (
  <StoreSwitches definition={definition} names={['statuses']} onDefinition={() => undefined} />
)
const isChecked = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name }).checked

it('a switch stands where it was put before its answers are there, and where the definition says once they are', () => {
  const { rerender } = render(switches(DEFAULT_STORE_DEFINITION))
  fireEvent.click(screen.getByRole('radio', { name: 'All statuses' }))
  expect([isChecked('Accepted'), isChecked('All statuses')]).toEqual([false, true])
  rerender(switches({ ...DEFAULT_STORE_DEFINITION, statuses: 'all' }))
  expect(isChecked('All statuses')).toBe(true)
  rerender(switches({ ...DEFAULT_STORE_DEFINITION, statuses: 'accepted' }))
  expect(isChecked('Accepted')).toBe(true)
})
