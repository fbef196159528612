import type { Page } from 'playwright-core'

/** Main-thread time from an input to a page that is rendered and laid out again, milliseconds; work of other threads is not in it. */
function costs(page: Page, script: string): Promise<readonly number[]> {
  return page.evaluate(`(async () => {
    const rendered = async act => {
      // A frame of its own for each, so that what follows an input at leisure does not count into the next one.
      await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
      const start = performance.now()
      act()
      // React renders an input's effect before the browser's next task.
      await Promise.resolve()
      document.body.getBoundingClientRect()
      return performance.now() - start
    }
    const times = []
    ${script}
    return times
  })()`)
}

/** Every step of the slider from all customers down to one, and back to all at once. */
export function costsOfX(page: Page): Promise<readonly number[]> {
  return costs(
    page,
    `const slider = document.querySelector('input[type=range]')
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
    for (let position = 1000; position >= 0; position -= 20)
      times.push(await rendered(() => {
        set.call(slider, String(position))
        slider.dispatchEvent(new Event('input', { bubbles: true }))
      }))
    times.push(await rendered(() => {
      set.call(slider, '1000')
      slider.dispatchEvent(new Event('input', { bubbles: true }))
    }))
    slider.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }))`,
  )
}

/** To the end of the table and back by keys. */
export function costsOfKeys(page: Page): Promise<readonly number[]> {
  return costs(
    page,
    `const grid = document.querySelector('[role=grid]')
    for (let turn = 0; turn < 20; turn++)
      for (const key of ['End', 'PageUp', 'ArrowUp', 'Home'])
        times.push(await rendered(() => grid.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))))`,
  )
}

/** Every heading of the table, six times. */
export function costsOfSorting(page: Page): Promise<readonly number[]> {
  return costs(
    page,
    `for (let turn = 0; turn < 6; turn++)
      for (const heading of document.querySelectorAll('[role=grid] thead button'))
        times.push(await rendered(() => heading.click()))`,
  )
}

/** The ids typed into the field that finds customers, letter by letter. */
export function costsOfFinding(page: Page, ids: readonly string[]): Promise<readonly number[]> {
  return costs(
    page,
    `const field = document.querySelector('input[role=combobox]')
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
    field.focus()
    for (const id of ${JSON.stringify(ids)})
      for (let length = 1; length <= id.length; length++)
        times.push(await rendered(() => {
          set.call(field, id.slice(0, length))
          field.dispatchEvent(new Event('input', { bubbles: true }))
        }))
    field.blur()`,
  )
}

/** The rows in sight clicked one after the other, twice; what comes from the thread that holds the data is drawn in between. */
export function costsOfInspecting(page: Page): Promise<readonly number[]> {
  return costs(
    page,
    `for (let turn = 0; turn < 2; turn++)
      for (const row of [...document.querySelectorAll('[role=grid] tbody tr')].slice(0, 8)) {
        times.push(await rendered(() => row.querySelector('td').click()))
        await new Promise(resolve => setTimeout(resolve, 150))
      }`,
  )
}

/** Clicks a heading and waits for the rows of the new order. Milliseconds from click to rows. */
export function sortBy(page: Page, heading: string): Promise<number> {
  return page.evaluate(async text => {
    const button = [...document.querySelectorAll<HTMLButtonElement>('[role=grid] thead button')].find(one =>
      one.textContent?.startsWith(text),
    )
    const box = document.querySelector('[role=grid]')?.closest('[aria-busy]')
    if (button === undefined || box === null || box === undefined) throw new Error(`no heading ${text}`)
    const start = performance.now()
    button.click()
    await Promise.resolve()
    while (box.getAttribute('aria-busy') === 'true') await new Promise(resolve => requestAnimationFrame(resolve))
    return performance.now() - start
  }, heading)
}
