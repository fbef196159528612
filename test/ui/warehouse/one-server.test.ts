import { expect, test } from 'vitest'
import { WAREHOUSE_POLICY } from '../../../src/build/content-security-policy.ts'
import { bindTo, boundOrigin, readServer } from '../../../src/ui/warehouse/one-server.ts'

const policies = () =>
  Array.from(document.querySelectorAll<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]'), ({ content }) => content)

test('a server is read as its origin, which the policy names, and the address to ask', () => {
  expect(readServer(' https://Warehouse.example:8443/ ', true)).toEqual({
    origin: 'https://warehouse.example:8443',
    url: 'https://warehouse.example:8443',
  })
  expect(readServer('https://example.com/clickhouse/', true)).toEqual({
    origin: 'https://example.com',
    url: 'https://example.com/clickhouse',
  })
})

test('what is no address of a server is refused with what is expected', () => {
  const refused = [
    '',
    'warehouse.example',
    'localhost:8123',
    'ftp://warehouse.example',
    'javascript:alert(1)',
    'https://a:b@c.example',
    'https://a@c.example',
    'https://c.example/?user=a',
    'https://c.example/#x',
  ]
  for (const text of refused) expect(readServer(text, false), text).toEqual({ error: expect.stringMatching(/^Expected /) })
})

test('plain http is refused to a page that came over https, but for servers on the same computer', () => {
  expect(readServer('http://warehouse.example:8123', true)).toEqual({ error: expect.stringContaining('https') })
  expect(readServer('http://127.0.0.1.example:8123', true)).toEqual({ error: expect.stringContaining('https') })
  for (const here of ['http://localhost:8123', 'http://db.localhost:8123', 'http://127.0.0.1:8123', 'http://[::1]:8123'])
    expect(readServer(here, true), here).toEqual({ origin: here, url: here })
  expect(readServer('http://warehouse.example:8123', false)).toEqual({
    origin: 'http://warehouse.example:8123',
    url: 'http://warehouse.example:8123',
  })
})

test('the page is bound to one origin by one policy, which repeats what the first one forbids, and to no second one', () => {
  const meta = document.createElement('meta')
  meta.httpEquiv = 'Content-Security-Policy'
  meta.content = WAREHOUSE_POLICY
  document.head.append(meta)
  expect({ bound: boundOrigin(), policies: policies() }).toEqual({ bound: null, policies: [WAREHOUSE_POLICY] })
  bindTo('https://warehouse.example')
  bindTo('https://warehouse.example')
  expect({ bound: boundOrigin(), policies: policies() }).toEqual({
    bound: 'https://warehouse.example',
    policies: [WAREHOUSE_POLICY, WAREHOUSE_POLICY.replace('https: http:', 'https://warehouse.example')],
  })
  expect(() => bindTo('https://other.example')).toThrow(
    'this page is bound to https://warehouse.example and cannot reach https://other.example',
  )
  expect(boundOrigin()).toBe('https://warehouse.example')
})
