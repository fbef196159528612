import { describe, expect, it } from 'vitest'
import { formulaSafe } from '../../src/share/cells.ts'

describe('text for a spreadsheet', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1+1', '  =1+1'])(
    'is text again where it looks like a formula: %j',
    text => expect(formulaSafe(text)).toBe(`'${text}`),
  )

  // A file of commas, opened where Excel expects semicolons: `1,"a;=1+1",x` has the cells `1,"a` and `=1+1",x` there.
  it.each([
    ['a;=1+1;b', "a;'=1+1;b"],
    ['a,-5', "a,'-5"],
    ['a; @x', "a; '@x"],
    ['a;"=1+1', 'a;"\'=1+1'],
    ['a\n=1', "a\n'=1"],
    ['\t=1', "'\t'=1"],
  ])('holds no formula behind what another country takes for the end of a cell: %j', (text, safe) => expect(formulaSafe(text)).toBe(safe))

  it.each(['', 'anna', '96f55c7d8f42', 'a-b=c', 'Smith, John', 'a; b', 'a,b;c', '7 - 5'])(
    'stays as it is where there is nothing to run: %j',
    text => expect(formulaSafe(text)).toBe(text),
  )
})
