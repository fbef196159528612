import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { FindCustomer } from '../../../src/ui/result/FindCustomer.tsx'
import { madeUpDirectory } from './made-up-shop.ts'

const IDS = ['96f55c7d8f42', '2b1d77c09ae1', '96f55c7d8f50', '007']
const directory = madeUpDirectory(IDS)

function shown(rankOf = Int32Array.of(0, 1, 2, -1)) {
  const chosen: (string | undefined)[] = []
  render(
    <>
      <button type="button">elsewhere</button>
      <FindCustomer directory={directory} rankOf={rankOf} onChoose={customer => chosen.push(IDS[customer])} />
    </>,
  )
  return { chosen, user: userEvent.setup(), field: screen.getByRole('combobox', { name: 'Find a customer id' }) }
}
const options = () => screen.queryAllByRole('option').map(option => option.textContent)

describe('finding a customer on the page', () => {
  it('is reached by / from anywhere, without typing it', async () => {
    const { user, field } = shown()
    await user.click(screen.getByRole('button', { name: 'elsewhere' }))
    await user.keyboard('/')
    expect(document.activeElement).toBe(field)
    expect(field).toHaveProperty('value', '')
    await user.keyboard('a/b')
    expect(field).toHaveProperty('value', 'a/b')
  })

  it('suggests ids as they are typed, with their number, and chooses by arrows and Enter', async () => {
    const { user, field, chosen } = shown()
    await user.type(field, '96f')
    expect(options()).toEqual(['96f55c7d8f42number 1', '96f55c7d8f50number 3'])
    expect(field.getAttribute('aria-expanded')).toBe('true')
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent).toContain('96f55c7d8f50')
    await user.keyboard('{Enter}')
    expect(chosen).toEqual(['96f55c7d8f50'])
    expect(options()).toEqual([])
  })

  it('chooses a whole id by Enter alone, and a suggestion by pointing', async () => {
    const { user, field, chosen } = shown()
    await user.type(field, ' 2b1d77c09ae1 {Enter}')
    await user.clear(field)
    await user.type(field, '96')
    await user.click(screen.getByRole('option', { name: /96f55c7d8f42/ }))
    expect(chosen).toEqual(['2b1d77c09ae1', '96f55c7d8f42'])
  })

  it('says that nobody has this id and leads to the closest', async () => {
    const { user, field, chosen } = shown()
    await user.type(field, '96f55c7d8f{Enter}')
    expect(chosen).toEqual([])
    expect(screen.getByRole('status').textContent).toBe(
      'No customer ‘96f55c7d8f’. Ids are matched exactly. Closest: 96f55c7d8f42, 96f55c7d8f50, 2b1d77c09ae1.',
    )
    await user.click(screen.getByRole('button', { name: '96f55c7d8f42' }))
    expect(chosen).toEqual(['96f55c7d8f42'])
    expect(screen.queryByRole('status')).toBeNull()
  })

  it('says who has no rank in this window', async () => {
    const { user, field } = shown()
    await user.type(field, '00')
    expect(options()).toEqual(['007outside the window'])
  })

  it('closes its list by Escape first and empties the field by a second', async () => {
    const { user, field } = shown()
    await user.type(field, '96f{Escape}')
    expect(options()).toEqual([])
    expect(field).toHaveProperty('value', '96f')
    await user.keyboard('{Escape}')
    expect(field).toHaveProperty('value', '')
  })
})
