import { describe, expect, test } from 'vitest'
import { savedFileName } from '../../src/share/file-names.ts'

describe('the name under which a file is saved', () => {
  test.each([
    ['mine.csv', 'mine.csv'],
    ['Kunden Übersicht (März) 50%.csv', 'Kunden Übersicht (März) 50%.csv'],
    ['for-excel.txt', 'for-excel.txt'],
    ['a/b\\c:d', 'a_b_c_d.csv'],
    ['noext', 'noext.csv'],
    ['v1.2 of May', 'v1.2 of May.csv'],
    [' .hidden. ', 'hidden.csv'],
    ['~mine.csv', 'mine.csv'],
    ['tab\tand\u202eturned.csv', 'tab_and_turned.csv'],
    ['half\ud800.csv', 'half_.csv'],
    ['con.csv', '_con.csv'],
  ])('%j is saved as %j', (typed, saved) => {
    expect(savedFileName(typed, 'csv')).toBe(saved)
  })

  test('keeps its ending when it is too long for a folder', () => {
    expect(savedFileName(`${'ü'.repeat(300)}.json`, 'ltv.json')).toBe(`${'ü'.repeat(97)}.json`)
  })

  test.each(['', '  ', '.', '..', '~'])('%j is none', typed => {
    expect(savedFileName(typed, 'csv')).toBeNull()
  })
})
