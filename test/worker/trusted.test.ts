import { describe, expect, it } from 'vitest'
import { ownScriptUrl } from '../../src/worker/trusted.ts'

const PAGE = { href: 'https://example.org/deep/er/index.html#x=5', origin: 'https://example.org' }

describe('addresses that code may be started from', () => {
  it.each([
    ['blob:https://example.org/0b5a', 'blob:https://example.org/0b5a'],
    ['./service-worker.js', 'https://example.org/deep/er/service-worker.js'],
    ['/assets/a.js', 'https://example.org/assets/a.js'],
    ['https://example.org/other/b.js', 'https://example.org/other/b.js'],
  ])('“%s” belongs to the page', (url, full) => {
    expect(ownScriptUrl(url, PAGE)).toBe(full)
  })

  it.each([
    'https://example.com/a.js',
    '//example.com/a.js',
    'http://example.org/a.js',
    'https://example.org:8443/a.js',
    'blob:https://example.com/0b5a',
    'data:text/javascript,alert(1)',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'blob:null/0b5a',
  ])('“%s” does not', url => {
    expect(() => ownScriptUrl(url, PAGE)).toThrow('is not a script of this page')
  })

  // Browsers differ in what they call the origin of a page from a disk.
  it.each(['file://', 'null'])('of a page from a disk, whose origin is “%s”, only what it made itself does', origin => {
    const page = { href: 'file:///home/ann/worthwhile.html', origin }
    expect(ownScriptUrl('blob:null/0b5a', page)).toBe('blob:null/0b5a')
    expect(() => ownScriptUrl('data:text/javascript,alert(1)', page)).toThrow('is not a script of this page')
    expect(() => ownScriptUrl('javascript:alert(1)', page)).toThrow('is not a script of this page')
    expect(() => ownScriptUrl('./beside.js', page)).toThrow('is not a script of this page')
    expect(() => ownScriptUrl('blob:https://example.org/0b5a', page)).toThrow('is not a script of this page')
  })
})
