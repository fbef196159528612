import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { Tabs } from '../../../src/ui/parts/Tabs.tsx'

const TABS = [
  { value: 'top', label: 'Top customers' },
  { value: 'concentration', label: 'Concentration' },
  { value: 'cohorts', label: 'Cohorts' },
]
function Held() {
  const [value, setValue] = useState('top')
  return (
    <Tabs label="Views" tabs={TABS} value={value} onChange={setValue}>
      shows {value}
    </Tabs>
  )
}
const chosen = () => screen.getAllByRole('tab', { selected: true }).map(tab => tab.textContent)

it('tabs move by arrows, Home and End around the ends, and take the focus along', async () => {
  const user = userEvent.setup()
  render(<Held />)
  await user.tab()
  for (const [key, label] of [
    ['{ArrowRight}', 'Concentration'],
    ['{End}', 'Cohorts'],
    ['{ArrowRight}', 'Top customers'],
    ['{ArrowLeft}', 'Cohorts'],
    ['{Home}', 'Top customers'],
  ] as const) {
    await user.keyboard(key)
    expect(chosen()).toEqual([label])
    expect(document.activeElement?.textContent).toBe(label)
  }
})

it('tabs are one stop of the Tab key, and their panel is named by the chosen one', async () => {
  const user = userEvent.setup()
  render(<Held />)
  await user.click(screen.getByRole('tab', { name: 'Concentration' }))
  expect(screen.getAllByRole('tab').map(tab => tab.tabIndex)).toEqual([-1, 0, -1])
  expect(screen.getByRole('tabpanel', { name: 'Concentration' }).textContent).toBe('shows concentration')
})
