import { expect, it } from 'vitest'
import type { InputFile } from '../../src/intake/byte-source.ts'
import { assistantsFor } from '../../src/worker/assistants.ts'

// `as`: only the size is looked at.
const file = (path: string, megabytes: number): InputFile => ({ path, content: { size: megabytes * 1_048_576 } }) as InputFile

it.each([
  ['small files', [file('a.csv', 15)], [0, 0, 0, 0]],
  ['a plain file, for which two cores are too few', [file('a.csv', 16)], [0, 0, 2, 3]],
  ['a packed file', [file('a.ndjson.GZ', 16)], [0, 1, 2, 3]],
  ['a packed file among plain ones', [file('a.csv', 15), file('b.zip', 1)], [0, 1, 2, 3]],
  ['plain files that are large together', [file('a.csv', 8), file('b.csv', 8)], [0, 0, 2, 3]],
  ['no file', [], [0, 0, 0, 0]],
])('%s: so many threads read ahead on one, two, three and sixteen cores', (_, files, expected) => {
  expect([1, 2, 3, 16].map(cores => assistantsFor(files, cores))).toEqual(expected)
})
