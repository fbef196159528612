import { describe, expect, it } from 'vitest'
import { parseCommandLine } from '../../src/cli/command-line.ts'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'

describe('the command line', () => {
  it('asks for the ten best customers by the default definition when only files are named', () => {
    expect(parseCommandLine(['a.json', 'b'])).toEqual({
      kind: 'report',
      paths: ['a.json', 'b'],
      x: 10,
      definition: DEFAULT_DEFINITION,
      out: null,
    })
  })

  it('takes every option, before or after the files', () => {
    expect(parseCommandLine(['--x', '3', '--weeks=dataset-years', 'a.json', '--week-start', 'monday', '--out', 'report.json'])).toEqual({
      kind: 'report',
      paths: ['a.json'],
      x: 3,
      definition: { ...DEFAULT_DEFINITION, weeksRule: 'dataset-years', weekStart: 'monday' },
      out: 'report.json',
    })
  })

  it('takes names that look like options after two dashes', () => {
    expect(parseCommandLine(['--', '--x'])).toMatchObject({ kind: 'report', paths: ['--x'] })
  })

  it('knows when help is wanted, whatever else is there', () => {
    expect(parseCommandLine(['--help', '--x', 'many'])).toEqual({ kind: 'help' })
  })

  it.each([
    [[], 'No file is named.'],
    [['--x', '3'], 'No file is named.'],
    [['a', '--x', 'ten'], '--x “ten” is not known (expected: a whole number from 0).'],
    [['a', '--x', '1.5'], '--x “1.5” is not known (expected: a whole number from 0).'],
    [['a', '--x=-1'], '--x “-1” is not known (expected: a whole number from 0).'],
    [['a', '--x', '99999999999999999999'], '--x “99999999999999999999” is not known (expected: a whole number from 0).'],
    [['a', '--weeks', 'all'], '--weeks “all” is not known (expected: dataset, customer, active, elapsed, dataset-years).'],
    [['a', '--week-start', 'friday'], '--week-start “friday” is not known (expected: sunday, monday).'],
    [['a', '--out='], '--out “” is not known (expected: the name of a file).'],
  ])('refuses %j', (words, message) => {
    expect(parseCommandLine(words)).toEqual({ kind: 'wrong', message })
  })

  it('refuses options that it does not know, and options without their value', () => {
    expect(parseCommandLine(['a', '--top', '3'])).toMatchObject({ kind: 'wrong', message: expect.stringContaining("'--top'") })
    expect(parseCommandLine(['a', '--x'])).toMatchObject({ kind: 'wrong', message: expect.stringContaining("'--x") })
  })
})
