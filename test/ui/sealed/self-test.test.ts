import { expect, test } from 'vitest'
import { PLANNED, readTarget } from '../../../src/ui/sealed/self-test.ts'

const OWN = 'https://crm.example'

test('an address to try is cut to its origin, so that a path cannot look like data', () => {
  expect(readTarget('  https://example.com/some/path?query#part ', OWN)).toEqual({ target: 'https://example.com' })
  expect(readTarget('http://127.0.0.1:8080', OWN)).toEqual({ target: 'http://127.0.0.1:8080' })
})

test.each([
  ['nothing', ''],
  ['a name without a scheme', 'example.com'],
  ['a scheme that is not of the web', 'ftp://example.com'],
  ['code', 'javascript:alert(1)'],
])('%s is not an address to try', (_, text) => {
  expect(readTarget(text, OWN)).toEqual({ error: 'Expected a web address, for example https://example.com' })
})

test('the page’s own host is not another host', () => {
  expect(readTarget('https://crm.example/elsewhere', OWN)).toEqual({ error: expect.stringMatching(/^This is the page’s own host/) })
})

test('the plan names every way once for the page and once for the worker', () => {
  const lines = PLANNED.map(trial => `${trial.from} ${trial.name}`)
  expect(new Set(lines).size).toBe(lines.length)
  expect(lines).toEqual(
    expect.arrayContaining(['page fetch', 'page XMLHttpRequest', 'page WebSocket', 'page Beacon', 'page Image', 'worker fetch']),
  )
  expect(PLANNED.every(trial => trial.outcome === null)).toBe(true)
})
