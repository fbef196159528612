import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { ConnectScreen, type Wish } from '../../../src/ui/warehouse/ConnectScreen.tsx'

function show(changed: Partial<Parameters<typeof ConnectScreen>[0]> = {}) {
  const wishes: Wish[] = []
  const said: string[] = []
  render(
    <ConnectScreen
      bound={null}
      isConnecting={false}
      problem={null}
      isSafePage={true}
      onConnect={wish => wishes.push(wish)}
      onCancel={() => said.push('cancel')}
      onReload={() => said.push('reload')}
      onSetUp={() => said.push('set-up')}
      onReach={() => said.push('reach')}
      {...changed}
    />,
  )
  return { wishes, said }
}

test('what was typed is handed over as it is: spaces belong to a password, and to nothing else', async () => {
  const { wishes } = show()
  await userEvent.type(screen.getByLabelText('Server'), ' https://warehouse.example:8443 ')
  await userEvent.type(screen.getByLabelText('User'), ' ada ')
  await userEvent.type(screen.getByLabelText('Password'), ' se cret ')
  await userEvent.type(screen.getByLabelText('Table or view of events'), 'events{Enter}')
  expect(wishes).toEqual([
    {
      origin: 'https://warehouse.example:8443',
      settings: { url: 'https://warehouse.example:8443', user: 'ada', password: ' se cret ' },
      database: '',
      table: 'events',
    },
  ])
})

test('password managers are told what is what, and the browser is asked to remember nothing else', () => {
  show()
  const complete = (label: string) => screen.getByLabelText(label).getAttribute('autocomplete')
  expect(['Server', 'User', 'Password', 'Database', 'Table or view of events'].map(complete)).toEqual([
    'off',
    'username',
    'current-password',
    'off',
    'off',
  ])
  expect(screen.getByLabelText('Password').getAttribute('type')).toBe('password')
})

test('a page that is tied to one server says so when another is typed, and offers the way out', async () => {
  const { wishes, said } = show({ bound: 'https://one.example' })
  await userEvent.type(screen.getByLabelText('Server'), 'https://two.example{Enter}')
  expect(screen.getByText('This page has been tied to https://one.example and can reach nobody else.')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Load the page anew' }))
  expect({ wishes, said }).toEqual({ wishes: [], said: ['reload'] })
})

test('while it connects there is a way to stop, and no second way to start', async () => {
  const { wishes, said } = show({ isConnecting: true })
  await userEvent.type(screen.getByLabelText('Server'), 'https://one.example{Enter}')
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  expect({ wishes, said }).toEqual({ wishes: [], said: ['cancel'] })
})

test('a problem is told with the way out and the words of the server', () => {
  show({ problem: { code: 'wrong-password', found: 'The password is wrong.', wayOut: 'Type it again.', serverSays: 'Code: 516.' } })
  const alert = screen.getByRole('alert')
  for (const words of ['The password is wrong.', 'Type it again.', 'Code: 516.']) expect(alert.textContent).toContain(words)
})
