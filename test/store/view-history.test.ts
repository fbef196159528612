// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { storedPreferences } from '../../src/store/preferences.ts'
import { browserHistory } from '../../src/store/view-history.ts'

describe('the address of the page', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  function page(address = '/deep/er/index.html?v=1#x=5') {
    window.history.replaceState(null, '', address)
    return { history: browserHistory(window), entriesBefore: window.history.length }
  }
  const address = () => window.location.pathname + window.location.search + window.location.hash

  it('is read without its #', () => {
    expect(page().history.read()).toBe('x=5')
    expect(page('/').history.read()).toBe('')
  })

  it('keeps path and query when the fragment changes, and has no # without one', () => {
    const { history, entriesBefore } = page()
    history.push('x=6')
    expect(address()).toBe('/deep/er/index.html?v=1#x=6')
    expect(window.history.length).toBe(entriesBefore + 1)
    history.push('')
    expect(window.location.href).toMatch(/\/deep\/er\/index\.html\?v=1$/)
  })

  it('is written a moment after the last of many replacements, in the same entry', () => {
    const { history, entriesBefore } = page()
    for (let x = 6; x < 70; x++) {
      history.replace(`x=${x}`)
      vi.advanceTimersByTime(16)
    }
    expect(window.location.hash).toBe('#x=5')
    expect(history.read()).toBe('x=69')
    vi.advanceTimersByTime(300)
    expect(window.location.hash).toBe('#x=69')
    expect(window.history.length).toBe(entriesBefore)
  })

  it('is brought up to date before a new entry is made, so that Back finds what stood there', () => {
    const { history } = page()
    const replace = vi.spyOn(window.history, 'replaceState')
    history.replace('x=9')
    history.push('x=10')
    expect(replace.mock.calls.map(([, , to]) => to)).toEqual(['/deep/er/index.html?v=1#x=9'])
    vi.advanceTimersByTime(1000)
    expect(window.location.hash).toBe('#x=10')
  })

  it('follows later when the browser refuses to change it so often', () => {
    const { history } = page()
    const push = vi.spyOn(window.history, 'pushState').mockImplementationOnce(() => {
      throw new Error('Attempt to use history.pushState() more than 100 times per 30 seconds')
    })
    history.push('x=6')
    expect(push).toHaveBeenCalled()
    expect(window.location.hash).toBe('#x=5')
    vi.advanceTimersByTime(300)
    expect(window.location.hash).toBe('#x=6')
  })

  it('tells when it changes by other means, and a waiting replacement does not undo that', () => {
    const { history } = page()
    const read: string[] = []
    history.onChange(() => read.push(history.read()))
    history.replace('x=6')
    window.history.replaceState(null, '', '#x=7')
    window.dispatchEvent(new window.PopStateEvent('popstate'))
    vi.advanceTimersByTime(1000)
    expect(read).toEqual(['x=7'])
    expect(window.location.hash).toBe('#x=7')
  })
})

describe('what is remembered from visit to visit', () => {
  it('is the theme', () => {
    storedPreferences(() => localStorage).setTheme('light')
    expect(storedPreferences(() => localStorage).theme()).toBe('light')
    localStorage.setItem('worthwhile-theme', 'pink')
    expect(storedPreferences(() => localStorage).theme()).toBe('system')
  })

  it('is what columns of tables mean', () => {
    const mapping = { customer: 'who', date: 'when', order: null, item: null, items: 'n', currency: null, dateOrder: null } as const
    const choices = {
      mappings: [
        ['who|when|paid', { ...mapping, amount: { kind: 'column', column: 'paid' } }],
        ['who|when|n|price', { ...mapping, amount: { kind: 'product', quantity: 'n', unitPrice: 'price' } }],
      ],
      dateOrders: [['who|when', 'day-first']],
    } as const
    storedPreferences(() => localStorage).setTableChoices(choices)
    expect(storedPreferences(() => localStorage).tableChoices()).toEqual(choices)
  })

  it('is not believed when it is something else', () => {
    const nothing = { mappings: [], dateOrders: [] }
    for (const text of ['{', '1', 'null', '{"mappings":1}', '{"mappings":[["a",{}]],"dateOrders":[["a","up"],"b"]}']) {
      localStorage.setItem('worthwhile-tables', text)
      expect(storedPreferences(() => localStorage).tableChoices()).toEqual(nothing)
    }
  })

  it('lasts for the visit when storage is denied', () => {
    const preferences = storedPreferences(() => {
      throw new Error('SecurityError')
    })
    expect(preferences.theme()).toBe('system')
    preferences.setTheme('dark')
    expect(preferences.theme()).toBe('dark')
  })
})
