import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { appInBrowser } from './support/app-in-browser.ts'
import { dropFiles } from './support/dropping.ts'
import { lines, order, TWO_WEEKS } from './support/events.ts'
import { shoot } from './support/shots.ts'

const app = appInBrowser()

async function openDefinition(content = TWO_WEEKS) {
  const page = await app.open()
  await dropFiles(page, [{ name: 'two-weeks.ndjson', content }])
  await page.getByRole('button', { name: 'Change definition' }).first().click()
  const sheet = page.getByRole('dialog', { name: 'Definition' })
  await sheet.waitFor()
  return { page, sheet }
}

const fragment = (page: Page) => new URL(page.url()).hash

test('a changed weeks rule applies at once, shows what it does, and Back takes it back', async () => {
  const { page, sheet } = await openDefinition()
  await sheet.getByRole('row', { name: 'Their LTV $20,290.40' }).waitFor()
  await sheet.getByRole('radio', { name: /^Active weeks/ }).check()
  await sheet.getByRole('row', { name: 'Their LTV $20,290.40 $40,580.80' }).waitFor()
  await sheet.getByRole('row', { name: 'From $78.04 in 2 weeks $78.04 in 1 week' }).waitFor()
  expect(fragment(page)).toBe('#weeks=active')
  await shoot(page, 'definition')
  await page.keyboard.press('Escape')
  await page.getByText('52 × spend per active week × 10 years').first().waitFor()
  await page.goBack()
  await page.getByText('52 × spend per week × 10 years').first().waitFor()
  expect(fragment(page)).toBe('')
})

test('every weeks rule gives its figure for the same customer', async () => {
  const { sheet } = await openDefinition(lines(order('anna', '2025-01-06', '78.04 USD', 'a'), order('anna', '2025-02-04', '0 USD', 'b')))
  const ltv = async (rule: RegExp) => {
    await sheet.getByRole('radio', { name: rule }).check()
    return sheet.getByRole('row', { name: /^From/ }).getByRole('cell').last().textContent()
  }
  // 6 January to 4 February 2025 touches five weeks that start on Sunday; 29 days are 4.14 weeks; two weeks have an event.
  await expect.poll(() => ltv(/^Weeks of the customer/)).toBe('$78.04 in 5 weeks')
  await expect.poll(() => ltv(/^Active weeks/)).toBe('$78.04 in 2 weeks')
  await expect.poll(() => ltv(/^Elapsed time/)).toBe('$78.04 in 4.14 weeks')
  await expect.poll(() => ltv(/^Weeks by calendar year/)).toBe('$78.04 in 5 weeks')
  await expect.poll(() => ltv(/^Weeks of the data/)).toBe('$78.04 in 5 weeks')
})

test('lifespan and margin are typed, apply while typing, and make one step for Back', async () => {
  const { page, sheet } = await openDefinition()
  await sheet.getByRole('textbox', { name: 'Lifespan in years' }).fill('5')
  await sheet.getByRole('row', { name: 'Their LTV $20,290.40 $10,145.20' }).waitFor()
  await sheet.getByRole('textbox', { name: 'Gross margin in %' }).fill('60')
  await sheet.getByRole('row', { name: 'Their LTV $20,290.40 $6,087.12' }).waitFor()
  await sheet.getByRole('button', { name: 'Done' }).click()
  expect(fragment(page)).toBe('#years=5&margin=0.6')
  await page.goBack()
  expect(fragment(page)).toBe('#years=5')
  await page.goBack()
  expect(fragment(page)).toBe('')
})

test('a window leaves days out, and reset brings the original back', async () => {
  const { page, sheet } = await openDefinition()
  await sheet.getByLabel('To', { exact: true }).fill('2025-01-11')
  await sheet.getByRole('row', { name: 'Customers ranked 2 1' }).waitFor()
  expect(fragment(page)).toBe('#to=2025-01-11')
  await sheet.getByRole('button', { name: 'Reset to the original' }).click()
  await sheet.getByRole('row', { name: 'Customers ranked 2', exact: true }).waitFor()
  expect(fragment(page)).toBe('')
})

test('a chart is changed by another definition, and not made anew', async () => {
  const { page, sheet } = await openDefinition()
  await page.keyboard.press('Escape')
  const chart = page.getByRole('img', { name: /^Spend per week of .* most from 5 Jan 2025: / })
  await chart.evaluate(element => element.setAttribute('data-mark', 'kept'))
  await page.getByRole('button', { name: 'Change definition' }).first().click()
  await sheet.getByLabel('From', { exact: true }).fill('2025-01-12')
  await page.keyboard.press('Escape')
  const changed = page.getByRole('img', { name: /^Spend per week of .* most from 12 Jan 2025: / })
  expect(await changed.getAttribute('data-mark')).toBe('kept')
})

test('currencies are never added up: another one can be chosen and the rest is set aside', async () => {
  const { sheet } = await openDefinition(lines(TWO_WEEKS.trimEnd(), order('cleo', '2025-01-06', '99 EUR')))
  await sheet.getByRole('combobox', { name: 'Currency' }).selectOption({ label: 'EUR · 1 order' })
  await sheet.getByRole('row', { name: 'Best customer anna cleo' }).waitFor()
  await sheet.getByRole('row', { name: /Their LTV \$20,290\.40 €25,740\.00/ }).waitFor()
})

test('a named definition is one choice', async () => {
  const { page, sheet } = await openDefinition()
  await sheet.getByRole('combobox', { name: 'Named definition' }).selectOption('Elapsed time')
  await expect.poll(() => fragment(page)).toBe('#weeks=elapsed')
  expect(await sheet.getByRole('radio', { name: /^Elapsed time/ }).isChecked()).toBe(true)
})
