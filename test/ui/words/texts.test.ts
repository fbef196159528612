import { describe, expect, it } from 'vitest'
import { shownText } from '../../../src/ui/words/texts.ts'

describe('a text of a file, as it is shown', () => {
  it('is whole up to two hundred characters', () => {
    for (const text of ['', 'ann', '<img src=x>', 'x'.repeat(200)]) expect(shownText(text)).toBe(text)
  })

  it('is its beginning and its length, when it is longer', () => {
    expect(shownText('x'.repeat(2_000_000))).toBe(`${'x'.repeat(200)}… (2,000,000 characters)`)
  })

  it('is not cut within a character', () => {
    expect(shownText(`${'x'.repeat(199)}😀${'y'.repeat(9)}`)).toBe(`${'x'.repeat(199)}… (210 characters)`)
  })
})
