import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { Session } from '../../src/store/session.ts'
import { Status } from '../../src/ui/parts/Status.tsx'
import { useAnnouncements } from '../../src/ui/use-announcements.ts'
import { madeUpLoaded } from './result/made-up-shop.ts'

/** A shop of 17 customers, of whom the window holds so many. */
function ready(ranked: number): Session {
  const customers = Array.from({ length: ranked }, (_, index) => ({ id: `c${index}` }))
  const facts = { customersOutsideWindow: 17 - ranked }
  return { phase: 'ready', loaded: madeUpLoaded({ customers, facts, summary: { customers: 17 } }) }
}

function Announcing({ session }: { readonly session: Session }) {
  useAnnouncements(session)
  return null
}

it('says how many customers are ranked, which are those of the window, and again when the window changes', () => {
  const page = (ranked: number) => (
    <Status>
      <Announcing session={ready(ranked)} />
    </Status>
  )
  const { rerender } = render(page(17))
  expect(screen.getByRole('status').textContent).toBe('17 customers ranked. 100 events read, 0 left out.')
  rerender(page(5))
  expect(screen.getByRole('status').textContent).toBe('5 customers ranked. 100 events read, 0 left out.')
  rerender(page(0))
  expect(screen.getByRole('status').textContent).toBe('0 customers ranked. 100 events read, 0 left out.')
})
